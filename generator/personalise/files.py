"""The files of a run: one, or several by number of cards or by a column; each is written as a stream."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from generator.personalise.copies import STRIPS, Copy
from generator.personalise.embedding import embed, embed_strips
from generator.personalise.pagetree import PageTree
from generator.personalise.plate import Plate, Side
from generator.personalise.shaping import Typeface
from generator.personalise.writer import PdfWriter

RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
LONGEST_NAME = 80
MOST_HELD = 8 << 20  # bytes that all files together hold back
_IDENTIFIER = re.compile(rb"uuid:[0-9a-f-]{36}")


class CardFile:
    """One file of cards: the pages of each, or sheets of them, one after another."""

    def __init__(self, path: Path, plate: Plate, typefaces: Sequence[Typeface], key: bytes) -> None:
        self.writer = writer = PdfWriter(path, plate.last)
        self.cards = 0
        self._plate = plate
        self._typefaces = typefaces
        self._key = key
        own = {numbers[0] for numbers in plate.slot_faces.values()}
        self._glyphs = [dict(face.common) if at in own else {} for at, face in enumerate(typefaces)]
        for number, content in plate.objects.items():
            writer.add(content, number)
        self._fonts = [writer.number() for _ in typefaces]
        self._strips = writer.number() if plate.code else None
        self._trees = [PageTree(writer, plate.pages_root) for _ in range(2 if plate.apart else 1)]
        self._units: list[Mapping[int, bytes]] = []
        self._full = plate.units
        self._forms = dict(plate.forms)
        self._own = [any(cell.page in plate.own_pages for cell in side.cells[0]) for side in plate.sides]
        self._shared: dict[tuple[int, int], int] = {}

    def add(self, copy: Copy) -> None:
        """Add a card."""
        self._units.append(copy.pages)
        for face, glyphs in copy.glyphs:
            self._glyphs[face] = {**glyphs, **self._glyphs[face]}
        if len(self._units) == self._full:
            self._place()
        self.cards += 1

    def drawn(self, form: int) -> bytes:
        """Return the operator that draws a form of this file."""
        name = f"W{len(self._forms)}"
        self._forms[name] = form
        return b"/%b Do\n" % name.encode()

    def finish(self) -> None:
        """Write the last sheet, the fonts, and what ends a file."""
        plate, writer = self._plate, self.writer
        if self._units:
            self._place()
        for number, face, typeface, glyphs in zip(self._fonts, plate.faces, self._typefaces, self._glyphs, strict=True):
            if glyphs:
                embed(writer, number, typeface, face.name, glyphs)
        if self._strips:
            embed_strips(writer, self._strips)
        inherited = b"/Resources %d 0 R" % self._resources()
        writer.finish(plate.root, plate.pages_root, self._trees, inherited, self._key, self._catalog)

    def _place(self) -> None:
        """Write a page for each side of a card or a sheet, and start the next."""
        units = self._units
        for number, side in enumerate(self._plate.sides):
            content = None if self._own[number] else self._shared.get((number, len(units)))
            if content is None:
                content = self._shared[number, len(units)] = self._write(_content(side, units))
            self._trees[number % len(self._trees)].add(b"%b/Contents %d 0 R" % (side.entries, content))
        units.clear()

    def _write(self, content: bytes) -> int:
        """Write a content stream. Sheets are compressed; a card by itself is too short to gain much for its time."""
        return self.writer.packed(content, level=1) if self._full > 1 else self.writer.stream(content)

    def _resources(self) -> int:
        """Write what all pages draw with."""
        fonts = b"".join(b"/H%d %d 0 R" % (at, number) for at, number in enumerate(self._fonts) if self._glyphs[at])
        strips = b"%s %d 0 R" % (STRIPS, self._strips) if self._strips else b""
        forms = b"".join(b"/%s %d 0 R" % (name.encode(), form) for name, form in self._forms.items())
        return self.writer.add(b"<</Font<<%s%s>>/XObject<<%s>>>>" % (fonts, strips, forms))

    def _catalog(self, name: str) -> tuple[bytes, bytes]:
        """Return the entries of catalog and information; a press file's metadata tell its own name."""
        plate = self._plate
        if not plate.metadata:
            return plate.catalog, plate.information
        told = _IDENTIFIER.sub(f"uuid:{UUID(hex=name, version=4)}".encode(), plate.metadata)
        metadata = self.writer.stream(told, b"/Type/Metadata/Subtype/XML")
        return b"%b/Metadata %d 0 R" % (plate.catalog, metadata), plate.information


def _content(side: Side, units: Sequence[Mapping[int, bytes]]) -> bytes:
    """Return what a side shows: its cells with the texts of so many cards."""
    parts = [side.under]
    for cells, pages in zip(side.cells, units, strict=False):
        for page, before, after in cells:
            parts += (before, pages.get(page, b""), after)
    return b"".join(parts)


class CardFiles:
    """All files of a run, in a work folder; `per_file` cards in each at most, one a group."""

    def __init__(
        self, folder: Path, name: str, plate: Plate, typefaces: Sequence[Typeface], key: bytes, per_file: int | None
    ) -> None:
        """`name` is the file's name; parts and groups are told before its suffix."""
        self._folder = folder
        self._stem = Path(name).stem
        self._suffix = Path(name).suffix
        self._made_of = (plate, typefaces, key)
        self._per_file = per_file
        self._open: dict[str | None, CardFile] = {}
        self._parts: dict[str | None, int] = {}
        self._names: dict[str, str] = {}
        self.made: list[str] = []

    def add(self, copy: Copy, group: str | None = None) -> None:
        """Add a card to the file of its group."""
        file = self.file(group)
        file.add(copy)
        if len(self._open) > 1 and file.cards % 64 == 0:
            self._flush()

    def file(self, group: str | None = None) -> CardFile:
        """Return the file that the next card of a group comes into."""
        file = self._open.get(group)
        if file is not None and self._per_file and file.cards >= self._per_file:
            self._open.pop(group).finish()
            file = None
        if file is None:
            self._parts[group] = self._parts.get(group, 0) + 1
            name = self._name(group)
            self.made.append(name)
            file = self._open[group] = CardFile(self._folder / name, *self._made_of)
        return file

    def finish(self) -> None:
        """Finish all files."""
        for file in self._open.values():
            file.finish()
        self._open.clear()

    def _flush(self) -> None:
        if sum(file.writer.held for file in self._open.values()) > MOST_HELD:
            for file in self._open.values():
                file.writer.flush()

    def _name(self, group: str | None) -> str:
        part = f"-{self._parts[group]:03}" if self._per_file else ""
        return f"{self._stem}{'' if group is None else '-' + self._slug(group)}{part}{self._suffix}"

    def _slug(self, group: str) -> str:
        """Return a group as a part of a file name: each its own, whatever the file system makes of case."""
        if group not in self._names:
            slug = file_slug(group)
            taken = set(self._names.values())
            free = slug
            count = 1
            while free in taken:
                count += 1
                free = f"{slug}-{count}"
            self._names[group] = free
        return self._names[group]


def file_slug(text: str) -> str:
    """Return a text as a safe part of a file name: lower case letters and figures of ASCII, and hyphens."""
    slug = plain_slug(text) or "lain"
    return f"{slug}-" if slug in RESERVED else slug


def plain_slug(text: str) -> str:
    """Return the letters and figures of ASCII in a text, lower case, and hyphens between them; "" if it has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].rstrip("-")
