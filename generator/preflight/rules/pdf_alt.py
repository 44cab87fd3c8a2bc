"""Figures with a text that stands for them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import say


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each figure that has no alternative text, and is not part of one that has."""
    for tag in file.tags:
        whole = tag.inside("Figure")
        if tag.kind == "Figure" and not tag.alternative and not (whole and whole.alternative):
            mend = say("describe it where the file is made, or mark it as decoration")
            yield Fault(say("a figure has no alternative text"), mend, tag.page)


RULE = Rule(
    id="pdf-alt",
    media="pdf",
    severity="warning",
    strict=True,
    looks_for="figures without alternative text",
    check=check,
)
