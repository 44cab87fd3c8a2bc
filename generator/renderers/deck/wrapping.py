"""Headlines stacked at their pauses, and the right inset by which a program breaks lines where we did."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.fitting import PT_PER_MM, Fitted, Ruler
from generator.fitting.breaks import units
from generator.fitting.lines import UNTRACKED_FACTOR, WIDTH_FACTORS, line_width

_PAUSES = {"pauses": re.compile(r"(?<=[.,:;!?…]) (?=\S)"), "sentences": re.compile(r"(?<=[.!?…]) (?=\S)")}
NBSP = "\u00a0"
_SHORTEST = 7  # characters; a piece shorter than that does not get a line of its own


def stacked(text: str, where: str | None) -> str | None:
    """Return `text` with a newline at all its "pauses" or "sentences"; None if that strands a short piece."""
    if where is None or "\n" in text:
        return None
    pieces = _PAUSES[where].split(text)
    if len(pieces) < 2 or any(len(piece) < _SHORTEST for piece in pieces):
        return None
    return "\n".join(pieces)


def glued(text: str) -> str:
    """Return `text` with a no-break space between its last two words, so that they stay together."""
    return NBSP.join(text.rsplit(" ", 1))


def inset(paragraphs: Sequence[Sequence[str]], fitted: Fitted, width: float, ruler: Ruler) -> float | None:
    """Return by how many mm a box `width` mm wide must narrow so that `paragraphs` break into these lines unaided.

    `fitted` gives size and tracking. 0 if they do at full width; None if no inset does it in every program.
    """
    spans = [_span(lines, fitted.style.tracking, ruler) for lines in paragraphs]
    low = max(span[0] for span in spans)
    high = min(span[1] for span in spans)
    full = width * PT_PER_MM / fitted.size
    if low <= full < high:
        return 0.0
    if low >= min(high, full):
        return None
    return (full - (low + min(high, full)) / 2) * fitted.size / PT_PER_MM


def _span(lines: Sequence[str], tracking: float, ruler: Ruler) -> tuple[float, float]:
    """Return the least width (em) that surely holds the lines, and the least at which one might take the next piece."""
    narrow, *_, wide = WIDTH_FACTORS
    low, high = 0.0, float("inf")
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        kerned, unkerned = _widths(line, tracking, ruler)
        # Programs count no tracking after the last letter; where it is negative, the line is that much wider.
        low = max(low, kerned * wide, (kerned - min(tracking, 0.0)) * UNTRACKED_FACTOR, unkerned)
        if following:
            joint = "" if line.endswith("-") else " "
            kerned, unkerned = _widths(line + joint + units(following)[0].rstrip(), tracking, ruler)
            high = min(high, kerned * narrow, unkerned)
    return low, high


def _widths(text: str, tracking: float, ruler: Ruler) -> tuple[float, float]:
    return line_width(text, tracking, ruler.width), line_width(text, tracking, ruler.width_unkerned)
