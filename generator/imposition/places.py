"""Where pages stand on the two sides of a sheet, in pt from its lower left corner. Pure geometry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.fitting.fit import PT_PER_MM
from generator.imposition.grid import Box, Cell, Grid
from generator.imposition.scheme import Scheme


class Place(NamedTuple):
    """A page of a unit by its number from 0, where its trim's lower left corner is, and how much bleed (mm) it shows."""

    page: int
    x: float
    y: float
    bleeds: Box


def front_places(scheme: Scheme, number: int) -> list[Place]:
    """Return where the front pages of a unit stand; `number` counts units of a sheet from 0."""
    return _places(scheme.grid, scheme.grid.unit.front, number)


def back_places(scheme: Scheme, number: int) -> list[Place]:
    """Return where its back pages stand before the whole back is moved by `back_matrix`: behind the front ones."""
    return _places(scheme.grid, scheme.grid.unit.back, scheme.grid.mirrored(number))


def back_matrix(scheme: Scheme) -> str:
    """Return the operators that move a back against the printer's shift, and turn it as the printer turns sheets."""
    # From behind, right is left.
    moved = matrix(1, scheme.shift[0] * PT_PER_MM, scheme.shift[1] * PT_PER_MM)
    if scheme.upside_down:
        return matrix(-1, scheme.grid.width * PT_PER_MM, scheme.grid.height * PT_PER_MM) + moved
    return moved


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
