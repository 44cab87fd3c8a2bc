"""A PDF written object by object as a stream, in constant memory: the objects go to disk, and so do their offsets."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from generator.errors import OutputError
from generator.personalise.pagetree import MOST_PAGES, PageTree
from generator.wording import say

HEADER = b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n"
LARGEST = 10**10  # bytes that a classic cross-reference table reaches
HELD = 1 << 17  # bytes that are held back before they are written
OFFSETS = 1 << 13  # that are held back


class PdfWriter:
    """Writes one file. Objects of numbers up to `numbered` are the caller's to number, the rest are counted on."""

    def __init__(self, path: Path, numbered: int) -> None:
        """`path` is made anew; the cross-reference table waits in a temporary file beside it."""
        self.path = path
        path.write_bytes(HEADER)
        self._held = BytesIO()
        self._flushed = len(HEADER)
        self._checksum = 0
        self.last = numbered
        self._early: dict[int, int] = {}
        self._numbered = numbered
        self._offsets = array("Q")
        self._waiting: Path | None = None

    def number(self) -> int:
        """Return the number of an object that will be written later."""
        self.last += 1
        self._offsets.append(0)
        return self.last

    def add(self, content: bytes, number: int | None = None) -> int:
        """Write an object, under a number that was given out before or the next; return the number."""
        held = self._held
        start = held.tell()
        if number is None:
            self.last = number = self.last + 1
            self._offsets.append(self._flushed + start)
        else:
            self._early[number] = self._flushed + start
        held.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
        if start > HELD:
            self.flush()
        return number

    def stream(self, content: bytes, entries: bytes = b"", number: int | None = None) -> int:
        """Write a stream as it is; `entries` are those of its dictionary besides its length."""
        return self.add(b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), entries, content), number)

    def packed(self, content: bytes, entries: bytes = b"", level: int = 6) -> int:
        """Write a stream compressed."""
        return self.stream(zlib.compress(content, level), b"/Filter/FlateDecode" + entries)

    def finish(
        self, root: int, pages_root: int, trees: Sequence[PageTree], inherited: bytes, key: bytes,
        catalog: Callable[[str], tuple[bytes, bytes]],
    ) -> None:  # fmt: skip
        """Write page tree, catalog, information and cross-reference table.

        Pages are in the order of `trees`, and take the entries `inherited`. `key` is what the file was made of;
        `catalog` gives the entries of catalog and information for a name of the file in hexadecimal.
        """
        for tree in trees:
            tree.close()
        kids = b" ".join(b"%d 0 R" % number for tree in trees for number in tree.branches)
        count = sum(tree.pages for tree in trees)
        if count > MOST_PAGES:
            mend = say("make several with --per-file or --group-by, or put cards on sheets with --sheet")
            raise OutputError(
                say(
                    "{name} would have {count:,} pages; Chrome opens {limit:,}; {mend}",
                    name=self.path.name,
                    count=count,
                    limit=MOST_PAGES,
                    mend=mend,
                )
            )
        self.add(b"<</Type/Pages/Count %d/Kids[%b]%b>>" % (count, kids, inherited), pages_root)
        self.flush()
        identifier = sha256(key + b"%d %d" % (self._checksum, (self._flushed + self.held))).hexdigest()[:32]
        entries, information = catalog(identifier)
        self.add(b"<</Type/Catalog/Pages %d 0 R%b>>" % (pages_root, entries), root)
        about = self.add(b"<<%b>>" % information)
        if (self._flushed + self.held) >= LARGEST:
            raise OutputError(
                say("{name} would pass 10 GB; make several files with --per-file or --group-by", name=self.path.name)
            )
        start = self._flushed + self.held
        self._write(b"xref\n0 %d\n" % (self.last + 1))
        self._cross_references()
        name = identifier.encode()
        self._write(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n"
            % (self.last + 1, root, about, name, name, start)
        )
        self.flush()

    @property
    def held(self) -> int:
        """How many bytes wait to be written."""
        return self._held.tell()

    def flush(self) -> None:
        """Write what was held back."""
        with self._held.getbuffer()[: self.held] as data:
            self._checksum = zlib.crc32(data, self._checksum)
            with self.path.open("ab") as file:
                file.write(data)
        self._flushed += self.held
        self._held.seek(0)
        if len(self._offsets) >= OFFSETS:
            self._spill()

    def _write(self, data: bytes) -> None:
        self._held.write(data)
        if self.held > HELD:
            self.flush()

    def _spill(self) -> None:
        """Move offsets to a file of their own."""
        self._waiting = self._waiting or self.path.with_name(f"{self.path.name}.xref")
        with self._waiting.open("ab") as file:
            self._offsets.tofile(file)
        del self._offsets[:]

    def _cross_references(self) -> None:
        early, number = self._early, self._numbered
        self._write(b"0000000000 65535 f \n")
        self._write(b"".join(_entry(early.get(number, 0)) for number in range(1, number + 1)))
        with ExitStack() as stack:
            waiting: BinaryIO | None = stack.enter_context(self._waiting.open("rb")) if self._waiting else None
            while waiting and (block := waiting.read(8 * OFFSETS)):
                number = self._entries(number, array("Q", block))
            self._entries(number, array("Q", self._offsets))
        if self._waiting:
            self._waiting.unlink()

    def _entries(self, number: int, offsets: array[int]) -> int:
        early = self._early
        entries = (_entry(offset or early.get(count, 0)) for count, offset in enumerate(offsets, start=number + 1))
        self._write(b"".join(entries))
        return number + len(offsets)


def _entry(offset: int) -> bytes:
    return b"%010d 00000 n \n" % offset if offset else b"0000000000 00000 f \n"
