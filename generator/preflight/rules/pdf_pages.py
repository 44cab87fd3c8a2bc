"""As many pages as the product has."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import say


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault if the number of pages is another than declared."""
    count = len(file.pdf.pages)
    if count != expected.pages:
        yield Fault(
            say("it has {count} pages instead of {pages}", count=count, pages=expected.pages),
            say("shorten its text, or mend its template"),
        )


RULE = Rule(
    id="pdf-pages",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="another number of pages than the product has",
    check=check,
    needs=("pages",),
)
