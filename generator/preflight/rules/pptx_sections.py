"""Sections hold every slide once, and no slide that is not there; PowerPoint repairs what is not so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.preflight.pptx_file import PptxFile
from generator.preflight.pptx_package import P14
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import marked, say

MEND = marked("sort the slides into sections anew")


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield what is wrong in a deck that has sections."""
    listed = list(file.tree.iter(f"{P14}sectionLst"))
    if not listed:
        return
    in_sections = Counter(one.get("id") or "" for lst in listed for one in lst.iter(f"{P14}sldId"))
    unknown = sorted(in_sections.keys() - set(file.slide_ids))
    if unknown:
        yield Fault(say("sections name slides that are not there: {names}", names=", ".join(unknown[:5])), say(MEND))
    for number, key in enumerate(file.slide_ids, 1):
        if in_sections[key] != 1:
            yield Fault(
                say("it is in two sections") if in_sections[key] else say("it is in no section"), say(MEND), number
            )


RULE = Rule(
    id="pptx-sections",
    media="pptx",
    severity="error",
    strict=True,
    looks_for="sections that name slides that are not there, slides in no section or in two",
    check=check,
)
