"""What campaigns must keep beyond their shape: sources that are there and used, languages that agree.

The checks read the plain data, so that they also speak when the shape is wrong elsewhere in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.schema.nearest import hint
from generator.schema.problems import Problem
from generator.schema.yaml import Document
from generator.wording import say

FieldPath = tuple[str | int, ...]


def check_campaign(document: Document, language: str) -> list[Problem]:
    """Return what is wrong with the campaign's language, sources, and the value it is about."""
    if not isinstance(document.data, dict):
        return []
    return [*_language(document, language), *_sources(document), *_definition(document)]


def check_same_keys(documents: Mapping[str, Document]) -> list[Problem]:
    """Return what one language's campaign has and another lacks, cited in the file that lacks it."""
    pairs = [(one, other) for one in documents.values() for other in documents.values() if one is not other]
    return [
        problem
        for poorer, richer in pairs
        for problem in _lacks(poorer, richer, (), _compared(poorer.data), _compared(richer.data))
    ]


def _compared(data: Any) -> Any:
    """Leave out the one field that differs by nature: the words of other languages."""
    return {key: value for key, value in data.items() if key != "foreign"} if isinstance(data, dict) else data


def _language(document: Document, language: str) -> Iterator[Problem]:
    given = document.data.get("language")
    if isinstance(given, str) and given != language:
        yield document.problem(
            ("language",),
            say("is '{given}', but the file is {name}", given=given, name=document.path.name),
            say("write {language}", language=language),
        )


def _sources(document: Document) -> Iterator[Problem]:
    sources = document.data.get("sources")
    if not isinstance(sources, dict):
        return
    used = set()
    for field, source in _cited(document.data):
        used.add(source)
        if source not in sources:
            mend = hint(source, sources, say("add it to sources, or name one of"))
            yield document.problem(field, say("there is no source '{source}'", source=source), mend)
    for source in sources:
        if source not in used:
            yield document.problem(
                ("sources", source),
                say("no statement names this source"),
                say("name it where it is used, or remove it"),
                at_key=True,
            )


def _cited(data: Any, field: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Yield every `source` with its field."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "source" and isinstance(value, str):
                yield (*field, key), value
            elif field or key != "sources":
                yield from _cited(value, (*field, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _cited(value, (*field, index))


def _definition(document: Document) -> Iterator[Problem]:
    value = document.value(("definition", "value"))
    items = document.value(("values", "items"))
    if not isinstance(value, str) or not isinstance(items, list):
        return
    names = [item["name"] for item in items if isinstance(item, dict) and isinstance(item.get("name"), str)]
    if value.strip() not in [name.strip() for name in names]:
        mend = hint(value, names, say("write one of the names in values.items"))
        yield document.problem(("definition", "value"), say("'{value}' is none of the values", value=value), mend)


def _lacks(poorer: Document, richer: Document, field: FieldPath, poor: Any, rich: Any) -> Iterator[Problem]:
    """Yield what `rich`, at `field` of one file, has and `poor`, at the same field of the other, has not."""
    if isinstance(poor, dict) and isinstance(rich, dict):
        for key, value in rich.items():
            inner = (*field, key)
            if key in poor:
                yield from _lacks(poorer, richer, inner, poor[key], value)
            else:
                where = f"{richer.path.name}:{richer.where(inner).line}"
                mend = say('add "{key}:" here as in {where}; all languages have the same keys', key=key, where=where)
                yield poorer.problem(inner, say("is missing"), mend)
    elif isinstance(poor, list) and isinstance(rich, list):
        for index, (one, other) in enumerate(zip(poor, rich, strict=False)):
            yield from _lacks(poorer, richer, (*field, index), one, other)
        if len(poor) < len(rich):
            where = f"{richer.path.name}:{richer.where((*field, len(poor))).line}"
            message = say("has {count} of {wanted} entries", count=len(poor), wanted=len(rich))
            yield poorer.problem(
                field, message, say("add the entry of {where}; all languages have the same keys", where=where)
            )
