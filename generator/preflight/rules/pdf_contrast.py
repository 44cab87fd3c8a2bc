"""Text that stands out from what is really painted behind it (WCAG 2.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from math import inf

from generator.preflight.pdf_file import PdfFile
from generator.preflight.pdf_text import Text
from generator.preflight.rule import Expected, Fault, Rule
from generator.themes.colour import contrast, mix
from generator.wording import say

LEAST, LEAST_LARGE = 4.5, 3.0
LARGE_PT, LARGE_BOLD_PT = 18, 14
BOLD = ("bold", "black", "heavy")
SPARED = 0.2  # of the letters may lie on a line of the ground's drawing
TOLERANCE = 0.05


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each run of text with too little contrast."""
    for text, behind in file.grounds:
        ratio = reached(text, behind, contrast)
        if ratio < least(text) - TOLERANCE:
            message = say(
                "{short} has a contrast of {ratio:.1f} with its ground; it needs {least:g}",
                short=text.short,
                ratio=ratio,
                least=least(text),
            )
            yield Fault(message, say("choose a darker or lighter colour for it"), text.page, text.place)


def reached(text: Text, behind: Counter[str], measure: Callable[[str, str], float]) -> float:
    """Return the contrast, by some measure, that all letters but the spared reach; no end if none is on the page."""
    spared = int(behind.total() * SPARED)
    for ratio, count in sorted((measure(_blend(text, each), each), count) for each, count in behind.items()):
        spared -= count
        if spared < 0:
            return ratio
    return inf


def least(text: Text) -> float:
    """Return the contrast that a text needs."""
    bold = any(word in text.font.lower() for word in BOLD)
    return LEAST_LARGE if text.size >= (LARGE_BOLD_PT if bold else LARGE_PT) - TOLERANCE else LEAST


def _blend(text: Text, ground: str) -> str:
    """Return the colour that a text, which may let its ground through, has there."""
    assert text.colour
    *channels, alpha = text.colour
    colour = "#{:02X}{:02X}{:02X}".format(*channels)
    return colour if alpha == 255 else mix(ground, colour, alpha / 255)


RULE = Rule(
    id="pdf-contrast",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="text with too little contrast to what is painted behind it",
    check=check,
    look=True,
)
