"""Text and coloured areas that are still told apart when the page is printed in grey."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.grey import alike, grey_contrast
from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.preflight.rules.pdf_contrast import TOLERANCE, least, reached
from generator.themes.colour import contrast

MEND = "make one of them lighter or darker, not only of another hue"


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield each text that has contrast in colour alone, and for each page the areas that differ by hue alone."""
    for text, behind in file.grounds:
        needed = least(text) - TOLERANCE
        ratio = reached(text, behind, grey_contrast)
        if ratio < needed <= reached(text, behind, contrast):
            message = f"{text.short} has a contrast of {ratio:.1f} printed in grey; it needs {least(text):g}"
            yield Fault(message, "choose a darker or lighter colour for it or its ground", text.page, text.place)
    for page in file.numbers:
        pairs = list(alike(file.areas(page)))
        if pairs:
            told = ", ".join(f"{one} and {other}" for one, other in pairs[:3])
            yield Fault(f"areas that differ in colour are the same in grey: {told}", MEND, page)


RULE = Rule(
    id="pdf-grey-contrast",
    media="pdf",
    severity="warning",
    strict=True,
    looks_for="text and areas that stand out by their hue alone, and are lost when printed in grey",
    check=check,
    look=True,
)
