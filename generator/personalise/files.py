"""The files of a run: one, or several by number of cards or by a column; each is written as a stream."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from generator.manifest import Entry, file_hash
from generator.personalise.copies import STRIPS, Copy
from generator.personalise.embedding import embed, embed_strips
from generator.personalise.pagetree import PageTree
from generator.personalise.plate import Plate, Side
from generator.personalise.room import Room
from generator.personalise.shaping import Typeface
from generator.personalise.slugs import file_slug
from generator.personalise.writer import PdfWriter
from generator.publish import note_whole
from generator.wording import marked, say

TOLD = marked("some of its rows were typeset by themselves, or left out")
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

    @property
    def pages(self) -> int:
        """How many pages a finished file has."""
        return sum(tree.pages for tree in self._trees)

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


class KeptFile:
    """A file that an earlier run of the same has made: its cards are counted, and only filled in again if some of
    them are to be told of."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.cards = 0

    def add(self, _: Copy) -> None:
        """Count a card."""
        self.cards += 1


class CardFiles:
    """All files of a run, in a work folder; `per_file` cards in each at most, one a group."""

    def __init__(
        self, room: Room, name: str, plate: Plate, typefaces: Sequence[Typeface], key: bytes, per_file: int | None,
        made_of: Entry,
    ) -> None:  # fmt: skip
        """`name` is the file's name; parts and groups are told before its suffix.

        `made_of` has what the entries of all files have in common; those of an earlier run are kept that have it too.
        """
        self._folder = room.folder
        self._stem = Path(name).stem
        self._suffix = Path(name).suffix
        self._made_of = (plate, typefaces, key)
        self._per_file = per_file
        self._whole = room.whole_of(made_of)
        self._entry = made_of
        self._open: dict[str | None, CardFile | KeptFile] = {}
        self._told: set[str] = set()
        self._parts: dict[str | None, int] = {}
        self._slugs: dict[str, str] = {}
        self.entries = room.entries

    @property
    def resumes(self) -> bool:
        """Whether some files may be kept."""
        return bool(self._whole)

    @property
    def kept(self) -> int:
        """How many files are an earlier run's."""
        return sum(entry is self._whole.get(entry.path) for entry in self.entries)

    def add(self, copy: Copy, group: str | None = None) -> None:
        """Add a card to the file of its group."""
        file = self.file(group)
        file.add(copy)
        if len(self._open) > 1 and file.cards % 64 == 0:
            self._flush()

    def tell(self, group: str | None) -> None:
        """Note that something is to be told of a row whose card would come next into its group."""
        self._told.add(self._next(group))

    def need(self, group: str | None) -> bool:
        """Return whether the next card of a group must be filled in: not for a file that is kept as it is."""
        kept = self._whole.get(self._next(group))
        return kept is None or bool(kept.findings)

    def file(self, group: str | None = None) -> CardFile | KeptFile:
        """Return the file that the next card of a group comes into."""
        file = self._open.get(group)
        if file is not None and self._full(file):
            self._finish(group)
            file = None
        if file is None:
            name = self._next(group)
            self._parts[group] = self._parts.get(group, 0) + 1
            if group is not None:
                self._slugs[group] = self._slug(group)
            kept = self._whole.get(name)
            file = KeptFile(kept) if kept else CardFile(self._folder / name, *self._made_of)
            self._open[group] = file
        return file

    def _full(self, file: CardFile | KeptFile) -> bool:
        return bool(self._per_file and file.cards >= self._per_file)

    def _next(self, group: str | None) -> str:
        """Return the name of the file that the next card of a group comes into."""
        file, part = self._open.get(group), self._parts.get(group, 0)
        if file is None or self._full(file):
            part += 1
        parted = f"-{part:03}" if self._per_file else ""
        return f"{self._stem}{'' if group is None else '-' + self._slug(group)}{parted}{self._suffix}"

    def finish(self) -> None:
        """Finish all files."""
        for group in [*self._open]:
            self._finish(group)

    def _finish(self, group: str | None) -> None:
        file = self._open.pop(group)
        if isinstance(file, CardFile):
            file.finish()
            path = file.writer.path
            findings = (say(TOLD),) if path.name in self._told else ()
            self.entries.append(
                replace(
                    self._entry, path=path.name, bytes=path.stat().st_size, sha256=file_hash(path), pages=file.pages,
                    findings=findings,
                )
            )  # fmt: skip
            note_whole(self._folder, self.entries[-1])
        else:
            self.entries.append(file.entry)

    def _flush(self) -> None:
        writers = [file.writer for file in self._open.values() if isinstance(file, CardFile)]
        if sum(writer.held for writer in writers) > MOST_HELD:
            for writer in writers:
                writer.flush()

    def _slug(self, group: str) -> str:
        """Return a group as a part of a file name: each its own, whatever the file system makes of case."""
        if group in self._slugs:
            return self._slugs[group]
        slug = free = file_slug(group)
        taken = set(self._slugs.values())
        count = 1
        while free in taken:
            count += 1
            free = f"{slug}-{count}"
        return free
