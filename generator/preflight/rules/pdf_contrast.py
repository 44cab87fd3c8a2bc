"""Text that stands out from what is really painted behind it (WCAG 2.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from generator.preflight.pdf_file import PdfFile
from generator.preflight.pdf_text import Text
from generator.preflight.rule import Expected, Fault, Rule
from generator.themes.colour import contrast

LEAST, LEAST_LARGE = 4.5, 3.0
LARGE_PT, LARGE_BOLD_PT = 18, 14
BOLD = ("bold", "black", "heavy")
SPARED = 0.2  # of the letters may lie on a line of the ground's drawing
TOLERANCE = 0.05

RGB = tuple[int, int, int]


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each run of text with too little contrast."""
    for text in file.texts:
        ratio = _ratio(file, text)
        least = LEAST_LARGE if _large(text) else LEAST
        if ratio is not None and ratio < least - TOLERANCE:
            message = f"{text.short} has a contrast of {ratio:.1f} with its ground; it needs {least:g}"
            yield Fault(message, "choose a darker or lighter colour for it", text.page, text.place)


def _ratio(file: PdfFile, text: Text) -> float | None:
    """Return the contrast that all letters but the spared reach, None if text or ground have no plain colour."""
    ground = file.ground(text.page)
    if text.colour is None or ground is None:
        return None
    *colour, alpha = text.colour
    red, green, blue = colour
    places = [ground.at((box.left + box.right) / 2, (box.top + box.bottom) / 2) for box in text.letters]
    behind = Counter(place for place in places if place is not None)
    spared = int(behind.total() * SPARED)
    for ratio, count in sorted(
        (_contrast(_blend((red, green, blue), alpha, each), each), n) for each, n in behind.items()
    ):
        spared -= count
        if spared < 0:
            return ratio
    return None


def _large(text: Text) -> bool:
    bold = any(word in text.font.lower() for word in BOLD)
    return text.size >= (LARGE_BOLD_PT if bold else LARGE_PT) - TOLERANCE


def _blend(colour: RGB, alpha: int, ground: RGB) -> RGB:
    if alpha == 255:
        return colour
    red, green, blue = (round(under + (over - under) * alpha / 255) for over, under in zip(colour, ground, strict=True))
    return red, green, blue


@lru_cache(maxsize=4096)
def _contrast(one: RGB, other: RGB) -> float:
    return contrast("#{:02X}{:02X}{:02X}".format(*one), "#{:02X}{:02X}{:02X}".format(*other))


RULE = Rule(
    id="pdf-contrast",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="text with too little contrast to what is painted behind it",
    check=check,
    thorough=True,
)
