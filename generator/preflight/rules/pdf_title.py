"""A title, which viewers show and screen readers say first."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import say


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault if the document has no title."""
    if not str(file.pdf.docinfo.get("/Title", "")).strip():
        yield Fault(
            say("it has no title"), say("give the page a title element, or the document a title in its properties")
        )


RULE = Rule(
    id="pdf-title",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="a document without a title",
    check=check,
)
