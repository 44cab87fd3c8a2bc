"""The brand's logos on title slides, where the template shows no picture of its own: in a free upper corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.preflight.pptx_box import Box
from generator.renderers.deck.foreign.sheets import Sheet
from generator.renderers.deck.foreign.styles import Grid
from generator.renderers.deck.outline import OutlineImage
from generator.renderers.logos import LogoBook

_HEIGHT, _WIDEST, _GAP, _EDGE = 0.075, 0.25, 0.035, 0.07  # of the slide's height: a logo, one, between two, round them
_CLEAR = 3.0  # mm to what else stands there


@dataclass(frozen=True)
class Placed:
    """A picture in mm, in the placeholder of number `idx` if it takes one."""

    image: OutlineImage
    box: Box
    idx: int | None


@dataclass(frozen=True)
class Wall:
    """The layout of title slides, its ground, and the logos that may hang there."""

    sheet: Sheet
    grid: Grid
    book: LogoBook

    def hung(self, logos: Sequence[OutlineImage]) -> tuple[Placed, ...]:
        """Return the logos in a row; nothing if neither corner is free, or one of them would not be seen there."""
        return self._row(logos, False) or self._row(logos, True) if logos else ()

    def _row(self, logos: Sequence[OutlineImage], at_right: bool) -> tuple[Placed, ...]:
        wide, high = self.sheet.page
        height, gap, top = _HEIGHT * high, _GAP * high, _EDGE * high
        edge = max(top, min(one.box.left for one in self.sheet.holders))
        start = wide - edge - height if at_right else edge
        colour = self.grid.under(Box(start, top, start + height, top + height))
        marks = [mark for one in logos if colour and (mark := self.book.bare(one.source, colour))]
        widths = [min(mark.ratio * height, _WIDEST * high) for mark in marks]
        length = sum(widths) + gap * (len(widths) - 1)
        left = wide - edge - length if at_right else edge
        row = Box(left, top, left + length, top + height)
        if len(marks) < len(logos) or not self._is_free(row) or self.grid.under(row) != colour:
            return ()
        placed = []
        for one, mark, width in zip(logos, marks, widths, strict=True):
            rest = (height - width / mark.ratio) / 2
            box = Box(left, top + rest, left + width, top + height - rest)
            placed.append(Placed(one.model_copy(update={"source": mark.src}), box, None))
            left += width + gap
        return tuple(placed)

    def _is_free(self, row: Box) -> bool:
        around = Box(row.left - _CLEAR, row.top - _CLEAR, row.right + _CLEAR, row.bottom + _CLEAR)
        return all(min(around.overlap(one.box)) <= 0 for one in self.sheet.holders)
