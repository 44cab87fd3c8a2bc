"""Finished boxes against rooms and the safe area: each measure that is passed lowers the size of its siblings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.fitting.finished import Finished, Limit, Setting, limits
from generator.fitting.fit import Room

ROOM = Room(50, 20, lines=2)
KEY = ("body", ("Sama untuk semua",), (ROOM,))
TEXT: dict[str, Any] = {"size": 18, "lines": ["Sama untuk", "semua"], "leading_mm": 8, "cap": 4, "descent": 1}
GOOD = Finished(id=0, page=1, lines=2, left=20, right=60, top=30, bottom=38)


def _limits(box: Finished) -> dict[Any, Limit]:
    return limits([box], {0: Setting(KEY, 0, ROOM, TEXT)}, width=100, height=80, safe=10)


def test_what_is_inside_its_room_and_the_safe_area_is_let_be() -> None:
    assert _limits(GOOD) == {}


@pytest.mark.parametrize(
    ("box", "share"),
    [
        (replace(GOOD, right=80), 50 / 60),
        (replace(GOOD, lines=3), 2 / 3),
        (replace(GOOD, bottom=43), 20 / 21),
        (replace(GOOD, left=5, right=45), 35 / 40),
        (replace(GOOD, left=55, right=95), 35 / 40),
        (replace(GOOD, top=12, bottom=20), 14 / 16),
        (replace(GOOD, top=64, bottom=72), 13 / 16),
    ],
)
def test_each_measure_passed_sets_a_limit(box: Finished, share: float) -> None:
    (limit,) = _limits(box).values()
    assert limit.below == 18
    assert limit.shares == {0: pytest.approx(share)}


def test_of_a_turned_text_only_its_extent_counts() -> None:
    assert _limits(replace(GOOD, left=95, right=135, turned=True)) == {}
    assert _limits(replace(GOOD, left=95, right=155, turned=True))


def test_siblings_share_one_limit() -> None:
    boxes = [replace(GOOD, id=number, right=right) for number, right in enumerate((60, 80, 75))]
    settings = {number: Setting(KEY, number, ROOM, TEXT) for number in range(3)}
    (limit,) = limits(boxes, settings, 100, 80, 10).values()
    assert limit.below == 18
    assert limit.shares == {1: pytest.approx(50 / 60), 2: pytest.approx(50 / 55)}
