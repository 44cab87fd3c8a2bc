"""Inks: within their limit, grey and black in K alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from generator.press.colours import MOST_INK, RICH_BLACK, Inks, within_limit

percents = st.floats(0, 100)


@given(percents, percents, percents, percents)
def test_no_colour_passes_the_limit_and_black_stays(cyan: float, magenta: float, yellow: float, black: float) -> None:
    inks = within_limit((cyan, magenta, yellow, black))
    assert sum(inks) <= MOST_INK
    assert all(0 <= ink <= 100 and ink != 1 for ink in inks)
    assert black < 2 or inks[3] == round(black)


def test_what_is_within_the_limit_stays() -> None:
    assert within_limit((100, 90, 20, 60)) == (100, 90, 20, 60)
    assert MOST_INK - 3 <= sum(within_limit((100, 100, 100, 100))) <= MOST_INK


@pytest.mark.parametrize("colour", [(0, 0, 0), (40, 0, 0), (0, 0, 255), (255, 0, 0), (18, 20, 61), (250, 240, 230)])
def test_colours_keep_within_the_limit(inks: Inks, colour: tuple[int, int, int]) -> None:
    assert all(0 < sum(inks.of(colour, use)) <= MOST_INK for use in ("text", "area", "line"))


def test_black_grey_and_white(inks: Inks) -> None:
    assert inks.of((0, 0, 0), "area") == RICH_BLACK
    assert inks.of((0, 0, 0), "line") == (0, 0, 0, 100)
    assert inks.of((255, 255, 255), "area") == (0, 0, 0, 0)
    cyan, magenta, yellow, black = inks.of((128, 128, 128), "area")
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert 45 < black < 65


def test_greys_get_darker_step_by_step(inks: Inks) -> None:
    blacks = [inks.of((grey, grey, grey), "line")[3] for grey in range(256)]
    assert blacks == sorted(blacks, reverse=True)
    assert (blacks[0], blacks[255]) == (100, 0)


def test_light_text_with_a_hue_keeps_it(inks: Inks) -> None:
    assert sum(inks.of((228, 229, 243), "text")[:2]) > 0


def test_images_of_inks_are_held_to_the_limit(inks: Inks) -> None:
    image = Image.new("CMYK", (2, 1))
    image.putdata([(255, 255, 255, 255), (10, 20, 30, 40)])
    pixels = inks.image(image).tobytes()
    assert sum(pixels[:4]) <= MOST_INK * 2.55
    assert pixels[3] == 255
    assert tuple(pixels[4:]) == (10, 20, 30, 40)
