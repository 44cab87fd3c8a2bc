"""As many pages as the product has."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault if the number of pages is another than declared."""
    count = len(file.pdf.pages)
    if count != expected.pages:
        yield Fault(f"it has {count} pages instead of {expected.pages}", "shorten its text, or mend its template")


RULE = Rule(
    id="pdf-pages",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="another number of pages than the product has",
    check=check,
    needs=("pages",),
)
