"""Text on its page, not over the edge where it is cut off."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import say

TOLERANCE_MM = 0.05


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each run of text that reaches over its page's edge."""
    for text in file.texts:
        width, height = file.sizes[text.page - 1]
        over = max(-text.box.left, -text.box.top, text.box.right - width, text.box.bottom - height)
        if over > TOLERANCE_MM:
            message = say("{short} reaches {over:.1f} mm over the page's edge", short=text.short, over=over)
            yield Fault(message, say("shorten it, set it smaller or move it inwards"), text.page, text.place)


RULE = Rule(
    id="pdf-text-trim",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="text over the page's edge",
    check=check,
)
