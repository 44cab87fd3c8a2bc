"""Reversed text: letters lighter than a ground of more than two inks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.preflight.pdf_file import PdfFile
from generator.preflight.pdf_text import Text
from tests.press.plates import INKS, PT_PER_MM, Plates, plates

DPI = 72
LEAST_PT, LEAST_WEIGHT, DISPLAY_PT = 7, 500, 36
DOT = 6  # of 255


def too_fine(path: Path) -> Iterator[str]:
    """Yield reversed text under 7 pt, or under weight 500 unless it is of a display size."""
    separated = plates(path, DPI)
    with PdfFile(path) as file:
        for text in file.texts:
            page = separated[text.page - 1]
            if _reversed(text, page) and (text.size < LEAST_PT - 0.01 or (_fine(text) and text.size < DISPLAY_PT)):
                yield f"{path.name} {text.page}: {text.text[:40]} {text.size} {text.font}"


def _fine(text: Text) -> bool:
    name = text.font.lower().replace("-", "")
    return not any(word in name for word in ("medium", "bold", "black")) or "light" in name


def _reversed(text: Text, page: Plates) -> bool:
    """Return whether the ground just beside the text has more than two inks, and much of them."""
    left, top, _, _ = page.trim
    x = left + (text.box.left - 0.8) * PT_PER_MM * DPI / 72
    y = top + (text.box.top + text.box.bottom) / 2 * PT_PER_MM * DPI / 72
    ground = [page.inks[ink].getpixel((int(x), int(y))) for ink in INKS]
    inks = [each for each in ground if isinstance(each, int | float) and each > DOT]
    return len(inks) > 2 and sum(inks) > 1.2 * 255
