"""Dates, times and numbers as each language writes them."""

from __future__ import annotations

import datetime

import pytest

from generator import localize

DAY = datetime.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("language", "pattern", "expected"),
    [
        ("id", "{date}, pukul {time}", "Selasa, 24 November 2026, pukul 09.00–11.30 WIB"),
        ("en", "{date}, {time}", "Tuesday, 24 November 2026, 09.00–11.30 WIB"),
        ("ms", "{date}, {time}", "Selasa, 24 November 2026, 09.00–11.30 WIB"),
    ],
)
def test_when(language: str, pattern: str, expected: str) -> None:
    assert localize.when(DAY, 540, 690, "WIB", language, pattern) == expected


def test_parts_of_a_date() -> None:
    assert localize.full_date(DAY, "id") == "Selasa, 24 November 2026"
    assert localize.long_date(datetime.date(2026, 5, 1), "id") == "1 Mei 2026"
    assert localize.weekday(DAY, "en") == "Tuesday"
    assert localize.month_year(datetime.date(2026, 12, 1), "id") == "Desember 2026"


@pytest.mark.parametrize(("minutes", "expected"), [(0, "00.00"), (545, "09.05"), (1439, "23.59")])
def test_clock(minutes: int, expected: str) -> None:
    assert localize.clock(minutes) == expected


def test_numbers_carry_the_languages_signs() -> None:
    assert localize.number(5588245, "id") == "5.588.245"
    assert localize.number(5588245, "en") == "5,588,245"
    assert localize.number(0.4, "id") == "0,4"


def test_locales() -> None:
    assert [localize.locale_tag(language) for language in ("id", "en", "jv")] == ["id-ID", "en-GB", "jv"]
    assert localize.knows("id")
    assert not localize.knows("qq")
