"""The event: the occasion at which the campaign is taught. `event.yaml` in a project folder."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from generator.schema.base import FOREIGN, Foreign, Language, LocalText, Model, Slug, Text
from generator.schema.patterns import CLOCK, EMAIL, PHONE
from generator.wording import say


def _date(value: Any) -> Any:
    """Accept a date in quotes as well as a plain one."""
    if not isinstance(value, str):
        return value
    try:
        return datetime.date.fromisoformat(value.strip())
    except ValueError:
        raise PydanticCustomError(
            "date_text",
            "{said}",
            {
                "said": say("'{value}' is not a date", value=value),
                "mend": say("write year-month-day, for example 2026-11-24"),
            },
        ) from None


def _link(value: str) -> str:
    """Accept only what may stand behind a QR code: a full http or https address."""
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname)
        _ = parts.port
    except ValueError:
        good = False
    if not good or re.search(r"[\s<>\"\\^`{|}]", value):
        raise PydanticCustomError(
            "link",
            "{said}",
            {
                "said": say("'{value}' is not a web address", value=value),
                "mend": say('write it in full, for example "https://contoh.go.id/materi"'),
            },
        )
    return value


Clock = Annotated[str, StringConstraints(pattern=CLOCK)]
Day = Annotated[datetime.date, BeforeValidator(_date)]
Link = Annotated[Text, AfterValidator(_link)]
Phone = Annotated[Text, StringConstraints(pattern=PHONE, max_length=40)]
Email = Annotated[Text, StringConstraints(pattern=EMAIL, max_length=120)]


class Speaker(Model):
    """A person who speaks at the event."""

    name: Text = Field(description="The name with its titles")
    role: LocalText = Field(description="What the person is: position or part in the event")


class AgendaItem(Model):
    """One item of the agenda; it ends where the next one starts."""

    start: Clock = Field(description='When it starts, in quotes: "09.30"')
    title: LocalText = Field(description="What happens")
    session: bool = Field(default=False, description="true if the deck is shown in it")


class Contact(Model):
    """Whom to ask."""

    name: Text = Field(description="A person or an office")
    phone: Phone = Field(description='The telephone number, in quotes: "0812-3456-7890"')
    email: Email | None = Field(default=None, description="The e-mail address; may be left out")


def _card_link(value: str) -> str:
    """Accept a web address of ASCII with the heading of one column of the roster in braces, after its host."""
    parts = re.split(r"\{[^{}]+\}", value)
    if len(parts) != 2 or not value.isascii() or "/" not in parts[0].partition("://")[2]:
        raise PydanticCustomError(
            "card_link",
            "{said}",
            {
                "said": say("'{value}' is no link for cards", value=value),
                "mend": say(
                    'write a web address with one column of the roster in braces: "https://contoh.go.id/k/{{kode}}"'
                ),
            },
        )
    _link("x".join(parts))
    return value


CardLink = Annotated[Text, AfterValidator(_card_link)]


class Cards(Model):
    """Cards for everyone in a roster."""

    link: CardLink = Field(
        description="The web address behind each card's own QR code, with a column of the roster in braces: "
        '"https://contoh.go.id/k/{kode}"'
    )
    allow_nip: bool = Field(default=False, description="true if holders' NIP may stand in QR codes")


class Event(Model):
    """An event; a text may be one for all languages, or a mapping with one a language."""

    title: LocalText = Field(description="The event's title")
    campaign: Slug = Field(description="Which campaign: the name of a folder in content/campaigns")
    languages: list[Language] = Field(min_length=1, description="Which languages to make, the main one first: [id, en]")
    theme: Slug = Field(default="kawung", description="Which look: the name of a folder in templates/_themes")
    agency: LocalText = Field(description="The agency that holds it")
    region: LocalText | None = Field(default=None, description="The agency's region; may be left out")
    unit: LocalText | None = Field(default=None, description="The unit that holds it; may be left out")
    date: Day = Field(description="The day, as year-month-day: 2026-11-24")
    start: Clock = Field(description='When it starts, in quotes: "09.00"')
    end: Clock = Field(description='When it ends, in quotes: "11.30"')
    zone: Literal["WIB", "WITA", "WIT"] = Field(description="The time zone: WIB, WITA or WIT")
    place: LocalText = Field(description="Where it is held")
    note: LocalText | None = Field(default=None, description="A short remark; may be left out")
    link: Link = Field(description="The web address behind the QR code")
    cards: Cards | None = Field(
        default=None, description="Cards from a roster; without it their QR code is the event's"
    )
    invitation: LocalText | None = Field(default=None, description="A sentence of invitation; may be left out")
    speakers: list[Speaker] = Field(default=[], max_length=4, description="Up to four speakers")
    agenda: list[AgendaItem] = Field(min_length=1, max_length=8, description="One to eight agenda items")
    contact: Contact = Field(description="Whom to ask")
    foreign: Foreign = FOREIGN


def minutes_of(clock: str) -> int:
    """Return a clock time ("09.30" or "09:30") as minutes since midnight."""
    hours, minutes = re.split(r"[.:]", clock)
    return int(hours) * 60 + int(minutes)
