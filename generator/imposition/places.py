"""Where pages stand on the two sides of a sheet, in pt from its lower left corner. Pure geometry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.fitting.fit import PT_PER_MM
from generator.imposition.grid import Box, Cell, Grid
from generator.imposition.scheme import Scheme


class Place(NamedTuple):
    """A page by its number in the unit, from 0; where its trim's lower left corner is; how much bleed (mm) it shows."""

    page: int
    x: float
    y: float
    bleeds: Box


def front_places(scheme: Scheme, number: int) -> list[Place]:
    """Return where the front pages of a unit stand; `number` counts units of a sheet from 0."""
    return _places(scheme.grid, scheme.grid.unit.front, number)


def back_places(scheme: Scheme, number: int) -> list[Place]:
    """Return where its back pages stand before the whole back is moved by `back_move`: behind the front ones."""
    return _places(scheme.grid, scheme.grid.unit.back, scheme.grid.mirrored(number))


def back_move(scheme: Scheme) -> tuple[int, float, float]:
    """Return how a whole back is moved: turned by half (-1) or not (1), then by x, y pt.

    It is turned as the printer turns sheets, and moved against the printer's shift; from behind, right is left.
    """
    x, y = (shift * PT_PER_MM for shift in scheme.shift)
    if scheme.upside_down:
        return -1, scheme.grid.width * PT_PER_MM - x, scheme.grid.height * PT_PER_MM - y
    return 1, x, y


def matrix(turn: int, x: float, y: float) -> str:
    """Return the operator that moves by x, y pt, and turns by half if `turn` is -1; nothing if it changes nothing."""
    return "" if (turn, x, y) == (1, 0, 0) else f"{turn} 0 0 {turn} {number(x)} {number(y)} cm "


def number(length: float) -> float:
    """Return a length in pt as exactly as files tell it."""
    return round(length, 4) + 0.0


def _places(grid: Grid, cells: Sequence[Cell], number: int) -> list[Place]:
    trim = grid.trim(number)
    return [
        Place(
            cell.page,
            (trim.left + cell.x) * PT_PER_MM,
            (grid.height - trim.bottom) * PT_PER_MM,
            _bleeds(grid, cell),
        )
        for cell in cells
    ]


def _bleeds(grid: Grid, cell: Cell) -> Box:
    """Return how far a cell is shown beyond its trim on each side: not over a fold, where its neighbour is."""
    bleed = grid.bleed
    is_first, is_last = cell.x == 0, cell.x + grid.unit.cell_width >= grid.unit.width
    return Box(bleed if is_first else 0, bleed, bleed if is_last else 0, bleed)
