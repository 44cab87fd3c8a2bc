"""What an event must keep beyond its shape: times in order, a session, texts in every language."""

from __future__ import annotations

from collections.abc import Iterator

from generator.schema.event import Event, minutes_of
from generator.schema.local_text import missing_languages
from generator.schema.problems import Problem
from generator.schema.yaml import Document

FieldPath = tuple[str | int, ...]


def check_event(document: Document, event: Event) -> list[Problem]:
    """Return what is wrong with the event's times, languages and texts."""
    return [*_times(document, event), *_agenda(document, event), *_languages(document, event)]


def _times(document: Document, event: Event) -> Iterator[Problem]:
    if minutes_of(event.end) <= minutes_of(event.start):
        yield document.problem(
            ("end",),
            f"the event ends at {event.end}, which is not after its start at {event.start}",
            "write a later end; an event over midnight is not foreseen",
        )


def _agenda(document: Document, event: Event) -> Iterator[Problem]:
    start, end = minutes_of(event.start), minutes_of(event.end)
    before = start
    for index, item in enumerate(event.agenda):
        at, field = minutes_of(item.start), ("agenda", index, "start")
        if at < start or (at >= end > start):
            message = f"{item.start} is outside the event, {event.start} to {event.end}"
            yield document.problem(field, message, "write a time within it, or change the event's times")
        elif index and at <= before:
            message = f"{item.start} is not after the item before, {event.agenda[index - 1].start}"
            yield document.problem(field, message, "put the agenda in the order of its times")
        before = max(before, at)
    if not any(item.session for item in event.agenda):
        yield document.problem(
            ("agenda",), "no item is a session", 'add "session: true" to the item in which the deck is shown'
        )


def _languages(document: Document, event: Event) -> Iterator[Problem]:
    for index, language in enumerate(event.languages):
        if language in event.languages[:index]:
            yield document.problem(("languages", index), f"'{language}' is given twice", "remove one")
    for field in _local_texts(event):
        yield from missing_languages(document, field, event.languages)


def _local_texts(event: Event) -> Iterator[FieldPath]:
    for name in ("title", "agency", "region", "unit", "place", "note", "invitation"):
        yield (name,)
    for index in range(len(event.speakers)):
        yield "speakers", index, "role"
    for index in range(len(event.agenda)):
        yield "agenda", index, "title"
