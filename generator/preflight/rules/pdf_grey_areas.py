"""Coloured areas that are still told apart when the page is printed in grey.

A brand's own red and green may be the same there: that is told, and stops no build.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.grey import pairs_by_page
from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each two colours that differ by hue alone, at the first page that has both."""
    return pairs_by_page((page, file.areas(page)) for page in file.numbers)


RULE = Rule(
    id="pdf-grey-areas",
    media="pdf",
    severity="warning",
    strict=False,
    looks_for="areas that stand out by their hue alone, and are the same printed in grey",
    check=check,
)
