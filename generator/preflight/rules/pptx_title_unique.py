"""No two slides have the same title: nobody could tell them apart in a list."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pptx_file import PptxFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import marked, say

MEND = marked("give each slide its own title")


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield the slides whose title an earlier one has."""
    first: dict[str, int] = {}
    for slide in file.slides:
        known = first.setdefault(slide.title.casefold(), slide.number)
        if slide.title and known != slide.number:
            yield Fault(
                say("its title “{title}” is that of slide {known} too", title=slide.title[:80], known=known),
                say(MEND),
                slide.number,
            )


RULE = Rule(
    id="pptx-title-unique",
    media="pptx",
    severity="warning",
    strict=True,
    looks_for="titles that an earlier slide has",
    check=check,
)
