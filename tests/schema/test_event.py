"""Events: shape, times in order, texts in every language."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.schema.base import validate
from generator.schema.event import Event, minutes_of
from generator.schema.event_checks import check_event
from generator.schema.yaml import scan_text
from tests.schema.builders import as_yaml, event

Change = Callable[[dict[str, Any]], object]


def _problems(text: str) -> list[str]:
    document, problems = scan_text(text, Path("event.yaml"))
    assert document is not None
    assert not problems
    _, problems = validate(document, Event)
    return [str(problem) for problem in [*problems, *check_event(document, ["id", "en"])]]


def _changed(change: Change) -> list[str]:
    data = event()
    change(data)
    return _problems(as_yaml(data))


def test_the_example_is_valid_with_a_plain_date_or_one_in_quotes() -> None:
    text = as_yaml(event())
    assert _problems(text) == []
    assert _problems(text.replace('"2026-11-24"', "2026-11-24")) == []
    document, _ = scan_text(text, Path("event.yaml"))
    assert document is not None
    model, _ = validate(document, Event)
    assert model is not None
    assert model.date == datetime.date(2026, 11, 24)
    assert model.theme == "kawung"


@pytest.mark.parametrize(("clock", "minutes"), [("09.00", 540), ("9:05", 545), ("23.59", 1439), ("0.00", 0)])
def test_minutes_of(clock: str, minutes: int) -> None:
    assert minutes_of(clock) == minutes


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        (lambda data: data.pop("date"), "date", 'add "date:" here (The day, as year-month-day'),
        (
            lambda data: data.update(date="24-11-2026"),
            "date",
            "'24-11-2026' is not a date; write year-month-day",
        ),
        (lambda data: data.update(date="2026-02-30"), "date", "is not a date"),
        (lambda data: data.update(date=20261124), "date", "is a number, not a date"),
        (lambda data: data.update(start="9 pagi"), "start", 'write hours and minutes in quotes: "09.30"'),
        (lambda data: data.update(end="24.00"), "end", "is not a time"),
        (
            lambda data: data.update(end="08.30"),
            "end",
            "ends at 08.30, which is not after its start at 09.00",
        ),
        (lambda data: data.update(end="09.00"), "end", "not after its start"),
        (lambda data: data.update(zone="Wita"), "zone", 'did you mean "WITA"?'),
        (lambda data: data.update(link="contoh.go.id"), "link", "is not a web address"),
        (lambda data: data.update(link="javascript:alert(1)"), "link", "is not a web address"),
        (lambda data: data.update(link="https://x.id/a b"), "link", "is not a web address"),
        (lambda data: data.update(link="http://[x"), "link", "is not a web address"),
        (lambda data: data.update(link="https://x.id:port/"), "link", "is not a web address"),
        (lambda data: data.update(languages=[]), "languages", "at least 1"),
        (lambda data: data.update(languages=["id", "id"]), "languages.1", "'id' is given twice"),
        (lambda data: data.update(languages=["Indonesia"]), "languages.0", "is not a language code"),
        (lambda data: data.update(campaign="../geheim"), "campaign", "is not a plain name"),
        (lambda data: data.update(theme="a/b"), "theme", "is not a plain name"),
        (lambda data: data.update(agencey="x"), "agencey", "is not a known key"),
        (lambda data: data["title"].pop("en"), "title.en", 'add "en:" here, or write one text for all'),
        (lambda data: data["speakers"][0]["role"].pop("id"), "speakers.0.role.id", "is missing"),
        (lambda data: data["agenda"][1]["title"].pop("en"), "agenda.1.title.en", "is missing"),
        (lambda data: data.update(speakers=data["speakers"] * 5), "speakers", "at most 4 fit"),
        (lambda data: data.update(agenda=[]), "agenda", "at least 1"),
        (lambda data: data["agenda"][1].update(session=False), "agenda", "no item is a session"),
        (
            lambda data: data["agenda"][1].update(start="08.59"),
            "agenda.1.start",
            "outside the event, 09.00 to 11:30",
        ),
        (lambda data: data["agenda"][2].update(start="11.30"), "agenda.2.start", "outside the event"),
        (
            lambda data: data["agenda"][2].update(start="09.20"),
            "agenda.2.start",
            "not after an item before it, 9.20",
        ),
        (lambda data: data["contact"].update(phone=8123), "contact.phone", 'put it in quotes: "8123"'),
        (lambda data: data["contact"].update(phone="none"), "contact.phone", "is not a telephone number"),
        (lambda data: data["contact"].update(email="x"), "contact.email", "is not an e-mail address"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(change: Change, field: str, said: str) -> None:
    found = _changed(change)
    assert len(found) == 1
    assert f" {field}: " in found[0]
    assert said in found[0]


def test_an_unquoted_telephone_number_is_shown_as_it_stands_with_its_zero() -> None:
    found = _problems(as_yaml(event()).replace('"0812-3456-7890"', "081234567890"))
    assert 'contact.phone: is read as a number, not as text; put it in quotes: "081234567890"' in found[0]


def test_an_unquoted_time_is_shown_as_it_stands() -> None:
    found = _problems(as_yaml(event()).replace('start: "9.20"', "start: 9.20"))
    assert 'agenda.1.start: is read as a number, not as text; put it in quotes: "9.20"' in found[0]


def test_an_event_that_ends_too_early_is_not_told_twice_by_its_agenda() -> None:
    assert len(_changed(lambda data: data.update(end="08.00"))) == 1
