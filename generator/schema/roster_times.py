"""Days and times in a roster's cells, as people write them and as spreadsheets keep them."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from functools import cache

from babel.dates import get_month_names

from generator.schema.roster_tables import Cell
from generator.schema.roster_values import CellError, cell_text, clean
from generator.wording import marked, say

_LONGEST = 40
_DAY_MEND = marked("write year-month-day, for example 2026-11-24")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_WORDED = re.compile(r"(\d{1,2}) (\w+) (\d{4})")
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:]00)?", re.ASCII)


def day(cell: Cell) -> str:
    """Return a day as "2026-11-24", "" for an empty cell; in figures the day is told before the month."""
    if isinstance(cell, date):
        return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
    text = clean(cell_text(cell, "text"), _LONGEST)
    if not text:
        return ""
    if (found := _parts(text)) is None:
        raise CellError(say("“{text}” is not a date", text=text), say(_DAY_MEND))
    with suppress(ValueError):
        return date(*found).isoformat()
    raise CellError(
        say("“{text}” is no day of the calendar, if the day stands before the month", text=text), say(_DAY_MEND)
    )


def _parts(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day as a text tells them, whatever day that is."""
    if iso := _ISO.fullmatch(text):
        return int(iso[1]), int(iso[2]), int(iso[3])
    if figures := _DAY_FIRST.fullmatch(text):
        return int(figures[3]), int(figures[2]), int(figures[1])
    if words := _WORDED.fullmatch(text):
        month = _months().get(words[2].casefold())
        return (int(words[3]), month, int(words[1])) if month else None
    return None


@cache
def _months() -> dict[str, int]:
    """Return the months' numbers by their names, whole and shortened, in both languages of the kits."""
    return {
        name.casefold().rstrip("."): number
        for language in ("id", "en")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    }


def clock(cell: Cell) -> str:
    """Return a time of day as "09.00", "" for an empty cell."""
    if isinstance(cell, time):
        return f"{cell:%H.%M}"
    text = clean(cell_text(cell, "text"), _LONGEST)
    found = _CLOCK.fullmatch(text)
    if text and (found is None or int(found[1]) > 23 or int(found[2]) > 59):
        raise CellError(say("“{text}” is not a time", text=text), say("write hours and minutes, for example 09.30"))
    return f"{int(found[1]):02}.{found[2]}" if found else ""


TIMES: dict[str, Callable[[Cell], str]] = {"date": day, "clock": clock}
