"""Tables as office programs write them: CSV in any of Excel's ways, and XLSX; read row by row."""

from __future__ import annotations

import codecs
import csv
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple, TextIO

from generator.errors import InputError
from generator.schema.problems import Problem
from generator.wording import say

Cell = str | float | int | bool | time | date | datetime | timedelta
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
DELIMITERS = ";,\t"
CHUNK = 1 << 20
LARGEST_SHEETS = 1 << 30  # bytes that a workbook may unpack to
LONGEST_HEADING = 1 << 16
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_QUOTED = re.compile(r'"[^"]*"')


class Line(NamedTuple):
    """A row by its number, as spreadsheets count: its cells, or what makes it unreadable."""

    number: int
    cells: list[Cell]
    fault: str = ""


@dataclass(frozen=True)
class Table:
    """An open table: its rows, headings first, and how far it has been read, as a share of one."""

    lines: Iterator[Line]
    share: Callable[[], float]


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """Open a table. InputError if it is not one that can be read."""
    try:
        if path.suffix.lower() in SPREADSHEETS:
            yield _sheet(path)
            return
        size = path.stat().st_size
        with path.open("rb") as raw, TextIOWrapper(raw, encoding=_encoding(path), newline="") as file:
            yield Table(_lines(path, file), lambda: raw.tell() / max(size, 1))
    except OSError as error:
        reason = error.strerror or str(error)
        raise _unreadable(
            path, say("cannot be read ({reason})", reason=reason), say("name a CSV or XLSX file")
        ) from error


def _encoding(path: Path) -> str:
    """Return how a text file is encoded: as its mark says, else UTF-8 if all of it is, else Windows' own."""
    with path.open("rb") as file:
        start = file.read(4)
        for mark, name in _MARKS.items():
            if start.startswith(mark):
                return _verified(path, name)
    if start.startswith(b"PK\x03\x04"):
        raise _unreadable(path, say("is a workbook with the name of a text file"), say("name it .xlsx"))
    if b"\0" in start:
        return _verified(path, "utf-16-be" if start[:1] == b"\0" else "utf-16-le")
    return "utf-8" if _decodes(path, "utf-8") else _verified(path, "cp1252")


def _verified(path: Path, encoding: str) -> str:
    if not _decodes(path, encoding):
        raise _unreadable(
            path,
            say("is no text in {encoding}", encoding=encoding.upper()),
            say("save it again as CSV UTF-8, or as XLSX"),
        )
    return encoding


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lines(path: Path, file: TextIO) -> Iterator[Line]:
    """Yield the rows of a CSV file; a row that breaks the rules of quoting is told, and the next is read."""
    delimiter = _delimiter(path, file)
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield Line(number, next(reader))  # type: ignore[arg-type]  # list[str]: no other cells
        except StopIteration:
            return
        except csv.Error as error:
            yield Line(number, [], say("its quotation marks do not match ({error})", error=error))


def _delimiter(path: Path, file: TextIO) -> str:
    """Return what parts the cells, and leave the file where the headings start."""
    start = file.tell()
    first = file.readline(LONGEST_HEADING)
    if first.lower().startswith("sep=") and len(first.rstrip("\r\n")) == 5:
        return first[4]
    file.seek(start)
    unquoted = _QUOTED.sub("", first)
    counts = {delimiter: unquoted.count(delimiter) for delimiter in DELIMITERS}
    return max(counts, key=lambda delimiter: counts[delimiter])


def _sheet(path: Path) -> Table:
    """Open a workbook's first sheet."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  # only workbooks need it

    path.open("rb").close()  # an error of the system is told as such
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist()) > LARGEST_SHEETS:
                raise _unreadable(path, say("unpacks to more than 1 GB"), say("save the sheet as CSV UTF-8"))
    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    except (CalamineError, IndexError) as error:
        raise _unreadable(
            path, say("is no workbook ({error})", error=error), say("save it again as XLSX, or as CSV UTF-8")
        ) from error
    left: list[Cell] = [""] * (sheet.start[1] if sheet.start else 0)  # empty columns are not among the cells
    read = 0

    def lines() -> Iterator[Line]:
        nonlocal read
        for read, cells in enumerate(sheet.iter_rows(), start=1):
            yield Line(read, [*left, *cells])

    return Table(lines(), lambda: read / max(sheet.total_height, 1))


def _unreadable(path: Path, message: str, mend: str) -> InputError:
    return InputError([Problem(str(path), 0, 0, "", message, mend)])
