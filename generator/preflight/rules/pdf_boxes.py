"""Page boxes that lie in each other: trim in bleed, bleed in media."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import marked, say

TOLERANCE_PT = 0.3
_MEND = marked("correct the page boxes with the program that made the file")


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each page whose boxes are no boxes or do not lie in each other."""
    for number in file.numbers:
        page = file.pdf.pages[number - 1]
        boxes = {
            name: [float(edge) for edge in box]
            for name, box in (("trim", page.trimbox), ("bleed", page.bleedbox), ("media", page.mediabox))
        }
        empty = [name for name, box in boxes.items() if box[2] - box[0] <= 0 or box[3] - box[1] <= 0]
        if empty:
            yield Fault(say("its {empty} box is empty", empty=empty[0]), say(_MEND), number)
            continue
        for inner, outer in (("trim", "bleed"), ("bleed", "media"), ("trim", "media")):
            if not _inside(boxes[inner], boxes[outer]):
                yield Fault(
                    say("its {inner} box reaches out of its {outer} box", inner=inner, outer=outer), say(_MEND), number
                )
                break


def _inside(inner: Sequence[float], outer: Sequence[float]) -> bool:
    low = all(a >= b - TOLERANCE_PT for a, b in zip(inner[:2], outer[:2], strict=True))
    return low and all(a <= b + TOLERANCE_PT for a, b in zip(inner[2:], outer[2:], strict=True))


RULE = Rule(
    id="pdf-boxes",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="page boxes that are empty or reach out of one another",
    check=check,
)
