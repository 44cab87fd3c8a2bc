"""A roster: people or units, one a row, in columns that are known by their headings; read as a stream."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import Field

from generator.errors import InputError
from generator.schema.base import LocalText, Model, Text, validate
from generator.schema.nearest import hint
from generator.schema.problems import Problem
from generator.schema.roster_tables import Cell, Line, open_table
from generator.schema.roster_times import TIMES
from generator.schema.roster_values import CellError, check_month, folded, reader
from generator.schema.yaml import read_yaml
from generator.wording import say

MOST_BLANK_LINES = 50  # above the headings
Row = dict[str, str]
_IN_LANGUAGE = re.compile(r"(.*\S)\s*[(\[]\s*([A-Za-z]{2,3})\s*[)\]]\s*")


class Column(Model):
    """A column that is looked for: what stands in it and which headings it may have.

    `sets` is the field of event or brand, as "event.place", that a cell of it overrides, and `fills` are further ones
    that the row then sets as well unless it has a cell for them; "{unit}" in these is the row's cell of that column.
    Where a text is `local`, there may be a column a language too, "tempat (en)".
    """

    kind: Literal["name", "nip", "status", "text", "code", "phone", "date", "clock"]
    required: bool = False
    headings: list[Text] = Field(min_length=1)
    sets: Text | None = None
    local: bool = False
    fills: dict[Text, LocalText] = {}


class RosterKind(Model):
    """A kind of roster: its columns by the name that products call them, the words for a status, and the columns of
    which the first that is filled in names a row's folder."""

    columns: dict[str, Column]
    statuses: dict[str, list[Text]] = {}
    folder: list[Text] = []


class Entry(NamedTuple):
    """A row of a roster: its values by column, "" where there is none; or what is wrong with it."""

    number: int
    values: Row
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Place:
    """A column of a file: where it stands, how it is headed, and how its cells are read."""

    column: str
    index: int
    heading: str
    read: Callable[[Cell], str]


@dataclass(frozen=True)
class Roster:
    """An open roster: the columns that are there with their headings, its entries, and the share that was read.

    `positions` are the columns' numbers in the file, from 1; `unused` the headings that nothing is known of.
    """

    path: Path
    columns: dict[str, str]
    entries: Iterator[Entry]
    share: Callable[[], float]
    positions: dict[str, int]
    unused: tuple[str, ...]


def load_kind(path: Path) -> RosterKind:
    """Read the declaration of a kind of roster."""
    kind, problems = validate(read_yaml(path), RosterKind)
    if kind is None:
        raise InputError(problems)
    return kind


@contextmanager
def open_roster(path: Path, kind: RosterKind, *more: str) -> Iterator[Roster]:
    """Open a roster; `more` are headings of further columns that must be there, read as codes under that very name.

    Raises InputError if headings are missing, doubled or told twice.
    """
    with open_table(path) as table:
        headings = _headings(path, table.lines)
        places = _places(path, headings, kind, more)
        width = len(headings.cells)
        entries = _entries(path, places, width, table.lines)
        used = {place.index for place in places}
        shown = [str(cell).strip() for cell in headings.cells]
        yield Roster(
            path,
            {place.column: place.heading for place in places},
            entries,
            table.share,
            {place.column: place.index + 1 for place in places},
            tuple(heading for index, heading in enumerate(shown) if heading and index not in used),
        )


def _headings(path: Path, lines: Iterator[Line]) -> Line:
    for line in islice(lines, MOST_BLANK_LINES):
        if line.fault:
            raise InputError(
                [Problem(str(path), line.number, 0, "", line.fault, say("save the file again as CSV UTF-8"))]
            )
        if any(cell != "" for cell in line.cells):
            return line
    raise InputError([Problem(str(path), 0, 0, "", say("there are no headings"), say("write them into the first row"))])


def _places(path: Path, line: Line, kind: RosterKind, more: Sequence[str]) -> list[_Place]:
    """Return the columns that are there; InputError for what is missing or stands twice."""
    shown = [str(cell).strip() for cell in line.cells]
    keys = [_key(heading) for heading in shown]
    statuses = {folded(word): status for status, words in kind.statuses.items() for word in words}
    problems, places = [], []

    def problem(message: str, mend: str, index: int = -1) -> None:
        problems.append(Problem(str(path), line.number, index + 1, "", message, mend))

    for index, key in enumerate(keys):
        if key and key in keys[:index]:
            problem(
                say("the heading “{shown}” stands twice", shown=shown[index]),
                say("rename or delete one of the columns"),
                index,
            )
    for name, column in kind.columns.items():
        wanted = {_key(heading) for heading in column.headings}
        found = [index for index, key in enumerate(keys) if key in wanted]
        if len({keys[index] for index in found}) > 1:
            both = " and ".join(f"“{shown[index]}”" for index in found)
            problem(
                say("{both} are both taken for the column “{headings}”", both=both, headings=column.headings[0]),
                say("rename or delete one"),
                found[1],
            )
        elif found:
            read = TIMES.get(column.kind) or reader(column.kind, statuses)
            places.append(_Place(name, found[0], shown[found[0]], read))
        elif column.required:
            mend = hint(column.headings[0], [heading for heading in shown if heading], say("the headings are"))
            problem(say("there is no column “{headings}”", headings=column.headings[0]), mend)
    for heading in more:
        if folded(heading) in keys:
            index = keys.index(folded(heading))
            places.append(_Place(heading, index, shown[index], reader("code", statuses)))
        else:
            mend = hint(heading, [heading for heading in shown if heading], say("the headings are"))
            problem(say("there is no column “{heading}”, which the event's cards.link names", heading=heading), mend)
    if problems:
        raise InputError(problems)
    return places


def _key(heading: str) -> str:
    """Return a heading as it is compared; what it says of a language, as "tempat (en)", stays apart."""
    found = _IN_LANGUAGE.fullmatch(heading)
    return f"{folded(found[1])} {found[2].casefold()}" if found else folded(heading)


def _entries(path: Path, places: Sequence[_Place], width: int, lines: Iterator[Line]) -> Iterator[Entry]:
    """Yield an entry a row; rows of empty cells are passed over."""
    readers = [(place.column, place.index, place.read) for place in places]
    for line in lines:
        cells = line.cells
        if line.fault:
            mend = say("write quotation marks inside a text twice, and close each cell")
            yield Entry(line.number, {}, (Problem(str(path), line.number, 0, "", line.fault, mend),))
        elif len(cells) == width or (any(cell != "" for cell in cells) and _squared(cells, width)):
            try:
                values = {column: read(cells[index]) for column, index, read in readers}
                if values.get("status") == "pns":
                    check_month(values.get("number", ""))
            except CellError:
                if all(cell == "" for cell in cells):
                    continue
                yield _faulty(path, line, places)
            else:
                yield Entry(line.number, values)
        elif any(cell != "" for cell in cells):
            message = say("has {count} cells; there are {width} headings", count=len(cells), width=width)
            mend = say("put text that holds the delimiter in quotation marks")
            yield Entry(line.number, {}, (Problem(str(path), line.number, 0, "", message, mend),))


def _squared(cells: list[Cell], width: int) -> bool:
    """Cut empty cells off that stand beyond the headings; return whether the row is then as wide as they are."""
    while len(cells) > width and cells[-1] == "":
        cells.pop()
    return len(cells) == width


def _faulty(path: Path, line: Line, places: Sequence[_Place]) -> Entry:
    """Return an entry with all that is wrong in a row."""
    problems: list[Problem] = []
    values: Row = {}

    def note(place: _Place, fault: CellError) -> None:
        where = (str(path), line.number, place.index + 1, place.heading)
        problems.append(Problem(*where, fault.message, fault.mend))

    for place in places:
        try:
            values[place.column] = place.read(line.cells[place.index])
        except CellError as fault:
            note(place, fault)
    numbered = next((place for place in places if place.column == "number"), None)
    if numbered and values.get("status") == "pns":
        try:
            check_month(values.get("number", ""))
        except CellError as fault:
            note(numbered, fault)
    return Entry(line.number, values, tuple(problems))
