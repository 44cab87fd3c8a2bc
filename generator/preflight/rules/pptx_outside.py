"""Nothing leaves the slide."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pptx_box import Box
from generator.preflight.pptx_file import PptxFile
from generator.preflight.rule import Expected, Fault, Rule, Severity
from generator.wording import marked, say

TEXT, SHAPE = 0.5, 1.0  # mm beyond the edge that do not show
MEND = marked("move it onto the slide, or make it smaller")


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield texts that run off the slide, and shapes that stand beyond its edge."""
    for slide in file.slides:
        written = {text.shape.element: text for text in slide.texts if text.measured}
        for shape in slide.shapes:
            text = written.get(shape.element)
            if text and text.measured and (far := _beyond(text.measured.area, file.page)) > TEXT:
                severity: Severity = "warning" if text.measured.guessed else "error"
                yield Fault(
                    say("“{words}” runs {far:.1f} mm off the slide", words=text.words, far=far),
                    say(MEND),
                    slide.number,
                    text.corner,
                    severity,
                )
            elif shape.box and not shape.hidden and (far := _beyond(shape.box, file.page)) > SHAPE:
                message = say("“{name}” stands {far:.1f} mm off the slide", name=shape.name, far=far)
                yield Fault(message, say(MEND), slide.number, shape.box.corner, "warning")


def _beyond(box: Box, page: Box) -> float:
    """Return how far a box is beyond the page's edges, in mm."""
    return max(page.left - box.left, page.top - box.top, box.right - page.right, box.bottom - page.bottom)


RULE = Rule(
    id="pptx-outside",
    media="pptx",
    severity="error",
    strict=True,
    looks_for="text that runs off the slide; a warning for shapes beyond its edge, and if the font is not at hand",
    check=check,
)
