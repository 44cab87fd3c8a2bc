"""A deck has slides, and the XML of each can be read."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pptx_file import PptxFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import marked, say

MEND = marked("check the deck's template")


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault if there is nothing to show, or not as many slides as it was made of."""
    count = len(file.slides)
    if not count:
        yield Fault(say("it has no slides"), say(MEND))
    elif expected.pages is not None and count != expected.pages:
        yield Fault(say("it has {count} slides instead of {pages}", count=count, pages=expected.pages), say(MEND))


RULE = Rule(
    id="pptx-slides",
    media="pptx",
    severity="error",
    strict=True,
    looks_for="a deck without slides, or with another number of them than it was made of",
    check=check,
)
