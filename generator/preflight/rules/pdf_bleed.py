"""Colour beyond the edge on every side, for cutting is never exact."""

from __future__ import annotations

from collections.abc import Iterator

from generator.fitting import PT_PER_MM
from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import marked, say

TOLERANCE_MM = 0.05
_MEND = marked("export it for the press, with its bleed")


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each page that names no bleed, or less on some side than it was made with."""
    if expected.bleed_mm is None:
        return
    for number in file.numbers:
        page = file.pdf.pages[number - 1]
        trim, bleed = ([float(edge) / PT_PER_MM for edge in box] for box in (page.trimbox, page.bleedbox))
        over = [trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]]
        if "/BleedBox" not in page.obj:
            yield Fault(say("it has no bleed box"), say(_MEND), number)
        elif min(over) < expected.bleed_mm - TOLERANCE_MM:
            message = say(
                "its bleed is {over:.1f} mm on some side instead of {bleed_mm:g} mm",
                over=max(min(over), 0),
                bleed_mm=expected.bleed_mm,
            )
            yield Fault(message, say(_MEND), number)


RULE = Rule(
    id="pdf-bleed",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="a bleed that is missing or less than the product's; files for the screen have none",
    check=check,
)
