"""Text stands out from what is behind it, as WCAG 2.2 asks."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pptx_file import PptxFile
from generator.preflight.pptx_ground import Ground, ground
from generator.preflight.pptx_slides import Text
from generator.preflight.pptx_text import Run
from generator.preflight.rule import Expected, Fault, Rule
from generator.themes.colour import contrast
from generator.wording import marked, say

NORMAL, LARGE = 4.5, 3.0
LARGE_PT, LARGE_BOLD_PT = 18.0, 14.0
MEND = marked("take a darker or lighter colour of the theme")
_ACROSS, _DOWN = (0.02, 0.5, 0.98), (0.2, 0.5, 0.8)  # where a text is looked at, as shares of its area


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield each text that is too close to its ground, and the slides whose grounds cannot be told."""
    unknown: dict[int, None] = {}
    for slide in file.slides:
        for text in slide.texts:
            certain, possible = grounds(text, ground(slide))
            low = list(_low(text, certain))
            if low:
                ratio, run = min(low, key=lambda pair: pair[0])
                message = say(
                    "“{words}” has a contrast of {ratio:.1f}, under {least:g}",
                    words=text.words,
                    ratio=ratio,
                    least=least(run),
                )
                yield Fault(message, say(MEND), slide.number, text.corner)
            elif not text.shape.hidden and (_untold(text, certain | possible) or any(_low(text, possible))):
                unknown[slide.number] = None
    if unknown:
        numbers = ", ".join(map(str, list(unknown)[:20]))
        message = say(
            "not checked on slide {numbers}: text in tables, on pictures or on grounds of more than one colour",
            numbers=numbers,
        )
        yield Fault(message, say("look at it"), severity="warning")


def runs(text: Text) -> list[Run]:
    """Return the runs of a text that are seen."""
    return [run for one in text.paragraphs for run in one.runs if run.text.strip()]


def grounds(text: Text, behind: Ground) -> tuple[set[str], set[str]]:
    """Return the colours that surely are behind a text, and those that may be."""
    certain: set[str] = set()
    possible: set[str] = set()
    area = text.measured.area if text.measured else text.shape.box
    if area is None or text.shape.kind != "text" or text.shape.hidden:
        return certain, possible
    under = behind.under(text.shape, area)
    for across in _ACROSS:
        for down in _DOWN:
            one, others = behind.colours(under, area.left + across * area.width, area.top + down * area.height)
            (possible if others else certain).update({one} if one else ())
            possible |= others
    return certain, possible


def _low(text: Text, grounds: set[str]) -> Iterator[tuple[float, Run]]:
    """Yield the runs that are too close to one of the grounds, and how close."""
    for run in runs(text):
        for ratio in (contrast(run.colour, behind) for behind in grounds if run.colour):
            if round(ratio, 2) < least(run):
                yield ratio, run


def _untold(text: Text, grounds: set[str]) -> bool:
    return not grounds or any(run.colour is None for run in runs(text))


def least(run: Run) -> float:
    """Return the contrast that a run needs."""
    return LARGE if run.size >= (LARGE_BOLD_PT if run.bold else LARGE_PT) else NORMAL


RULE = Rule(
    id="pptx-contrast",
    media="pptx",
    severity="error",
    strict=True,
    looks_for=f"text with a contrast under {NORMAL:g}, or {LARGE:g} if it is large, where its ground can be told",
    check=check,
    look=True,
)
