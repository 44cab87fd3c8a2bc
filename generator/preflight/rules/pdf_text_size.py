"""Text that can be read at its size."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import say

TOLERANCE_PT = 0.05


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each run of text smaller than the smallest size of the product."""
    least = expected.least_pt or 0.0
    for text in file.texts:
        if text.size < least - TOLERANCE_PT:
            message = say(
                "{short} is set in {size:g} pt; the smallest size is {least:g} pt",
                short=text.short,
                size=text.size,
                least=least,
            )
            yield Fault(message, say("set it larger, and shorten it if it then lacks room"), text.page, text.place)


RULE = Rule(
    id="pdf-text-size",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="text smaller than the product's smallest size",
    check=check,
    needs=("least_pt",),
)
