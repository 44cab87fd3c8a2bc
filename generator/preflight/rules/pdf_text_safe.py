"""Text in the safe area: cutting is never exact."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import say

TOLERANCE_MM = 0.05


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each run of text too near to the edge; what is over it, pdf-text-trim tells."""
    safe = expected.safe_mm or 0.0
    for text in file.texts:
        width, height = file.sizes[text.page - 1]
        room = min(text.box.left, text.box.top, width - text.box.right, height - text.box.bottom)
        if -TOLERANCE_MM <= room < safe - TOLERANCE_MM:
            message = say(
                "{short} is {room:.1f} mm from the edge; at least {safe:g} mm is safe",
                short=text.short,
                room=max(room, 0),
                safe=safe,
            )
            yield Fault(message, say("shorten it, set it smaller or move it inwards"), text.page, text.place)


RULE = Rule(
    id="pdf-text-safe",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="text nearer to the edge than the product's safe area",
    check=check,
    needs=("safe_mm",),
)
