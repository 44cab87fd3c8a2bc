"""A PDF written object by object as a stream, in constant memory: the objects go to disk, and so do their offsets."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from generator.errors import OutputError

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
KIDS = 200  # of a node of the page tree
LARGEST = 10**10  # bytes that a classic cross-reference table reaches
HELD = 1 << 18  # bytes that are held back before they are written
OFFSETS = 1 << 13  # that are held back


class PdfWriter:
    """Writes one file. Objects of numbers up to `numbered` are the caller's to number, the rest are counted on."""

    def __init__(self, path: Path, numbered: int) -> None:
        """`path` is made anew; the cross-reference table waits in a temporary file beside it."""
        self.path = path
        path.write_bytes(HEADER)
        self._held: list[bytes] = []
        self._held_size = 0
        self._length = len(HEADER)
        self._checksum = 0
        self.last = numbered
        self._early: dict[int, int] = {}
        self._numbered = numbered
        self._offsets = array("Q")
        self._waiting: Path | None = None
        self._leaf: list[int] = []
        self._leaf_number = 0
        self._branch: list[int] = []
        self._branch_number = 0
        self._branch_pages = 0
        self._branches: list[int] = []
        self.pages = 0

    def number(self) -> int:
        """Return the number of an object that will be written later."""
        self.last += 1
        self._offsets.append(0)
        return self.last

    def add(self, content: bytes, number: int | None = None) -> int:
        """Write an object, under a number that was given out before or the next; return the number."""
        if number is None:
            self.last += 1
            number = self.last
            self._offsets.append(self._length)
        else:
            self._early[number] = self._length
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        return number

    def stream(self, content: bytes, entries: bytes = b"", number: int | None = None) -> int:
        """Write a stream as it is; `entries` are those of its dictionary besides its length."""
        return self.add(b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content), number)

    def packed(self, content: bytes, entries: bytes = b"", level: int = 6) -> int:
        """Write a stream compressed."""
        return self.stream(zlib.compress(content, level), b"/Filter/FlateDecode" + entries)

    def page(self, entries: bytes, pages_root: int) -> None:
        """Add a page; `entries` are those of its dictionary besides its type and parent."""
        if not self._leaf:
            self._leaf_number = self.number()
            if not self._branch:
                self._branch_number = self.number()
        self._leaf.append(self.add(b"<</Type/Page/Parent %d 0 R%s>>" % (self._leaf_number, entries)))
        self.pages += 1
        if len(self._leaf) == KIDS:
            self._close_leaf()
            if len(self._branch) == KIDS:
                self._close_branch(pages_root)

    def finish(self, root: int, pages_root: int, catalog: bytes, info: Mapping[str, str], key: bytes) -> None:
        """Write page tree, catalog, information and cross-reference table. `key` is what the file was made of."""
        if self._leaf:
            self._close_leaf()
        if self._branch:
            self._close_branch(pages_root)
        kids = b" ".join(b"%d 0 R" % number for number in self._branches)
        self.add(b"<</Type/Pages/Count %d/Kids[%s]>>" % (self.pages, kids), pages_root)
        self.add(b"<</Type/Catalog/Pages %d 0 R%s>>" % (pages_root, catalog), root)
        told = b"".join(b"/%s %s" % (name.encode(), text_string(text)) for name, text in info.items() if text)
        about = self.add(b"<<%s>>" % told)
        if self._length >= LARGEST:
            raise OutputError(f"{self.path.name} would pass 10 GB; make several files with --per-file or --group-by")
        start = self._length
        identifier = sha256(key + b"%d %d" % (self._checksum, start)).hexdigest()[:32].encode()
        self._write(b"xref\n0 %d\n" % (self.last + 1))
        self._cross_references()
        self._write(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n"
            % (self.last + 1, root, about, identifier, identifier, start)
        )
        self.flush()

    @property
    def held(self) -> int:
        """How many bytes wait to be written."""
        return self._held_size

    def flush(self) -> None:
        """Write what was held back."""
        with self.path.open("ab") as file:
            file.writelines(self._held)
        self._held.clear()
        self._held_size = 0

    def _write(self, data: bytes) -> None:
        self._held.append(data)
        self._held_size += len(data)
        self._length += len(data)
        self._checksum = zlib.crc32(data, self._checksum)
        if self._held_size > HELD:
            self.flush()
        if len(self._offsets) >= OFFSETS:
            self._spill()

    def _spill(self) -> None:
        """Move offsets to a file of their own."""
        self._waiting = self._waiting or self.path.with_name(f"{self.path.name}.xref")
        with self._waiting.open("ab") as file:
            self._offsets.tofile(file)
        del self._offsets[:]

    def _close_leaf(self) -> None:
        kids = b" ".join(b"%d 0 R" % number for number in self._leaf)
        self.add(
            b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>" % (self._branch_number, len(self._leaf), kids),
            self._leaf_number,
        )
        self._branch.append(self._leaf_number)
        self._branch_pages += len(self._leaf)
        self._leaf = []

    def _close_branch(self, pages_root: int) -> None:
        kids = b" ".join(b"%d 0 R" % number for number in self._branch)
        self.add(
            b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>" % (pages_root, self._branch_pages, kids),
            self._branch_number,
        )
        self._branches.append(self._branch_number)
        self._branch, self._branch_pages = [], 0

    def _cross_references(self) -> None:
        self._write(b"0000000000 65535 f \n")
        early = self._early
        self._write(b"".join(_entry(early.get(number, 0)) for number in range(1, self._numbered + 1)))
        number = self._numbered
        with ExitStack() as stack:
            waiting: BinaryIO | None = stack.enter_context(self._waiting.open("rb")) if self._waiting else None
            while waiting and (block := waiting.read(8 * OFFSETS)):
                number = self._entries(number, array("Q", block))
            self._entries(number, self._offsets)
        if self._waiting:
            self._waiting.unlink()

    def _entries(self, number: int, offsets: array[int]) -> int:
        early = self._early
        self._held.append(
            b"".join(_entry(offset or early[count]) for count, offset in enumerate(offsets, start=number + 1))
        )
        self._held_size += 20 * len(offsets)
        if self._held_size > HELD:
            self.flush()
        return number + len(offsets)


def _entry(offset: int) -> bytes:
    return b"%010d 00000 n \n" % offset if offset else b"0000000000 00000 f \n"


def text_string(text: str) -> bytes:
    """Return a text string object."""
    if text.isascii() and text.isprintable():
        return b"(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode() + b")"
    return b"<feff" + text.encode("utf-16-be").hex().encode() + b">"


def widths(entries: Iterable[tuple[int, int]]) -> bytes:
    """Return the W array of glyph widths."""
    return b"[" + b" ".join(b"%d[%d]" % entry for entry in entries) + b"]"
