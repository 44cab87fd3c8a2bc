"""Text clear of other text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.fitting import PT_PER_MM
from generator.preflight.pdf_file import PdfFile
from generator.preflight.pdf_text import Text
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import say

TOUCHING = 0.06  # of the smaller size; the ink of neighbouring letters may come as near
SHADOW = 0.15  # of the size; the same text again within it is bold or a shadow, not a collision


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each run of text whose letters run into those of a run before it.

    Marks and symbols may: those of mathematics do.
    """
    words = (text for text in file.texts if any(character.isalnum() for character in text.text))
    for page, runs in groupby(words, key=lambda text: text.page):
        for one, other in _near(list(runs)):
            if not _same(one, other) and _collide(one, other):
                yield Fault(
                    say("{short} runs into {other}", short=other.short, other=one.short),
                    say("move them apart or shorten them"),
                    page,
                    other.place,
                )


def _near(runs: list[Text]) -> Iterator[tuple[Text, Text]]:
    """Yield the pairs whose boxes overlap, by a sweep down the page."""
    order = {id(run): number for number, run in enumerate(runs)}
    open_: list[Text] = []
    for run in sorted(runs, key=lambda run: run.box.top):
        open_ = [other for other in open_ if other.box.bottom > run.box.top]
        for other in open_:
            if run.box.overlap(other.box) > _slack(run, other):
                first, second = sorted((run, other), key=lambda each: order[id(each)])
                yield first, second
        open_.append(run)


def _slack(one: Text, other: Text) -> float:
    return TOUCHING * min(one.size, other.size) / PT_PER_MM


def _same(one: Text, other: Text) -> bool:
    shift = max(abs(a - b) for a, b in zip(one.box, other.box, strict=True))
    return one.text == other.text and shift < SHADOW * one.size / PT_PER_MM


def _collide(one: Text, other: Text) -> bool:
    """Return whether letters overlap: the boxes of lines may where their letters do not."""
    slack = _slack(one, other)
    close = [letter for letter in one.letters if letter.overlap(other.box) > slack]
    return any(letter.overlap(ink) > slack for ink in other.letters for letter in close)


RULE = Rule(
    id="pdf-text-overlap",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="text that runs into other text",
    check=check,
)
