"""Every slide has speaker notes: the deck is for speakers who did not write it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pptx_file import PptxFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import marked, say

MEND = marked("add what to say to the notes (in a kit: its talk to the content)")


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield the slides without any."""
    for slide in file.slides:
        if not slide.notes:
            yield Fault(say("it has no speaker notes"), say(MEND), slide.number)


RULE = Rule(
    id="pptx-notes",
    media="pptx",
    severity="warning",
    strict=True,
    looks_for="slides without speaker notes",
    check=check,
)
