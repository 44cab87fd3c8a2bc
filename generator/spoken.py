"""Set text as screen readers should say it: spaces where lines were broken, words of other languages marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from generator.fitting.scripts import line_html

Foreign = Mapping[str, Sequence[str]]  # words and phrases by their language
_BREAKS = (" ", "\n")


def spoken(text: Mapping[str, Any], foreign: Foreign, before: bool = False) -> list[Markup]:
    """Return the lines of a set text as HTML.

    A line broken at a space keeps it at its end, or `before` the next line, where text is set to the right.
    """
    whole, lines = text["text"], text["lines"]
    starts = _starts(whole, lines)
    marks = list(_marks(whole, foreign))
    said = []
    for start, line in zip(starts, lines, strict=True):
        end = start + len(line)
        lead = " " if before and start and whole[start - 1] in _BREAKS else ""
        trail = " " if not before and end < len(whole) and whole[end] in _BREAKS else ""
        said.append(Markup(f"{lead}{''.join(_marked(whole, start, end, marks))}{trail}"))
    return said


def _starts(whole: str, lines: Sequence[str]) -> list[int]:
    """Return where in the whole text each line starts."""
    starts, at = [], 0
    for line in lines:
        at = whole.index(line, at)
        starts.append(at)
        at += len(line)
    return starts


def _marks(whole: str, foreign: Foreign) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and language of each foreign phrase: of those that overlap the longest, whole words only."""
    languages = {_folded(phrase): language for language, phrases in foreign.items() for phrase in phrases}
    if languages:
        longest_first = sorted(languages, key=len, reverse=True)
        choice = "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in longest_first)
        for found in re.finditer(rf"(?<!\w)(?:{choice})(?!\w)", whole, re.IGNORECASE):
            yield found.start(), found.end(), languages[_folded(found[0])]


def _marked(whole: str, start: int, end: int, marks: Sequence[tuple[int, int, str]]) -> Iterator[Markup]:
    """Yield a line's text with a span round what of it is marked."""
    for opens, closes, language in marks:
        first, last = max(opens, start), min(closes, end)
        if first < last:
            yield line_html(whole[start:first])
            yield Markup('<span lang="{}">{}</span>').format(language, whole[first:last])
            start = last
    yield line_html(whole[start:end])


def _folded(phrase: str) -> str:
    return " ".join(phrase.split()).casefold()
