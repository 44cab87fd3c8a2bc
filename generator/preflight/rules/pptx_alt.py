"""Every picture, chart and diagram has alternative text, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.preflight.pptx_file import PptxFile
from generator.preflight.pptx_shapes import Shape
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import marked, say

MEND = marked("describe what it shows, or mark it as decoration")
_PATH = re.compile(
    r"\.(?:png|jpe?g|gif|svg|bmp|tiff?|webp|heic|emf|wmf|pdf)$|^(?:[a-z]:)?[\\/]\S*$|^\w+://\S+$|^file:|"
    r"^\S*[\\/]\S+[\\/]\S*$|^(?:img|image|picture|gambar|dsc|screenshot|screen shot)[ _-]*\d[\d_ -]*$",
    re.IGNORECASE,
)


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield the pictures without words, and those whose words are a file's name."""
    for slide in file.slides:
        for shape in slide.shapes:
            if shape.kind in ("picture", "graphic") and not shape.described and (message := _lacks(shape)):
                yield Fault(message, say(MEND), slide.number, shape.box.corner if shape.box else None)


def _lacks(shape: Shape) -> str:
    what = say("picture") if shape.kind == "picture" else say("chart, diagram or object")
    if not shape.alt:
        return say("the {what} “{name}” has no alt text", what=what, name=shape.name)
    if _PATH.search(shape.alt):
        return say("the alt text “{alt}” looks like a file's name", alt=shape.alt[:80])
    return ""


RULE = Rule(
    id="pptx-alt",
    media="pptx",
    severity="error",
    strict=True,
    looks_for="pictures, charts and diagrams without alt text, or with alt text that is a file's name",
    check=check,
)
