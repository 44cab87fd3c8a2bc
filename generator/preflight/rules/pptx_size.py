"""No text is smaller than people can read from the hall."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pptx_file import PptxFile
from generator.preflight.pptx_slides import Text
from generator.preflight.rule import Expected, Fault, Rule, Severity
from generator.wording import marked, say

LEAST, SMALL = 10.0, 12.0  # pt
MEND = marked("set it larger, and cut words if it then does not fit")


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield each text whose smallest run is under the least size; one of a footer may be as small as that."""
    least = LEAST if expected.least_pt is None else expected.least_pt
    for slide in file.slides:
        for text in slide.texts:
            size = _smallest(text)
            limit = min(least, LEAST) if text.shape.furniture else least
            if size >= limit and (expected.least_pt is not None or text.shape.furniture or size >= SMALL):
                continue
            severity: Severity = "error" if size < limit else "warning"
            message = say(
                "“{words}” is set in {size:g} pt; it takes at least {limit:g}",
                words=text.words,
                size=size,
                limit=limit if size < limit else SMALL,
            )
            yield Fault(message, say(MEND), slide.number, text.corner, severity)


def _smallest(text: Text) -> float:
    return round(min(run.size for one in text.paragraphs for run in one.runs if run.text.strip()), 2)


RULE = Rule(
    id="pptx-size",
    media="pptx",
    severity="error",
    strict=True,
    looks_for=f"text under the product's least size; else under {LEAST:g} pt, with a warning under {SMALL:g} pt",
    check=check,
    look=True,
)
