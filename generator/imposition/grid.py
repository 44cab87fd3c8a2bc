"""Where units lie on a sheet: as many as fit, in the orientation that holds more. Pure geometry, in mm from the
sheet's upper left corner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

SLACK = 1e-6  # sums of lengths that are just as long as the sheet


class Box(NamedTuple):
    """An upright box."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> Box:
        """Return the box with `by` more on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


class Cell(NamedTuple):
    """A page of a unit, by its number from 0, and how far its trim starts right of the unit's."""

    page: int
    x: float


@dataclass(frozen=True)
class Unit:
    """What is cut out in one piece: a card, or pages side by side that are folded.

    `width` and `height` are its trim, `cell_width` that of a page; `front` and `back` are its pages on either side
    as one looks at that side, `folds` the distances of its folds from its left edge.
    """

    width: float
    height: float
    cell_width: float
    front: tuple[Cell, ...]
    back: tuple[Cell, ...] = ()
    folds: tuple[float, ...] = ()


@dataclass(frozen=True)
class Grid:
    """Rows and columns of a unit in the middle of a sheet; neighbours' trims are two bleeds apart."""

    width: float
    height: float
    unit: Unit
    bleed: float
    columns: int
    rows: int

    @property
    def count(self) -> int:
        """How many units it holds."""
        return self.columns * self.rows

    @property
    def block(self) -> Box:
        """The box round all units with their bleed."""
        wide = self.columns * (self.unit.width + 2 * self.bleed)
        high = self.rows * (self.unit.height + 2 * self.bleed)
        left, top = (self.width - wide) / 2, (self.height - high) / 2
        return Box(left, top, left + wide, top + high)

    def trim(self, number: int) -> Box:
        """Return the trim of a unit, counted from 0 along the rows."""
        row, column = divmod(number, self.columns)
        left = self.block.left + self.bleed + column * (self.unit.width + 2 * self.bleed)
        top = self.block.top + self.bleed + row * (self.unit.height + 2 * self.bleed)
        return Box(left, top, left + self.unit.width, top + self.unit.height)

    def mirrored(self, number: int) -> int:
        """Return the unit that lies behind another when the sheet is turned sideways, as one turns a page."""
        row, column = divmod(number, self.columns)
        return row * self.columns + self.columns - 1 - column

    @property
    def trims(self) -> Iterator[Box]:
        """The trims of all units."""
        return map(self.trim, range(self.count))


def lay_out(unit: Unit, bleed: float, paper: tuple[float, float], room: tuple[float, float]) -> Grid | None:
    """Return the grid with the most units on a paper of either orientation; None if it holds not even one.

    `room` is what stays free beside the outermost bleed: left and right, above and below.
    """
    short, long = sorted(paper)
    grids = [_filled(unit, bleed, size, room) for size in ((short, long), (long, short))]
    fullest = max(grids, key=lambda grid: grid.count)
    return fullest if fullest.count else None


def _filled(unit: Unit, bleed: float, size: tuple[float, float], room: tuple[float, float]) -> Grid:
    pitches = (unit.width + 2 * bleed, unit.height + 2 * bleed)
    columns, rows = (
        max(int((length - 2 * free + SLACK) // pitch), 0)
        for length, free, pitch in zip(size, room, pitches, strict=True)
    )
    return Grid(*size, unit, bleed, columns, rows)
