"""Slides take every colour from the theme: a change of brand then reaches all of them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pptx_colours import literal
from generator.preflight.pptx_file import PptxFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import counted, marked, say

MEND = marked("use a theme colour")


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield the slides with a literal colour."""
    for slide in file.slides:
        found = [element for element in slide.tree.iter() if literal(element)]
        if found:
            values = dict.fromkeys(one.get("val") or one.get("lastClr") or "?" for one in found)
            shown = ", ".join(list(values)[:4])
            message = counted(
                "it holds 1 literal colour ({shown})",
                "it holds {count} literal colours ({shown})",
                len(found),
                shown=shown,
            )
            yield Fault(message, say(MEND), slide.number)


RULE = Rule(
    id="pptx-colour",
    media="pptx",
    severity="warning",
    strict=True,
    looks_for="colours on slides that are not the theme's",
    check=check,
)
