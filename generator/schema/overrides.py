"""A row of a roster laid over a project: its cells override fields of event and brand, and answer for what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, fields
from itertools import pairwise
from pathlib import Path
from typing import Any

from generator.resources import Resources
from generator.schema.event import minutes_of
from generator.schema.patterns import CLOCK
from generator.schema.problems import Problem, dotted
from generator.schema.project import Project, revised
from generator.schema.roster import Entry, Roster, RosterKind, Row
from generator.schema.unit_columns import PLACEHOLDER, ROOMS, path_of
from generator.schema.yaml import Document, Path_


@dataclass(frozen=True)
class Cell:
    """A cell of a roster: row and column from 1, and the column's heading."""

    row: int
    column: int
    heading: str


@dataclass(frozen=True)
class RowDocument(Document):
    """A document with a row's values in it: what is wrong with it, the row is wrong with.

    `cells` are the cells behind the fields that the row sets.
    """

    roster: Path = Path()
    row: int = 0
    cells: Mapping[Path_, Cell] = field(default_factory=dict)

    def cite(self, field: Path_) -> tuple[Path, int]:
        """Return the roster and the row of a field that comes from there."""
        return (self.roster, self.row) if self._cell(field) else super().cite(field)

    def problem(self, field: Path_, message: str, mend: str, at_key: bool = False) -> Problem:
        """Return a Problem at the cell behind the field, else at the row."""
        cell = self._cell(field)
        if cell is None:
            return Problem(str(self.roster), self.row, 0, dotted(field), message, mend)
        return Problem(str(self.roster), cell.row, cell.column, cell.heading, message, mend)

    def _cell(self, field: Path_) -> Cell | None:
        """Return the cell behind a field, the text around it, or a part of it."""
        around = next((self.cells[field[:end]] for end in range(len(field), 0, -1) if field[:end] in self.cells), None)
        return around or next((cell for path, cell in self.cells.items() if path[: len(field)] == field != ()), None)


def lay_over(project: Project, resources: Resources, kind: RosterKind, roster: Roster, entry: Entry) -> Project:
    """Return the project with a row's values, as if its files had held them. InputError: told by row and column."""
    documents = {room: deepcopy(project.documents[room].data) for room in ROOMS}
    cells: dict[str, dict[Path_, Cell]] = {room: {} for room in ROOMS}
    start = documents["event"]["start"]
    for name, (room, *steps), text in _settings(kind, entry.values, project.event.languages):
        column = name if name in roster.columns else name.partition(".")[0]
        cell = Cell(entry.number, roster.positions[column], roster.columns[column])
        _put(documents[str(room)], tuple(steps), text, project.event.languages)
        cells[str(room)][tuple(steps)] = cell
    _call_foreign(documents["event"], kind, entry.values, project.event.languages)
    _carry(documents["event"], start, has_end=("end",) in cells["event"])
    laid = {room: _document(project.documents[room], documents[room], cells[room], roster, entry) for room in ROOMS}
    return revised(project, resources, laid)


def _settings(kind: RosterKind, values: Row, languages: Sequence[str]) -> Iterator[tuple[str, Path_, Any]]:
    """Yield column, field and text of what a row sets: texts for all languages, what these fill, texts for one."""
    filled = [(name, column) for name, column in kind.columns.items() if values.get(name)]
    own = [(name, path_of(column.sets)) for name, column in filled if column.sets]
    yield from ((name, path, values[name]) for name, path in own if "." not in name)
    told = {path for _, path in own}
    for name, column in filled:
        for field_, text in column.fills.items():
            if path_of(field_) not in told:
                yield name, path_of(field_), _written(text, values, languages)
    yield from ((name, path, values[name]) for name, path in own if "." in name)


def _written(text: str | dict[str, str], values: Row, languages: Sequence[str]) -> Any:
    """Return a text in which "{unit}" is the row's own, in each of the languages where it is told in several."""
    if isinstance(text, str):
        return _named(text, values, "")
    first = next(iter(text.values()))
    return {language: _named(text.get(language, first), values, language) for language in languages}


def _named(text: str, values: Row, language: str) -> str:
    return PLACEHOLDER.sub(lambda found: values.get(f"{found[1]}.{language}") or values.get(found[1], ""), text)


def _put(data: Any, path: Path_, value: Any, languages: Sequence[str]) -> None:
    """Set a field, and make the groups and lists on the way; a text for all languages becomes one a language."""
    for step, after in pairwise(path):
        inner = _at(data, step)
        if not isinstance(inner, dict | list):
            one_a_language = isinstance(inner, str) and after in languages
            inner = dict.fromkeys(languages, inner) if one_a_language else [] if isinstance(after, int) else {}
            _assign(data, step, inner)
        data = inner
    _assign(data, path[-1], value)


def _at(data: Any, step: str | int) -> Any:
    if isinstance(data, list):
        return data[step] if isinstance(step, int) and step < len(data) else None
    return data.get(step)


def _assign(data: Any, step: str | int, value: Any) -> None:
    if isinstance(data, list) and isinstance(step, int):
        data.extend({} for _ in range(step + 1 - len(data)))
    data[step] = value


def _call_foreign(event: dict[str, Any], kind: RosterKind, values: Row, languages: Sequence[str]) -> None:
    """Call a row's texts for all languages those of the main one, so that others' pages are read aloud right."""
    spoken = [name for name, column in kind.columns.items() if column.local and "." not in name]
    texts = [values[name] for name in spoken if values.get(name)]
    if texts and len(languages) > 1:
        event.setdefault("foreign", {}).setdefault(languages[0], []).extend(texts)


def _carry(event: dict[str, Any], before: str, has_end: bool) -> None:
    """Carry the agenda, and an end that the row does not tell, along with an event that starts at another time."""
    is_told = isinstance(event["start"], str) and re.fullmatch(CLOCK, event["start"])
    later = minutes_of(event["start"]) - minutes_of(before) if is_told else 0
    if not later:
        return
    for item in event["agenda"]:
        item["start"] = _clock(minutes_of(item["start"]) + later)
    if not has_end:
        event["end"] = _clock(minutes_of(event["end"]) + later)


def _clock(minutes: int) -> str:
    """Return "09.00"; what is beyond the day is no time, and is refused as such."""
    return f"{minutes // 60:02}.{minutes % 60:02}"


def _document(base: Document, data: Any, cells: dict[Path_, Cell], roster: Roster, entry: Entry) -> RowDocument:
    kept = {each.name: getattr(base, each.name) for each in fields(Document)}
    raw = {path: text for path, text in base.raw.items() if not any(path[: len(own)] == own for own in cells)}
    return RowDocument(**{**kept, "data": data, "raw": raw}, roster=roster.path, row=entry.number, cells=cells)
