"""No placeholder is left empty: programs show its prompt while editing, and readers stop at it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pptx_file import PptxFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import marked, say

MEND = marked("fill it or delete it")


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield the placeholders without content."""
    for slide in file.slides:
        for shape in slide.shapes:
            if shape.kind == "text" and shape.holder and not shape.furniture and not shape.text and not shape.hidden:
                message = say("the placeholder “{name}” is empty", name=shape.name)
                yield Fault(message, say(MEND), slide.number, shape.box.corner if shape.box else None)


RULE = Rule(
    id="pptx-empty",
    media="pptx",
    severity="warning",
    strict=True,
    looks_for="placeholders left empty",
    check=check,
)
