"""Tags, by which screen readers find headings and order."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import say


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault if the document has no tree of tags or does not say that it is tagged, unless it need not."""
    if not expected.tagged:
        return
    marked = file.pdf.Root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False)
    tree = file.pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary())
    if not marked or "/K" not in tree:
        yield Fault(say("it is not tagged, so screen readers cannot follow it"), say("export it as a tagged PDF"))


RULE = Rule(
    id="pdf-tags",
    media="pdf",
    severity="warning",
    strict=True,
    looks_for="a document without tags",
    check=check,
)
