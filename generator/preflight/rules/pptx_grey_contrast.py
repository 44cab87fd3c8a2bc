"""Text that still stands out from what is behind it when the slide is printed in grey."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.grey import grey_contrast
from generator.preflight.pptx_file import PptxFile
from generator.preflight.pptx_ground import ground
from generator.preflight.pptx_slides import Slide, Text
from generator.preflight.rule import Expected, Fault, Rule
from generator.preflight.rules.pptx_contrast import MEND, grounds, least, runs
from generator.themes.colour import contrast
from generator.wording import say


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield each text that has contrast in colour alone."""
    for slide in file.slides:
        for text in slide.texts:
            lost = min(_lost(slide, text), default=None)
            if lost:
                message = say(
                    "“{words}” has a contrast of {ratio:.1f} printed in grey, under {needed:g}",
                    words=text.words,
                    ratio=lost[0],
                    needed=lost[1],
                )
                yield Fault(message, say(MEND), slide.number, text.corner)


def _lost(slide: Slide, text: Text) -> Iterator[tuple[float, float]]:
    """Yield the contrast in grey, and that needed, where a run stands out from its ground by hue alone."""
    behind, _ = grounds(text, ground(slide))
    for run in runs(text):
        for colour in behind:
            if run.colour and round(contrast(run.colour, colour), 2) >= least(run) > grey_contrast(run.colour, colour):
                yield grey_contrast(run.colour, colour), least(run)


RULE = Rule(
    id="pptx-grey-contrast",
    media="pptx",
    severity="warning",
    strict=True,
    looks_for="text that stands out by its hue alone, and is lost when printed in grey",
    check=check,
    look=True,
)
