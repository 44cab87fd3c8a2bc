"""Shapes are read in the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from generator.preflight.pptx_file import PptxFile
from generator.preflight.pptx_shapes import Shape
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import marked, say

APART = 1.0  # mm between two boxes, for one to be clearly above or left of the other
SHARE = 0.5  # of the narrower or lower box, for two to be in one column or row
MEND = marked("order them in the selection pane (bottom is read first): top to bottom, left to right")


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield, a slide, the first pair of shapes that are read the wrong way round."""
    for slide in file.slides:
        shapes = [shape for shape in slide.shapes if _read(shape)]
        pair = _inverted(shapes)
        if pair:
            first, second = pair
            message = say(
                "“{first}” is read before “{second}”, which stands {where} it",
                first=_called(first),
                second=_called(second),
                where=_where(first, second),
            )
            yield Fault(message, say(MEND), slide.number, second.box.corner if second.box else None)


def _read(shape: Shape) -> bool:
    """Return whether it is judged: a picture is not, for a logo or a photo may be read after what it stands beside."""
    shown = bool(shape.text) or shape.kind == "graphic"
    return shown and shape.box is not None and not shape.furniture and not shape.hidden


def _inverted(shapes: Sequence[Shape]) -> tuple[Shape, Shape] | None:
    """Return the first pair of which the later stands clearly before the earlier; a title may come first anyway."""
    pairs = combinations(shapes[:200], 2)
    return next(((one, other) for one, other in pairs if not one.title and _where(one, other)), None)


def _where(one: Shape, other: Shape) -> str:
    """Return "above" or "left of" if `other` clearly stands so to `one`, in its column or row."""
    assert one.box and other.box
    across, down = one.box.overlap(other.box)
    if down < -APART and other.box.top < one.box.top and across > SHARE * min(one.box.width, other.box.width):
        return say("above")
    same_row = down > SHARE * max(one.box.height, other.box.height) and other.box.top < one.box.top + APART
    if across < -APART and other.box.left < one.box.left and same_row:
        return say("left of")
    return ""


def _called(shape: Shape) -> str:
    return " ".join(shape.text.split())[:40] or shape.name


RULE = Rule(
    id="pptx-order",
    media="pptx",
    severity="warning",
    strict=True,
    looks_for="texts, tables and charts read before others that stand clearly above them, or left of them in a row",
    check=check,
)
