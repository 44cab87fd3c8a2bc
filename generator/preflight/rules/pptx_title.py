"""Every slide has a title: screen readers and the outline know a slide by it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pptx_file import PptxFile
from generator.preflight.rule import Expected, Fault, Rule

MEND = "fill the title placeholder"


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield the slides without one."""
    for slide in file.slides:
        if not slide.title:
            yield Fault("it has no title", MEND, slide.number)


RULE = Rule(
    id="pptx-title",
    media="pptx",
    severity="error",
    strict=True,
    looks_for="slides without a title",
    check=check,
)
