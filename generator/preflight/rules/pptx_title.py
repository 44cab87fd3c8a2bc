"""Every slide has a title: screen readers and the outline know a slide by it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pptx_file import PptxFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import marked, say

MEND = marked("fill the title placeholder")


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield the slides without one."""
    for slide in file.slides:
        if not slide.title:
            yield Fault(say("it has no title"), say(MEND), slide.number)


RULE = Rule(
    id="pptx-title",
    media="pptx",
    severity="error",
    strict=True,
    looks_for="slides without a title",
    check=check,
)
