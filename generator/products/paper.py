"""Papers: sheets by name, or by their size as people write it."""

from __future__ import annotations

import re

from generator.wording import say

# ISO 216, portrait, mm; SRA3 is ISO 217, with room for bleed and marks round an A3.
SHEETS: dict[str, tuple[float, float]] = {
    "A5": (148, 210),
    "A4": (210, 297),
    "A3": (297, 420),
    "A2": (420, 594),
    "A1": (594, 841),
    "SRA3": (320, 450),
}
_SIZE = re.compile(r"^(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(?:mm)?$", re.IGNORECASE)
LARGEST_MM = 5000.0


def paper(text: str) -> tuple[float, float]:
    """Return the size in mm of a sheet's name or of "320x450mm". ValueError says what is wrong with it."""
    if text.upper() in SHEETS:
        return SHEETS[text.upper()]
    size = _SIZE.match(text.strip())
    if size is None:
        raise ValueError(
            say(
                "“{text}” is no sheet; name one of {names}, or write its size as 320x450mm",
                text=text,
                names=", ".join(SHEETS),
            )
        )
    width, height = float(size[1]), float(size[2])
    if not (0 < width <= LARGEST_MM and 0 < height <= LARGEST_MM):
        raise ValueError(
            say(
                "a sheet of {width:g} × {height:g} mm is none; its sides are between 0 and {largest_mm:g} mm",
                width=width,
                height=height,
                largest_mm=LARGEST_MM,
            )
        )
    return width, height
