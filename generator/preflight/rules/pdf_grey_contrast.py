"""Text that still stands out from what is painted behind it when the page is printed in grey."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.grey import grey_contrast
from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.preflight.rules.pdf_contrast import TOLERANCE, least, reached
from generator.themes.colour import contrast
from generator.wording import say


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield each text that has contrast in colour alone."""
    for text, behind in file.grounds:
        needed = least(text) - TOLERANCE
        ratio = reached(text, behind, grey_contrast)
        if ratio < needed <= reached(text, behind, contrast):
            message = say(
                "{short} has a contrast of {ratio:.1f} printed in grey; it needs {least:g}",
                short=text.short,
                ratio=ratio,
                least=least(text),
            )
            yield Fault(message, say("choose a darker or lighter colour for it or its ground"), text.page, text.place)


RULE = Rule(
    id="pdf-grey-contrast",
    media="pdf",
    severity="warning",
    strict=True,
    looks_for="text that stands out by its hue alone, and is lost when printed in grey",
    check=check,
    look=True,
)
