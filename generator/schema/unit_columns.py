"""The declaration of a roster of units: whether its columns lead to fields that there are, and a column a language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.errors import InputError
from generator.schema.base import Model
from generator.schema.brand import Brand
from generator.schema.event import Event
from generator.schema.nearest import hint
from generator.schema.problems import Problem
from generator.schema.roster import Column, RosterKind, load_kind
from generator.schema.shape import keys_at
from generator.schema.yaml import Document, Path_, read_yaml
from generator.wording import say

ROOMS: dict[str, type[Model]] = {"event": Event, "brand": Brand}
PLACEHOLDER = re.compile(r"\{(\w+)\}")
_FIXED = {("event", "languages"), ("event", "campaign"), ("event", "theme"), ("brand", "typography")}


def load_unit_kind(path: Path, languages: Sequence[str]) -> RosterKind:
    """Read the declaration; where a column's text is local it has a column a language besides, named "place.en".

    Raises InputError for a column that leads nowhere.
    """
    kind = load_kind(path)
    problems = [*_problems(kind, read_yaml(path))]
    if problems:
        raise InputError(problems)
    columns = dict(kind.columns)
    for name, column in kind.columns.items():
        for language in languages if column.local else ():
            columns[f"{name}.{language}"] = _in_language(column, language)
    return kind.model_copy(update={"columns": columns})


def path_of(field: str) -> Path_:
    """Return a dotted field as its steps: "event.speakers.0.name" leads to the first entry of a list."""
    return tuple(int(step) if step.isdigit() else step for step in field.split("."))


def _in_language(column: Column, language: str) -> Column:
    headings = [f"{heading} ({language})" for heading in column.headings]
    update = {"headings": headings, "sets": f"{column.sets}.{language}", "required": False, "kind": "text", "fills": {}}
    return column.model_copy(update=update)


def _problems(kind: RosterKind, document: Document) -> Iterator[Problem]:
    for name, column in kind.columns.items():
        if column.sets:
            yield from _leads(column.sets, ("columns", name, "sets"), document)
        for field, text in column.fills.items():
            place = ("columns", name, "fills", field)
            yield from _leads(field, place, document)
            for other in PLACEHOLDER.findall(str(text)):
                if other not in kind.columns:
                    mend = hint(other, kind.columns, say("name one of"))
                    yield document.problem(place, say("“{{{other}}}” is no column", other=other), mend)
    for index, name in enumerate(kind.folder):
        if name not in kind.columns:
            mend = hint(name, kind.columns, say("name one of"))
            yield document.problem(("folder", index), say("“{name}” is no column", name=name), mend)
    if not kind.folder:
        mend = say("write which columns name a row's folder: [folder, unit]")
        yield document.problem((), say("there is no “folder”"), mend)


def _leads(field: str, place: Path_, document: Document) -> Iterator[Problem]:
    """Yield a problem if there is no such field, or if it is one and the same for all units."""
    room, *steps = path_of(field)
    if room not in ROOMS or not steps:
        yield document.problem(
            place, say("{field} is no field", field=field), say("write it as in event.place or brand.logo")
        )
        return
    model, last = ROOMS[str(room)], steps[-1]
    known, around = keys_at(model, tuple(steps[:-1])), keys_at(model, tuple(steps[:-2]))
    if (room, steps[0]) in _FIXED:
        yield document.problem(place, say("{field} is one for all units", field=field), say("make a project for each"))
    elif known and last not in known:
        yield document.problem(
            place, say("{field} is no field", field=field), hint(str(last), known, say("name one of"))
        )
    elif not known and steps[-2] not in around:  # not in a list or in a group of any keys either
        yield document.problem(
            place,
            say("{field} is no field", field=field),
            hint(str(steps[-2]), around, say("write it as in event.place")),
        )
