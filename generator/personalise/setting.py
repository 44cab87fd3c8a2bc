"""Set a copy's text in its field: at the largest size at which it fits, on as few lines as can be, evenly broken."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.fitting.fit import PT_PER_MM, Style, sizes
from generator.fitting.lines import WIDTH_FACTORS
from generator.personalise.breaking import Break, breaks_of, evenest, lines_of
from generator.personalise.objects import printed
from generator.personalise.shaping import KERNED, NO_BREAK_SPACE, UNKERNED, Shaped, Size, Typeface


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


class UncoveredError(ValueError):
    """No face of a field sets a text simply; its own lacks the letters `missing`."""

    def __init__(self, missing: str) -> None:
        super().__init__(missing)
        self.missing = missing


class TooLongError(ValueError):
    """A text does not fit; so many of its characters are to be cut."""

    def __init__(self, cut: int) -> None:
        super().__init__(cut)
        self.cut = cut


class Set(NamedTuple):
    """A text that is set: its operators, and the glyphs beyond the common ones that they show.

    `glyphs` are empty, or a typeface of the plate by its number, and by glyph what it says there.
    """

    operators: bytes
    glyphs: tuple[()] | tuple[int, Mapping[int, str]] = ()


class _Try(NamedTuple):
    """A size to try: a line of kerned text may be `room` wide, unkerned `limit`; and how many lines there are."""

    size: float
    at: Size
    room: float
    limit: float
    lines: int


class Setter:
    """Sets the texts of one field; `faces` are its typefaces by their numbers on the plate, its own first."""

    def __init__(self, slot: Slot, faces: Mapping[int, Typeface], height: float) -> None:
        """`height` is the page's in mm."""
        self.slot = slot
        self._numbers, self._faces = [*faces], [*faces.values()]
        self._simple = self._faces[0].simple
        self._height = height
        self._left = round(slot.box[0], 3) * PT_PER_MM  # pages are written with lengths of three places
        self._starts: dict[tuple[int, float, int], tuple[bytes, ...]] = {}

    def set(self, text: str) -> Set:
        """Set a text; its operators are from the page's lower left corner.

        Raises UncoveredError or TooLongError. Titles stay together, unless the text does not fit otherwise.
        """
        if self.slot.lines == 1 and (line := self._line(text)):
            return line
        text, face, tried, shaped, breaks = self._placed(text)
        parts, pieces = list[bytes](), shaped.pieces
        for before, start, end in zip(self._before(face, tried, shaped, breaks), *lines_of(breaks), strict=True):
            parts += (before, b"".join(pieces[start:end]))
            if parts[-1].endswith(b"("):  # kerning after the last letter
                parts[-1] = parts[-1][: parts[-1].rindex(b")")]
            parts.append(b")]TJ\n")
        operators = b"".join(parts)
        if shaped.altered:
            said = text.replace(NO_BREAK_SPACE, " ").encode("utf-16-be").hex().encode()
            operators = b"/Span<</ActualText<feff%s>>>BDC %sEMC\n" % (said, operators)
        return Set(operators, (self._numbers[face], shaped.said) if shaped.said else ())

    def _line(self, text: str) -> Set | None:
        """Set a text that stands on one line at the largest size, as most do: `set` in short."""
        tried = self._tries[0][0]
        if self.slot.align != "left" or not self._simple.issuperset(text):
            return None
        total, shown = tried.at.line(text)
        if total & KERNED > tried.room or total >> UNKERNED > tried.limit:
            return None
        return Set(b"%b%b)]TJ\n" % (self._left_starts(0, tried.size, 1)[0], shown))

    def broken(self, text: str) -> tuple[list[str], float]:
        """Return the lines of a text and its size in pt; raises as `set` does."""
        text, _, tried, _, breaks = self._placed(text)
        return [text[start:end] for start, end in zip(*lines_of(breaks), strict=True)], tried.size

    def _placed(self, text: str) -> tuple[str, int, _Try, Shaped, Sequence[Break]]:
        """Return how a text is set: as what, its face, size, glyphs, and where each line ends."""
        face = 0
        if not self._simple.issuperset(text):
            covering = (number for number, face in enumerate(self._faces) if face.linear.issuperset(text))
            if (found := next(covering, None)) is None:
                raise UncoveredError(
                    "".join(sorted({letter for letter in text if letter not in self._faces[0].linear}))
                )
            face = found
        fitted = self._fitted(text, face)
        if fitted is None and NO_BREAK_SPACE in text:
            text = text.replace(NO_BREAK_SPACE, " ")
            fitted = self._fitted(text, face)
        if fitted is None:
            raise TooLongError(len(text) - len(self._longest(text, face)))
        return text, face, *fitted

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

    def _fitted(self, text: str, face: int) -> tuple[_Try, Shaped, Sequence[Break]] | None:
        """Return the size, the glyphs, and where each line ends."""
        breaks = None
        last = (len(text), len(text), 0.0)
        for tried in self._tries[face]:
            shaped = tried.at.shape(text)
            total = sum(shaped.widths)
            kerned = total & KERNED
            if kerned <= tried.room and total >> UNKERNED <= tried.limit:
                return tried, shaped, (last,)
            if breaks is None:
                breaks = breaks_of(text)
            for count in range(2, min(tried.lines, len(breaks) + 1) + 1):
                if kerned < tried.room * count * 1.1 and (
                    chosen := evenest(shaped.widths, breaks, count, tried.room, tried.limit)
                ):
                    return tried, shaped, (*chosen, last)
        return None

    def _longest(self, text: str, face: int) -> str:
        """Return the longest start of a text that fits: whole words if there is one, else letters of the first."""
        ends = [found.end() for found in re.finditer(r"\S+", text)]
        starts = [text[:end] for end in [*reversed(ends[:-1]), *range(ends[0] - 1, 0, -1)]]
        return next((start for start in starts if self._fitted(start, face)), "")

    def _before(self, face: int, tried: _Try, shaped: Shaped, breaks: Sequence[Break]) -> Sequence[bytes]:
        """Return what stands before the glyphs of each line: colour and font before the first, and where it starts."""
        key = (face, tried.size, len(breaks))
        if self.slot.align == "left":
            return self._left_starts(*key)
        share = 1 if self.slot.align == "right" else 0.5
        widths = (sum(shaped.widths[start:end]) & KERNED for start, end in zip(*lines_of(breaks), strict=True))
        free = (self.slot.box[2] * PT_PER_MM - each / tried.at.scale * tried.at.printed for each in widths)
        return [self._start(*key, self._left + share * each)[line] for line, each in enumerate(free)]

    def _left_starts(self, face: int, size: float, count: int) -> tuple[bytes, ...]:
        key = (face, size, count)
        if key not in self._starts:
            self._starts[key] = self._start(*key, self._left)
        return self._starts[key]

    def _start(self, face: int, size: float, count: int, x: float) -> tuple[bytes, ...]:
        """Return the operators that move to where each of so many lines starts, `x` pt from the page's left edge."""
        _, top, _, high = self.slot.box
        pitch = size * self.slot.style.leading
        ascent, descent = self.slot.metrics[face]
        rise = (pitch - (ascent + descent) * size) / 2 + ascent * size
        if self.slot.anchor == "bottom":
            top += high - count * pitch / PT_PER_MM
        y = (self._height - round(top, 3)) * PT_PER_MM - rise
        font = b"/H%d" % self._numbers[face]
        style = b"%b%b %.6g Tf " % (self.slot.ink, font, self._faces[face].at(size).printed)
        heads = [b"1 0 0 1 %b %b Tm[(" % (printed(x), printed(y - line * pitch)) for line in range(count)]
        return style + heads[0], *heads[1:]
