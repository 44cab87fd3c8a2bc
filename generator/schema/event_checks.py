"""What an event must keep beyond its shape: times in order, a session, texts in every language.

The checks read the plain data, so that they also speak when the shape is wrong elsewhere in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from generator.schema.event import minutes_of
from generator.schema.local_text import missing_languages
from generator.schema.patterns import CLOCK
from generator.schema.problems import Problem
from generator.schema.yaml import Document, Path_
from generator.wording import say

_LOCAL_TEXTS = ("title", "agency", "region", "unit", "place", "note", "invitation")


def check_event(document: Document, languages: Sequence[str]) -> list[Problem]:
    """Return what is wrong with the event's times and with its texts in `languages`."""
    return [*_times(document), *_agenda(document), *_languages(document, languages)]


def _times(document: Document) -> Iterator[Problem]:
    start, end = _minutes(document, ("start",)), _minutes(document, ("end",))
    if start is not None and end is not None and end <= start:
        given = document.data
        yield document.problem(
            ("end",),
            say(
                "the event ends at {end}, which is not after its start at {start}",
                end=given["end"],
                start=given["start"],
            ),
            say("write a later end; an event over midnight is not foreseen"),
        )


def _agenda(document: Document) -> Iterator[Problem]:
    items = _list(document, "agenda")
    start, end = _minutes(document, ("start",)), _minutes(document, ("end",))
    before: tuple[int, str] | None = None
    for index in range(len(items)):
        field = ("agenda", index, "start")
        at, shown = _minutes(document, field), document.value(field)
        if at is None:
            continue
        if start is not None and end is not None and start < end and not start <= at < end:
            message = say(
                "{shown} is outside the event, {start} to {end}",
                shown=shown,
                start=document.data["start"],
                end=document.data["end"],
            )
            yield document.problem(field, message, say("write a time within it, or change the event's times"))
        elif before is not None and at <= before[0]:
            message = say("{shown} is not after an item before it, {before}", shown=shown, before=before[1])
            yield document.problem(field, message, say("put the agenda in the order of its times"))
        before = max(before or (at, shown), (at, shown))
    if items and not any(isinstance(item, dict) and item.get("session") for item in items):
        mend = say('add "session: true" to the item in which the deck is shown')
        yield document.problem(("agenda",), say("no item is a session"), mend)


def _languages(document: Document, languages: Sequence[str]) -> Iterator[Problem]:
    given = _list(document, "languages")
    for index, language in enumerate(given):
        if language in given[:index]:
            yield document.problem(
                ("languages", index), say("'{language}' is given twice", language=language), say("remove one")
            )
    for field in _local_texts(document):
        yield from missing_languages(document, field, languages)


def _local_texts(document: Document) -> Iterator[Path_]:
    for name in _LOCAL_TEXTS:
        yield (name,)
    for index in range(len(_list(document, "speakers"))):
        yield "speakers", index, "role"
    for index in range(len(_list(document, "agenda"))):
        yield "agenda", index, "title"


def _list(document: Document, name: str) -> list[Any]:
    found = document.value((name,))
    return found if isinstance(found, list) else []


def _minutes(document: Document, field: Path_) -> int | None:
    """Return the clock time at `field` as minutes since midnight, None if none is there."""
    clock = document.value(field)
    return minutes_of(clock) if isinstance(clock, str) and re.fullmatch(CLOCK, clock) else None
