"""Nothing stands on text: no other text, no picture, no filled shape."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pptx_box import Box
from generator.preflight.pptx_file import PptxFile
from generator.preflight.pptx_ground import ground
from generator.preflight.pptx_shapes import Shape
from generator.preflight.pptx_slides import Slide, Text
from generator.preflight.rule import Expected, Fault, Rule, Severity
from generator.wording import marked, say

TOLERANCE = 1.0  # mm, and this much of the lower text's height: lines are higher than their letters
LEADING = 0.15
MEND = marked("move them apart")


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield each text that a later shape of the slide stands on."""
    for slide in file.slides:
        order = {shape.element: number for number, shape in enumerate(slide.shapes)}
        texts = [text for text in slide.texts if text.measured and not text.shape.hidden]
        covers = list(_covers(slide)) if texts else []
        for number, text in enumerate(texts):
            over = [
                (say("the text “{words}”", words=other.words), _area(other), _guessed(other))
                for other in texts[number + 1 :]
            ]
            here = order[text.shape.element]
            over += [(f"“{shape.name}”", box, False) for place, shape, box in covers if place > here]
            for name, box, guessed in over:
                if _on(box, _area(text)):
                    severity: Severity = "warning" if guessed or _guessed(text) else "error"
                    yield Fault(
                        say("{name} stands on “{words}”", name=name, words=text.words),
                        say(MEND),
                        slide.number,
                        text.corner,
                        severity,
                    )


def _covers(slide: Slide) -> Iterator[tuple[int, Shape, Box]]:
    """Yield what hides what is under it: pictures, charts, tables, filled shapes; with its place in the order."""
    for number, (shape, paint) in enumerate(zip(slide.shapes, ground(slide).paints, strict=True)):
        if paint is not None and (shape.kind != "text" or (paint.colour and paint.fills == "box")):
            yield number, shape, paint.box


def _area(text: Text) -> Box:
    assert text.measured
    return text.measured.area


def _guessed(text: Text) -> bool:
    return bool(text.measured and text.measured.guessed)


def _on(one: Box, other: Box) -> bool:
    across, down = one.overlap(other)
    slack = max(TOLERANCE, LEADING * min(one.height, other.height))
    return across > TOLERANCE and down > slack


RULE = Rule(
    id="pptx-overlap",
    media="pptx",
    severity="error",
    strict=True,
    looks_for="text on text, and pictures, charts, tables or filled shapes on it; a warning if its font is not at hand",
    check=check,
)
