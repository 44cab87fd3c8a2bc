"""Set a copy's text in its field: at the largest size at which it fits, on as few lines as can be, evenly broken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations

from generator.fitting.fit import PT_PER_MM, Style, sizes
from generator.fitting.lines import WIDTH_FACTORS
from generator.personalise.shaping import NO_BREAK_SPACE, Shaped, Typeface

# A line may end at a space, or after a hyphen between letters.
_BREAK = re.compile(r" |(?<=\w)-(?=\w)")
# Names break best before their titles, worst at a hyphen; the costs are shares of the width, squared.
SPACE_COST, HYPHEN_COST = 0.12, 0.3


@dataclass(frozen=True)
class Slot:
    """A field as a plate knows it: its box in mm (from the upper left), its style, and how a text stands in it.

    `ink` are the operators of its colour, `faces` the ways to set it: its own typeface, then those that stand in.
    """

    page: int
    box: tuple[float, float, float, float]
    style: Style
    lines: int
    align: str
    anchor: str
    ink: bytes
    metrics: Sequence[tuple[float, float]]  # ascent and descent of the faces in em


@dataclass(frozen=True)
class SetText:
    """A set text: the operators that show it, from the page's lower left corner; its letters, size and face.

    `spans` are from where to where its lines go; `glyphs` are those it shows beyond its letters' own.
    """

    operators: bytes
    letters: str
    spans: tuple[tuple[int, int], ...]
    size: float
    face: int
    glyphs: Sequence[int] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines."""
        return tuple(self.letters[start:end] for start, end in self.spans)


@dataclass(frozen=True)
class TooLong:
    """A text that does not fit, and how many of its characters to cut."""

    text: str
    cut: int


class Setter:
    """Sets the texts of one field; `names` are the fonts' names in the content, by face."""

    def __init__(self, slot: Slot, faces: Sequence[Typeface], names: Sequence[bytes], height: float) -> None:
        """`height` is the page's in mm."""
        self.slot = slot
        self._faces = faces
        self._names = names
        self._height = height
        self._sizes = list(sizes(slot.style))
        self._heads: dict[tuple[int, float, int], tuple[bytes, ...]] = {}
        self._styles: dict[tuple[int, float], bytes] = {}

    def face_for(self, text: str) -> int | None:
        """Return the first face that sets all of a text simply; None if there is none."""
        return next((number for number, face in enumerate(self._faces) if face.linear.issuperset(text)), None)

    def set(self, text: str, face: int) -> SetText | TooLong:
        """Set a text in a face that has its letters. Titles stay together, unless it does not fit otherwise."""
        found = self._fitted(text, face)
        if found is None and NO_BREAK_SPACE in text:
            text = text.replace(NO_BREAK_SPACE, " ")
            found = self._fitted(text, face)
        if found is None:
            return TooLong(text, len(text) - len(self._longest(text, face)))
        size, shaped, spans = found
        heads = self._head(face, size, len(spans))
        parts = [self._style(face, size)]
        for head, (start, end) in zip(heads, spans, strict=True):
            first, last = (shaped.glyph_of[start], shaped.glyph_of[end]) if shaped.glyph_of else (start, end)
            parts += [self._moved(head, face, size, shaped, first, last), shaped.show(first, last), b"\n"]
        operators = b"".join(parts)
        if shaped.altered or not self._faces[face].doubtful.isdisjoint(text):
            said = text.replace(NO_BREAK_SPACE, " ").encode("utf-16-be").hex().encode()
            operators = b"/Span<</ActualText<feff%s>>>BDC %sEMC\n" % (said, operators)
        return SetText(operators, text, tuple(spans), size, face, shaped.glyphs)

    def _fitted(self, text: str, face: int) -> tuple[float, Shaped, Sequence[tuple[int, int]]] | None:
        """Return size, glyphs, and from where to where in the text each line goes."""
        style, (_, _, width, high) = self.slot.style, self.slot.box
        for size in self._sizes:
            at = self._faces[face].at(size)
            shaped = at.shape(text)
            limit = width * PT_PER_MM / size * at.scale
            room = limit / WIDTH_FACTORS[-1]
            kerned = sum(shaped.advances)
            if kerned <= room and sum(shaped.unkerned) <= limit:
                return size, shaped, ((0, len(text)),)
            breaks = [found.span() for found in _BREAK.finditer(text)]
            most = min(self.slot.lines, int((high + 0.01) * PT_PER_MM / (size * style.leading)), len(breaks) + 1)
            for count in range(2, most + 1):
                if kerned < room * count * 1.1 and (spans := _evenest(shaped, breaks, text, count, room, limit)):
                    return size, shaped, spans
        return None

    def _longest(self, text: str, face: int) -> str:
        """Return the longest start of a text that fits: whole words if there is one, else letters of the first."""
        ends = [found.end() for found in re.finditer(r"\S+", text)]
        starts = [text[:end] for end in [*reversed(ends[:-1]), *range(ends[0] - 1, 0, -1)]]
        return next((start for start in starts if self._fitted(start, face)), "")

    def _head(self, face: int, size: float, count: int) -> tuple[bytes, ...]:
        """Return the operators that move to where each of so many lines starts."""
        key = (face, size, count)
        if key not in self._heads:
            left, top, _, high = self.slot.box
            pitch = size * self.slot.style.leading
            ascent, descent = self.slot.metrics[face]
            rise = (pitch - (ascent + descent) * size) / 2 + ascent * size
            if self.slot.anchor == "bottom":
                top += high - count * pitch / PT_PER_MM
            # Pages are written with lengths of three places.
            x, y = round(left, 3) * PT_PER_MM, (self._height - round(top, 3)) * PT_PER_MM - rise
            self._heads[key] = tuple(b"1 0 0 1 %.4f %.4f Tm" % (x, y - line * pitch) for line in range(count))
        return self._heads[key]

    def _style(self, face: int, size: float) -> bytes:
        """Return the operators of colour, font and size."""
        key = (face, size)
        if key not in self._styles:
            printed = self._faces[face].at(size).printed
            self._styles[key] = b"%s%s %.6g Tf " % (self.slot.ink, self._names[face], printed)
        return self._styles[key]

    def _moved(self, head: bytes, face: int, size: float, shaped: Shaped, start: int, end: int) -> bytes:
        """Return where a line starts that ends at the right of the box, or stands in its middle."""
        if self.slot.align == "left":
            return head
        at = self._faces[face].at(size)
        free = self.slot.box[2] * PT_PER_MM - sum(shaped.advances[start:end]) / at.scale * at.printed
        x, y = head.split()[4:6]
        return b"1 0 0 1 %.4f %s Tm" % (float(x) + (free if self.slot.align == "right" else free / 2), y)


def _evenest(
    shaped: Shaped, breaks: Sequence[tuple[int, int]], text: str, count: int, room: float, limit: float
) -> list[tuple[int, int]] | None:
    """Return the breaks into `count` lines that make them most even; a hyphen at a line's end counts against them."""
    kerned, unkerned = (list(accumulate(widths, initial=0)) for widths in (shaped.advances, shaped.unkerned))
    if place := shaped.glyph_of:
        kerned, unkerned = [kerned[at] for at in place], [unkerned[at] for at in place]
    last = len(text)
    best, least = None, float("inf")
    for chosen in combinations(breaks, count - 1):
        spans, start, cost = [], 0, 0.0
        for at, after in chosen:
            hyphen = text[at] == "-"
            cost += HYPHEN_COST if hyphen else 0 if text[at - 1] == "," else SPACE_COST
            spans.append((start, after if hyphen else at))
            start = after
        spans.append((start, last))
        widths = [kerned[end] - kerned[start] for start, end in spans]
        widest = max(widths)
        if widest > room or any(unkerned[end] - unkerned[start] > limit for start, end in spans):
            continue
        uneven = sum((widest - width) ** 2 for width in widths) * (1.25 if widths[-1] > widths[0] else 1)
        uneven += cost * room * room
        if uneven < least:
            best, least = spans, uneven
    return best
