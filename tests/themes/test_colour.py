"""Colour arithmetic: WCAG contrast, mixing, tones derived until the contrast holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.themes.colour import (
    BLACK,
    WHITE,
    best_end,
    contrast,
    hexadecimal,
    legible,
    luminance,
    mix,
    modulate,
    nearest_tone,
    reach,
    rgb,
    shade,
)

colours = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


@given(colours)
def test_channels_there_and_back(colour: str) -> None:
    assert hexadecimal(rgb(colour)) == colour


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#FFFFFF", "#000000", 21.0),
        ("#777777", "#FFFFFF", 4.478),
        ("#FBF6EB", "#12143D", 16.3),
        ("#F0A51E", "#12143D", 8.5),
        ("#8A5600", "#FBF6EB", 5.7),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.06)
    assert contrast(other, one) == contrast(one, other)


def test_luminance_runs_from_black_to_white() -> None:
    assert luminance("#000000") == 0
    assert luminance("#FFFFFF") == pytest.approx(1)


@given(colours, colours)
def test_a_mix_lies_between_its_parts(one: str, other: str) -> None:
    assert mix(one, other, 0) == one
    assert mix(one, other, 1) == other
    assert all(
        min(a, b) - 0.003 <= m <= max(a, b) + 0.003
        for a, b, m in zip(rgb(one), rgb(other), rgb(mix(one, other, 0.4)), strict=True)
    )


@given(colours)
def test_modulating_by_nothing_changes_nothing(colour: str) -> None:
    assert all(abs(a - b) < 0.005 for a, b in zip(rgb(colour), rgb(modulate(colour, 1, 0)), strict=True))
    assert modulate(colour, 0, 0) == "#000000"
    assert modulate(colour, 0, 1) == "#FFFFFF"


@given(colours)
def test_a_shade_of_nothing_is_the_colour(colour: str) -> None:
    assert all(abs(a - b) < 0.01 for a, b in zip(rgb(colour), rgb(shade(colour)), strict=True))


@pytest.mark.parametrize(("turn", "channel"), [(0, 0), (113, 1), (235, 2), (360, 0)])
def test_a_turned_hue_keeps_its_lightness(turn: float, channel: int) -> None:
    turned = shade("#D03030", turn=turn)
    assert max(range(3), key=lambda one: rgb(turned)[one]) == channel
    assert contrast(turned, "#D03030") < 1.4


@given(colours, st.floats(0, 1))
def test_a_tone_is_lighter_the_higher_it_is(colour: str, tone: float) -> None:
    assert luminance(shade(colour, tone=tone)) <= luminance(shade(colour, tone=min(tone + 0.1, 1))) + 0.01


def test_a_shift_goes_up_from_a_dark_colour_and_down_from_a_light_one() -> None:
    assert luminance(shade("#211C5C", shift=0.12)) > luminance("#211C5C")
    assert luminance(shade("#B8C9E8", shift=0.12)) < luminance("#B8C9E8")


def test_the_nearest_tone_that_fits_is_taken_and_none_if_none_does() -> None:
    dark = nearest_tone("#7A7A7A", lambda tone: luminance(tone) < 0.15)
    assert 0.12 < luminance(dark) < 0.15
    assert nearest_tone("#7A7A7A", lambda tone: luminance(tone) > 0.1) == "#7A7A7A"
    assert nearest_tone("#7A7A7A", lambda tone: False) == "#7A7A7A"


@given(colours, colours, st.floats(1, 21))
def test_reach_leaves_alone_what_reads_already_and_ends_at_black_or_white_where_nothing_does(
    colour: str, ground: str, ratio: float
) -> None:
    tone = reach(colour, [ground], ratio)
    assert legible(tone, ground) >= ratio or tone in (BLACK, WHITE)
    if legible(colour, ground) >= ratio:
        assert tone == colour


@given(colours)
def test_a_tone_that_carries_text_is_found_near_every_colour(colour: str) -> None:
    tone = reach(colour, [], 1.0, carries=4.5)
    assert legible(best_end([tone]), tone) >= 4.5
    assert reach(tone, [], 1.0, carries=4.5) == tone


def test_legible_is_the_lesser_of_the_contrast_in_colour_and_in_grey() -> None:
    assert legible(BLACK, "#FF0000") == pytest.approx(2.44, abs=0.01)
    assert legible(WHITE, "#FF0000") == contrast(WHITE, "#FF0000")
