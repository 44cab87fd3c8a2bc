"""Scripts whose letters join, stack or run right to left: where they stand in a text, and what they ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import bidirectional

from markupsafe import Markup, escape

# Every script but Latin, Greek and Cyrillic, which are set letter by letter, and what all scripts share.
_FOREIGN = (
    "\u0530-\u1aaf\u1b00-\u1c7f\u1c90-\u1ccf\u2d00-\u2ddf\u2e80-\ua63f\ua6a0-\ua6ff\ua800-\uab2f\uab70-\ud7ff"
    "\uf900-\ufdff\ufe70-\ufefe\U00010000-\U0001cfff\U0001e000-\U0001efff\U00020000-\U0003ffff"
)
_LETTER = re.compile(f"[{_FOREIGN}]")
# From one letter to the last with no Latin one between, and the figures and spaces that follow: they move together.
_CHUNK = re.compile(rf"[{_FOREIGN}](?:[\W\d_]*[{_FOREIGN}])*(?:[\W_]*\d+)*[ \u00a0]*")
_SPAN = Markup('<span class="foreign"{tag}{direction}>{text}</span>')
_TAGS = {
    "ar-SA": re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe]"),
    "jv-Java": re.compile("[\ua980-\ua9df]"),
    "ban-Bali": re.compile("[\u1b00-\u1b7f]"),
}


@dataclass(frozen=True)
class Chunk:
    """A part of a line; a foreign one takes no tracking, and may run right to left and have a language of its own."""

    text: str
    foreign: bool = False
    rtl: bool = False
    tag: str | None = None


def is_foreign(text: str) -> bool:
    """Return whether a text has letters of such scripts."""
    return not text.isascii() and _LETTER.search(text) is not None


def chunks(line: str) -> list[Chunk]:
    """Return the parts of a line in reading order; one that runs right to left from end to end is one part."""
    if not is_foreign(line):
        return [Chunk(line)]
    if runs_right_to_left(line):
        return [Chunk(line, foreign=True, rtl=True, tag=_tag(line))]
    return list(_parts(line))


def tracked(line: str) -> int:
    """Return how many characters of a line are set with tracking: it would tear joined letters apart."""
    if not is_foreign(line):
        return len(line)
    return sum(len(chunk.text) for chunk in chunks(line) if not chunk.foreign)


def line_html(line: str) -> Markup:
    """Return a line as HTML, its foreign parts in spans of the class "foreign"."""
    return Markup().join(
        _SPAN.format(
            tag=Markup(' lang="{}"').format(chunk.tag) if chunk.tag else "",
            direction=Markup(' dir="rtl"') if chunk.rtl else "",
            text=chunk.text,
        )
        if chunk.foreign
        else escape(chunk.text)
        for chunk in chunks(line)
    )


def runs_right_to_left(text: str) -> bool:
    """Return whether all letters of a text run right to left; a Latin layout embeds any other text as it is."""
    directions = set() if text.isascii() else set(map(bidirectional, text))
    return bool(directions & {"R", "AL"}) and "L" not in directions


def _parts(line: str) -> Iterator[Chunk]:
    end = 0
    for found in _CHUNK.finditer(line):
        if found.start() > end:
            yield Chunk(line[end : found.start()])
        yield Chunk(found[0], foreign=True, tag=_tag(found[0]))
        end = found.end()
    if end < len(line):
        yield Chunk(line[end:])


def _tag(text: str) -> str | None:
    """Return the language tag of the first script that is known to be one language's here."""
    return next((tag for tag, letters in _TAGS.items() if letters.search(text)), None)
