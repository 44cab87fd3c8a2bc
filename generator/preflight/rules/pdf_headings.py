"""Headings without jumps, by which screen readers find their way."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import say


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each heading that is more than one level below the heading before it."""
    level = 0
    for tag in file.tags:
        if tag.kind[:1] != "H" or not tag.kind[1:].isdecimal():
            continue
        before, level = level, int(tag.kind[1:])
        if level > before + 1:
            after = f"H{before}" if before else say("no heading")
            yield Fault(
                say("{kind} follows {after}", kind=tag.kind, after=after),
                say("make it H{before}", before=before + 1),
                tag.page,
            )


RULE = Rule(
    id="pdf-headings",
    media="pdf",
    severity="warning",
    strict=True,
    looks_for="headings that skip a level",
    check=check,
)
