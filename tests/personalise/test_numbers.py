"""Numbers that know what they hang on."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.personalise.numbers import Condition, Measure, widths


def _measures(width: float, notes: list[Condition]) -> Measure:
    measure = widths(7, {"width": width, "line_widths": [width, width / 2]}, notes)["width"]
    assert isinstance(measure, Measure)
    return measure


def _hold(notes: list[Condition], width: float) -> bool:
    found = {7: {"width": width, "line_widths": [width, width / 2]}}
    return all(formula(found) == outcome for formula, outcome in notes)


@given(st.floats(0, 400), st.floats(0, 400), st.floats(1, 300))
def test_a_comparison_holds_for_whatever_compares_alike(width: float, other: float, room: float) -> None:
    notes: list[Condition] = []
    measure: Any = _measures(width, notes)
    fits = max(20 + measure * 2, 30) <= room
    assert _hold(notes, width)
    if _hold(notes, other):
        assert (max(20 + other * 2, 30) <= room) == fits


def test_what_is_printed_must_be_the_same() -> None:
    notes: list[Condition] = []
    assert f"{60 - _measures(20, notes) / 2:.3f}" == "50.000"
    assert _hold(notes, 20)
    assert _hold(notes, 20.0001)
    assert not _hold(notes, 21)


def test_a_number_that_is_compared_with_nothing_may_be_any() -> None:
    notes: list[Condition] = []
    assert -(_measures(20, notes) + 1).value == -21
    assert notes == []
