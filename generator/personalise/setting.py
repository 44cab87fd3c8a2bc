"""Set a copy's text in its field: at the largest size at which it fits, on as few lines as can be, evenly broken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, combinations
from typing import NamedTuple

from generator.fitting.fit import PT_PER_MM, Style, sizes
from generator.fitting.lines import WIDTH_FACTORS
from generator.personalise.objects import printed
from generator.personalise.shaping import KERNED, NO_BREAK_SPACE, UNKERNED, Shaped, Size, Typeface

# A line may end at a space, or after a hyphen between letters.
_BREAK = re.compile(r" |(?<=\w)-(?=\w)")
# Names break best before their titles, worst at a hyphen; the costs are shares of the width, squared.
SPACE_COST, HYPHEN_COST = 0.12, 0.3
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Slot:
    """A field as a plate knows it: its box in mm (from the upper left), its style, and how a text stands in it.

    `ink` are the operators of its colour, `metrics` ascent and descent in em of its own typeface and of those that
    stand in for it.
    """

    page: int
    box: tuple[float, float, float, float]
    style: Style
    lines: int
    align: str
    anchor: str
    ink: bytes
    metrics: Sequence[tuple[float, float]]


class SetText(NamedTuple):
    """A set text: the operators that show it, from the page's lower left corner; its letters, size and face.

    `spans` are from where to where its lines go; `glyphs` are those it shows beyond its letters' own.
    """

    operators: bytes
    letters: str
    spans: Spans
    size: float
    face: int
    glyphs: Sequence[int] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines."""
        return tuple(self.letters[start:end] for start, end in self.spans)


class TooLong(NamedTuple):
    """A text that does not fit, and how many of its characters to cut."""

    text: str
    cut: int


class _Try(NamedTuple):
    """A size to try: a line of kerned text may be `room` wide, unkerned `limit`; and how many lines there are."""

    size: float
    at: Size
    room: float
    limit: float
    lines: int


class Setter:
    """Sets the texts of one field; `names` are the fonts' names in the content, by face."""

    def __init__(self, slot: Slot, faces: Sequence[Typeface], names: Sequence[bytes], height: float) -> None:
        """`height` is the page's in mm."""
        self.slot = slot
        self._faces = faces
        self._plain = faces[0].plain
        self._names = names
        self._height = height
        self._starts: dict[tuple[int, float, int], tuple[bytes, ...]] = {}

    def face_for(self, text: str) -> int | None:
        """Return the first face that sets all of a text simply; None if there is none."""
        if self._plain.issuperset(text):
            return 0
        return next((number for number, face in enumerate(self._faces) if face.linear.issuperset(text)), None)

    def set(self, text: str, face: int) -> SetText | TooLong:
        """Set a text in a face that has its letters. Titles stay together, unless it does not fit otherwise."""
        found = self._fitted(text, face)
        if found is None and NO_BREAK_SPACE in text:
            text = text.replace(NO_BREAK_SPACE, " ")
            found = self._fitted(text, face)
        if found is None:
            return TooLong(text, len(text) - len(self._longest(text, face)))
        tried, shaped, spans = found
        parts = []
        for before, (start, end) in zip(self._before(face, tried, shaped, spans), spans, strict=True):
            first, last = (shaped.glyph_of[start], shaped.glyph_of[end]) if shaped.glyph_of else (start, end)
            parts += [before, shaped.show(first, last), b")]TJ\n"]
        operators = b"".join(parts)
        if shaped.altered:
            said = text.replace(NO_BREAK_SPACE, " ").encode("utf-16-be").hex().encode()
            operators = b"/Span<</ActualText<feff%s>>>BDC %sEMC\n" % (said, operators)
        return SetText(operators, text, spans, tried.size, face, shaped.glyphs)

    @cached_property
    def _tries(self) -> list[list[_Try]]:
        """By face the sizes to try, largest first."""
        style, (_, _, width, high) = self.slot.style, self.slot.box
        tries: list[list[_Try]] = []
        for face in self._faces:
            tries.append([])
            for size in sizes(style):
                limit = width * PT_PER_MM / size * (at := face.at(size)).scale
                lines = min(self.slot.lines, int((high + 0.01) * PT_PER_MM / (size * style.leading)))
                tries[-1].append(_Try(size, at, limit / WIDTH_FACTORS[-1], limit, lines))
        return tries

    def _fitted(self, text: str, face: int) -> tuple[_Try, Shaped, Spans] | None:
        """Return the size, the glyphs, and from where to where in the text each line goes."""
        breaks = None
        for tried in self._tries[face]:
            shaped = tried.at.shape(text)
            total = sum(shaped.widths)
            kerned = total & KERNED
            if kerned <= tried.room and total >> UNKERNED <= tried.limit:
                return tried, shaped, ((0, len(text)),)
            if breaks is None:
                breaks = [found.span() for found in _BREAK.finditer(text)]
            for count in range(2, min(tried.lines, len(breaks) + 1) + 1):
                if kerned < tried.room * count * 1.1 and (spans := _evenest(shaped, breaks, text, count, tried)):
                    return tried, shaped, spans
        return None

    def _longest(self, text: str, face: int) -> str:
        """Return the longest start of a text that fits: whole words if there is one, else letters of the first."""
        ends = [found.end() for found in re.finditer(r"\S+", text)]
        starts = [text[:end] for end in [*reversed(ends[:-1]), *range(ends[0] - 1, 0, -1)]]
        return next((start for start in starts if self._fitted(start, face)), "")

    def _before(self, face: int, tried: _Try, shaped: Shaped, spans: Spans) -> Sequence[bytes]:
        """Return what stands before the glyphs of each line: colour and font before the first, and where it starts."""
        key = (face, tried.size, len(spans))
        left = round(self.slot.box[0], 3) * PT_PER_MM  # pages are written with lengths of three places
        if key not in self._starts:
            self._starts[key] = self._start(*key, left)
        if self.slot.align == "left":
            return self._starts[key]
        share = 1 if self.slot.align == "right" else 0.5
        widths = (sum(shaped.widths[start:end]) & KERNED for start, end in spans)
        free = (self.slot.box[2] * PT_PER_MM - each / tried.at.scale * tried.at.printed for each in widths)
        return [self._start(*key, left + share * each)[line] for line, each in enumerate(free)]

    def _start(self, face: int, size: float, count: int, x: float) -> tuple[bytes, ...]:
        """Return the operators that move to where each of so many lines starts, `x` pt from the page's left edge."""
        _, top, _, high = self.slot.box
        pitch = size * self.slot.style.leading
        ascent, descent = self.slot.metrics[face]
        rise = (pitch - (ascent + descent) * size) / 2 + ascent * size
        if self.slot.anchor == "bottom":
            top += high - count * pitch / PT_PER_MM
        y = (self._height - round(top, 3)) * PT_PER_MM - rise
        style = b"%b%b %.6g Tf " % (self.slot.ink, self._names[face], self._faces[face].at(size).printed)
        heads = [b"1 0 0 1 %b %b Tm[(" % (printed(x), printed(y - line * pitch)) for line in range(count)]
        return style + heads[0], *heads[1:]


def _evenest(
    shaped: Shaped, breaks: Sequence[tuple[int, int]], text: str, count: int, tried: _Try
) -> Sequence[tuple[int, int]] | None:
    """Return the breaks into `count` lines that make them most even; a hyphen at a line's end counts against them."""
    so_far = [*accumulate(shaped.widths, initial=0)]
    if shaped.glyph_of:
        so_far = [so_far[at] for at in shaped.glyph_of]
    # A break by the width before it and up to what follows it, its cost, and where line and next line meet.
    choices = []
    for at, after in breaks:
        hyphen = text[at] == "-"
        cost = HYPHEN_COST if hyphen else 0 if text[at - 1] == "," else SPACE_COST
        choices.append((so_far[after if hyphen else at], so_far[after], cost, after if hyphen else at, after))
    room, limit, total = tried.room, tried.limit, so_far[-1]
    best, least = None, float("inf")
    for chosen in combinations(choices, count - 1):
        widths, before, uneven = [], 0, 0.0
        for end, start, cost, _, _ in chosen:
            widths.append(end - before)
            before = start
            uneven += cost
        widths.append(total - before)
        kerned = [width & KERNED for width in widths]
        widest = max(kerned)
        if widest > room or max(widths) >> UNKERNED > limit:
            continue
        uneven *= room * room
        last_longest = 1.25 if kerned[-1] > kerned[0] else 1
        for width in kerned:
            uneven += (widest - width) ** 2 * last_longest
        if uneven < least:
            best, least = chosen, uneven
    if best is None:
        return None
    ends, starts = [each[3] for each in best], [each[4] for each in best]
    return list(zip([0, *starts], [*ends, len(text)], strict=True))
