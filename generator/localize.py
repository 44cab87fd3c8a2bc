"""Dates, times and numbers as each language writes them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale, localedata
from babel.dates import format_date
from babel.numbers import format_decimal

# The English of these kits is British: 24 November 2026, 09.00.
_LOCALES = {"id": "id_ID", "en": "en_GB"}
_FULL, _LONG, _MONTH = "EEEE, d MMMM y", "d MMMM y", "MMMM y"


def locale_tag(language: str) -> str:
    """Return the language tag that files carry: "id-ID", "en-GB"."""
    return _LOCALES.get(language, language).replace("_", "-")


def knows(language: str) -> bool:
    """Tell whether dates can be written in that language."""
    return localedata.exists(_LOCALES.get(language, language))


def full_date(day: datetime.date, language: str) -> str:
    """Return "Selasa, 24 November 2026"."""
    return format_date(day, _FULL, _locale(language))


def long_date(day: datetime.date, language: str) -> str:
    """Return "24 November 2026"."""
    return format_date(day, _LONG, _locale(language))


def weekday(day: datetime.date, language: str) -> str:
    """Return "Selasa"."""
    return format_date(day, "EEEE", _locale(language))


def month_year(day: datetime.date, language: str) -> str:
    """Return "November 2026"."""
    return format_date(day, _MONTH, _locale(language))


def clock(minutes: int) -> str:
    """Return minutes since midnight as "09.00"."""
    return f"{minutes // 60:02d}.{minutes % 60:02d}"


def time_range(start: int, end: int, zone: str) -> str:
    """Return "09.00–11.30 WIB" for minutes since midnight."""
    return f"{clock(start)}–{clock(end)} {zone}"


def when(day: datetime.date, start: int, end: int, zone: str, language: str, pattern: str) -> str:
    """Return "Selasa, 24 November 2026, pukul 09.00–11.30 WIB" for the pattern "{date}, pukul {time}"."""
    return pattern.format(date=full_date(day, language), time=time_range(start, end, zone))


def number(value: int | float | Decimal, language: str) -> str:
    """Return a number with the language's signs: "5.588.245" in Indonesian, "5,588,245" in English."""
    return format_decimal(value, locale=_locale(language))


@lru_cache
def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, language))
