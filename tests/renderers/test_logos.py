"""Logos on light and dark grounds: the version that is seen there, or a plate behind it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from generator.renderers.logos import LogoBook, Mark, is_seen

SVG = "image/svg+xml"
COLOURS = {"ground": "#12143D", "paper": "#FBF6EB", "ink": "#1B1B33", "middle": "#808080"}


def _svg(*shapes: str, box: str = "0 0 200 100") -> tuple[bytes, str]:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{"".join(shapes)}</svg>'.encode(), SVG


def _bar(colour: str, left: int = 0, width: int = 200) -> str:
    return f'<path fill="{colour}" d="M{left} 30h{width}v40h-{width}z"/>'


DARK, WHITE = _svg(_bar("#12143D")), _svg(_bar("#FFFFFF"))
ON_WHITE = _svg('<circle cx="100" cy="50" r="50" fill="#fff"/>', '<circle cx="100" cy="50" r="42" fill="#12143D"/>')
TWO_ENDS = _svg(_bar("#12143D", 0, 100), _bar("#FFFFFF", 100, 100))
EMBLEM_AND_WORDS = _svg(_bar("#F0A51E", 0, 60), _bar("#12143D", 80, 120))


@pytest.mark.parametrize(
    ("logo", "ground", "seen"),
    [
        (DARK, "paper", True),
        (DARK, "ground", False),
        (WHITE, "paper", False),
        (WHITE, "ground", True),
        (ON_WHITE, "paper", True),  # a white edge that is lost on paper holds what is seen
        (ON_WHITE, "ground", True),
        (EMBLEM_AND_WORDS, "ground", False),  # a bright emblem does not make up for words that are lost
    ],
)
def test_a_logo_is_seen_if_every_part_of_it_stands_out(logo: tuple[bytes, str], ground: str, seen: bool) -> None:
    assert is_seen(*logo, COLOURS[ground]) == seen


@pytest.mark.parametrize(
    ("assets", "ground", "mark"),
    [
        ({"logo-1": DARK}, "paper", Mark("logo-1", 2.0)),
        ({"logo-1": DARK}, "ground", Mark("logo-1", 2.0, "paper")),
        ({"logo-1": WHITE}, "paper", Mark("logo-1", 2.0, "ground")),
        ({"logo-1": DARK, "logo-1-dark": WHITE}, "ground", Mark("logo-1-dark", 2.0)),
        ({"logo-1": DARK, "logo-1-dark": WHITE}, "paper", Mark("logo-1", 2.0)),
        ({"logo-1": DARK, "logo-1-dark": DARK}, "ground", Mark("logo-1", 2.0, "paper")),
        ({"logo-1": TWO_ENDS}, "paper", Mark("logo-1", 2.0)),  # no plate shows all of it
        ({"logo-1": WHITE, "logo-1-dark": DARK}, "paper", Mark("logo-1-dark", 2.0)),  # named the wrong way round
    ],
)
def test_a_ground_gets_the_version_that_is_seen_on_it_or_a_plate(
    assets: dict[str, tuple[bytes, str]], ground: str, mark: Mark
) -> None:
    assert LogoBook(assets, COLOURS).on("logo-1", ground) == mark


def test_pictures_of_pixels_are_looked_at_too() -> None:
    picture, file = Image.new("RGBA", (300, 100), (0, 0, 0, 0)), io.BytesIO()
    picture.paste((255, 255, 255, 255), (10, 10, 290, 90))
    picture.save(file, format="PNG")
    book = LogoBook({"logo-1": (file.getvalue(), "image/png")}, COLOURS)
    assert book.on("logo-1", "paper") == Mark("logo-1", 3.0, "ground")
    assert book.on("logo-1", "ground") == Mark("logo-1", 3.0)
