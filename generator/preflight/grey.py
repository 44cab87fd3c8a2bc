"""Colours as they are printed in grey: their contrast there, and which of a page differ by hue alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

from generator.preflight.rule import Fault
from generator.themes.colour import contrast, grey, same_in_grey
from generator.wording import say

MOST_COLOURS = 24  # of a page that are compared


@lru_cache(maxsize=4096)
def grey_contrast(one: str, other: str) -> float:
    """Return the contrast of two colours printed in grey, 1 to 21."""
    return contrast(grey(one), grey(other))


def alike(colours: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of colours that are clearly of another hue, yet the same in grey."""
    for one, other in combinations(list(colours)[:MOST_COLOURS], 2):
        if same_in_grey(one, other):
            yield one, other


def pairs_by_page(pages: Iterable[tuple[int, Iterable[str]]]) -> Iterator[Fault]:
    """Yield a fault for each pair of colours that is alike on a page, by its number, where it is so first."""
    told: set[frozenset[str]] = set()
    for number, colours in pages:
        for one, other in alike(dict.fromkeys(colours)):
            if frozenset((one, other)) not in told:
                told.add(frozenset((one, other)))
                message = say(
                    "areas that differ in colour are the same in grey: {one} and {other}", one=one, other=other
                )
                yield Fault(message, say("make one of them lighter or darker, not only of another hue"), number)
