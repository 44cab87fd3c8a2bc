"""Colours as they are printed in grey: how far they stand apart, and which differ by hue alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from math import hypot

from generator.themes.colour import contrast, grey, rgb

APART = 1.5  # contrast that tells areas apart in grey
ANOTHER_HUE = 0.25  # distance in the plane of blue and red difference from grey; red and green are 0.6 apart
MOST_COLOURS = 24  # of a page that are compared


@lru_cache(maxsize=4096)
def grey_contrast(one: str, other: str) -> float:
    """Return the contrast of two colours printed in grey, 1 to 21."""
    return contrast(grey(one), grey(other))


def alike(colours: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of colours that are clearly of another hue, yet the same in grey."""
    for one, other in combinations(list(colours)[:MOST_COLOURS], 2):
        if grey_contrast(one, other) < APART and _hues_apart(one, other) >= ANOTHER_HUE:
            yield one, other


def _hues_apart(one: str, other: str) -> float:
    (blue, red), (other_blue, other_red) = _hue(one), _hue(other)
    return hypot(blue - other_blue, red - other_red)


def _hue(colour: str) -> tuple[float, float]:
    """Return how much bluer and how much redder than its grey a colour is, as JPEG counts it: -0.5 to 0.5."""
    red, _, blue = rgb(colour)
    level = rgb(grey(colour))[0]
    return (blue - level) / 1.772, (red - level) / 1.402
