"""Text in the brand's fonts, not in what a system put in their place."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pdf_file import PdfFile
from generator.preflight.pdf_fonts import fonts
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import marked, say

_MEND = marked("write it in the brand's fonts, or declare a fallback font that has its characters")


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each font of a family that was not declared."""
    families = tuple(_folded(family) for family in expected.fonts or ())
    for name in dict.fromkeys(font.name for font in fonts(file)):
        if not _folded(name).startswith(families):
            yield Fault(say("text is set in {name}, not in a declared font", name=name), say(_MEND))


def _folded(name: str) -> str:
    return name.replace(" ", "").replace("-", "").lower()


RULE = Rule(
    id="pdf-font-brand",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="fonts that are not the brand's",
    check=check,
    needs=("fonts",),
)
