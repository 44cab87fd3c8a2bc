"""Fonts that travel with the file."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pdf_file import PdfFile
from generator.preflight.pdf_fonts import fonts
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import say


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each font whose file is not in the PDF."""
    for font in fonts(file):
        if not font.embedded:
            yield Fault(say("the font {name} is not embedded", name=font.name), say("embed all fonts when exporting"))


RULE = Rule(
    id="pdf-font-embedded",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="fonts whose files are not in the PDF",
    check=check,
)
