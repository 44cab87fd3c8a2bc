"""Text fits its shape, measured in its own font."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pptx_file import PptxFile
from generator.preflight.pptx_slides import Text
from generator.preflight.rule import Expected, Fault, Rule, Severity
from generator.wording import counted, marked, say

TOLERANCE = 0.5  # mm
VAGUE = 0.03  # of the height: where the line height is the font's own, programs differ by that much
MEND = marked("cut words, set it smaller, or make the shape larger")


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield the texts higher than their shape, the words wider than a line, and the fonts not at hand."""
    missing: set[str] = set()
    for slide in file.slides:
        for text in slide.texts:
            if text.measured is None or text.shape.hidden:
                continue
            missing |= text.measured.guessed
            fault = None if text.measured.guessed else _fault(text)
            if fault:
                message, severity = fault
                yield Fault(f"“{text.words}” {message}", say(MEND), slide.number, text.corner, severity)
    if missing:
        names = ", ".join(sorted(missing))[:200]
        message = counted(
            "not measured: font {names} not at hand",
            "not measured: fonts {names} not at hand",
            len(missing),
            names=names,
        )
        yield Fault(message, say("put the font's files into fonts/ beside the deck"), severity="warning")


def _fault(text: Text) -> tuple[str, Severity] | None:
    """Return what is wrong with a text, and how bad that is."""
    assert text.measured and text.frame
    measured, frame = text.measured, text.frame
    room = frame.outer.bottom - frame.inner.top if frame.anchor == "t" else frame.outer.height
    over = measured.height - room
    if over > TOLERANCE + (0 if measured.exact_pitch else VAGUE * measured.height):
        severity: Severity = "warning" if frame.autofit == "grow" else "error"
        return say("is {over:.1f} mm higher than its shape", over=over), severity
    if measured.torn:
        return say("has a word wider than its shape: “{torn}”", torn=measured.torn[0][:40]), "warning"
    return None


RULE = Rule(
    id="pptx-overflow",
    media="pptx",
    severity="error",
    strict=True,
    looks_for="text higher than its shape (a warning where the shape grows by itself), words wider than a line",
    check=check,
)
