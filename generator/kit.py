"""Compose one language's kit: event, campaign and brand as plain data, ready to print."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from generator import localize
from generator.schema.base import localised
from generator.schema.brand import agency_name
from generator.schema.event import AgendaItem, Event, minutes_of
from generator.schema.project import Project


def compose(
    project: Project, language: str, strings: Mapping[str, Any], dated: datetime.date | None = None
) -> dict[str, Any]:
    """Return the kit of one of the event's languages: str, int, float, bool, None, list and dict only.

    `strings` are the words that templates print around the content; `dated` is the date that files carry, by
    default the event's. KeyError: no such language.
    """
    kit = {
        "language": language,
        "locale": localize.locale_tag(language),
        "strings": dict(strings),
        "campaign": project.campaigns[language].model_dump(mode="json", exclude={"foreign"}),
    }
    return recompose(kit, project, dated)


def recompose(kit: Mapping[str, Any], project: Project, dated: datetime.date | None = None) -> dict[str, Any]:
    """Return the kit of another occasion in the same campaign: language, strings and campaign are shared."""
    language = kit["language"]
    return {
        **kit,
        "dated": (dated or project.event.date).isoformat(),
        "event": _event(project.event, language, kit["strings"]),
        "brand": _brand(project, language),
        "foreign": _foreign(project, language),
    }


def _foreign(project: Project, language: str) -> dict[str, list[str]]:
    """Return the words of other languages that may stand in this language's texts, by their language."""
    found: dict[str, list[str]] = {}
    for given in (project.campaigns[language].foreign, project.event.foreign):
        for other, words in given.items():
            if other != language:
                found.setdefault(other, []).extend(words)
    return found


def _event(event: Event, language: str, strings: Mapping[str, Any]) -> dict[str, Any]:
    start, end = minutes_of(event.start), minutes_of(event.end)
    agency, region = _text(event.agency, language), _text(event.region, language)
    agenda = _agenda(event, language)
    return {
        "title": _text(event.title, language),
        "agency": agency,
        "region": region,
        "agency_line": ", ".join(part for part in (agency, region) if part),
        "unit": _text(event.unit, language),
        "date": _date(event, language),
        "time": localize.time_range(start, end, event.zone),
        "when": localize.when(event.date, start, end, event.zone, language, strings["when"]),
        "place": _text(event.place, language),
        "note": _text(event.note, language),
        "invitation": _text(event.invitation, language),
        "link": event.link,
        "link_label": link_label(event.link),
        "speakers": [{"name": each.name, "role": _text(each.role, language)} for each in event.speakers],
        "agenda": agenda,
        "session_minutes": sum(item["minutes"] for item in agenda if item["session"]),
        "contact": event.contact.model_dump(mode="json"),
    }


def _date(event: Event, language: str) -> dict[str, str]:
    day = event.date
    return {
        "iso": day.isoformat(),
        "full": localize.full_date(day, language),
        "long": localize.long_date(day, language),
        "weekday": localize.weekday(day, language),
        "day": str(day.day),
        "month_year": localize.month_year(day, language),
    }


def _agenda(event: Event, language: str) -> list[dict[str, Any]]:
    """Return the agenda; an item ends where the next one starts, the last one with the event."""
    starts = [minutes_of(item.start) for item in event.agenda]
    spans = pairwise([*starts, minutes_of(event.end)])
    return [_agenda_item(item, *span, language) for item, span in zip(event.agenda, spans, strict=True)]


def _agenda_item(item: AgendaItem, start: int, end: int, language: str) -> dict[str, Any]:
    return {
        "start": localize.clock(start),
        "end": localize.clock(end),
        "minutes": end - start,
        "title": _text(item.title, language),
        "session": item.session,
    }


def _brand(project: Project, language: str) -> dict[str, Any]:
    return {
        "name": agency_name(project.brand) or _text(project.event.agency, language),
        "slogan": _text(project.brand.defaults.sosialisasi.slogan, language),
        "logos": [
            {
                "src": f"logo-{number}",
                "alt": _text(logo.alt, language),
                "ratio": round(logo.picture.width / logo.picture.height, 4),
            }
            for number, logo in enumerate(project.logos, start=1)
        ],
    }


def link_label(link: str) -> str:
    """Return a web address as it is printed beside its QR code: without scheme and last slash."""
    return link.partition("://")[2].rstrip("/")


def _text(text: str | dict[str, str] | None, language: str) -> str | None:
    return None if text is None else localised(text, language)
