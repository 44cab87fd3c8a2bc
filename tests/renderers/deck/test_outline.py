"""The outline: strict reading, and minutes that add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import InputError
from generator.renderers.deck.outline import read_outline, share
from tests.renderers.deck.decks import Deck

SLIDE = """
title: "T"
footer: ""
minutes: 10
time_line: "Time: {minutes}"
slides:
  - {layout: title, section: "S", minutes: 1, texts: {headline: "H \\ud83d\\ude00"}, notes: ["One"]}
  - {layout: title, section: "S", minutes: 3, texts: {headline: "H"}, notes: ["Two"]}
"""


@given(st.integers(0, 500), st.lists(st.integers(0, 30), min_size=1, max_size=30))
def test_shares_add_up_and_leave_no_slide_without_a_minute(total: int, weights: list[int]) -> None:
    shares = share(total, weights)
    assert sum(shares) == total
    assert min(shares) >= (1 if total >= len(weights) else 0)


def test_shares_follow_the_weights() -> None:
    assert share(60, [1, 2, 3]) == [10, 20, 30]
    assert share(10, [5, 5, 5]) == [4, 3, 3]


def test_minutes_stand_in_the_notes() -> None:
    outline = read_outline(SLIDE, "x")
    assert [slide.minutes for slide in outline.slides] == [3, 7]
    assert outline.slides[1].notes == ["Time: 7", "Two"]


def test_characters_beyond_the_basic_plane_survive_json_escapes() -> None:
    assert read_outline(SLIDE, "x").slides[0].texts["headline"] == "H \U0001f600"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (SLIDE.replace('"T"', '"T'), "what it renders to is no YAML (line"),
        (SLIDE.replace("footer", "foot"), "footer: Field required"),
        (SLIDE.replace("minutes: 3", 'minutes: "3"'), "slides.1.minutes"),
        (SLIDE.replace('["Two"]', "[]"), "slides.1.notes"),
    ],
)
def test_a_broken_outline_names_the_template(broken: str, said: str) -> None:
    with pytest.raises(InputError, match=r"^deck/slides\.yaml\.j2") as caught:
        read_outline(broken, "deck/slides.yaml.j2")
    assert said in str(caught.value)


def test_the_sessions_minutes_are_used_up(any_deck: Deck) -> None:
    assert sum(slide.minutes for slide in any_deck.slides) == any_deck.kit["event"]["session_minutes"]
    assert all(slide.minutes >= 1 for slide in any_deck.outline.slides)
