"""What is printed beside the units: crop marks, fold marks, and a ruler that shows whether the scale was kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.imposition.grid import Box, Grid

GAP, LENGTH = 1.0, 5.0  # mm; of a mark from the outermost bleed, and its own
WEIGHT = 0.25 / 72 * 25.4  # mm; a quarter of a point
MARK_ROOM = GAP + LENGTH
RULER_ROOM = 4.0  # mm; the height of the strip between marks and margin in which it lies
RULER_LENGTHS = (100, 50, 20)


class Mark(NamedTuple):
    """A level or upright line from one end to the other, in mm; a fold's is dashed."""

    x1: float
    y1: float
    x2: float
    y2: float
    dashed: bool = False

    @property
    def box(self) -> Box:
        """What its ink covers."""
        ends = Box(min(self.x1, self.x2), min(self.y1, self.y2), max(self.x1, self.x2), max(self.y1, self.y2))
        return ends.grown(WEIGHT / 2)


def marks(grid: Grid) -> Iterator[Mark]:
    """Yield the marks in the extension of every cut and fold, beyond the outermost bleed."""
    block = grid.block
    trims = list(grid.trims)
    upright = {round(edge, 6): False for trim in trims for edge in (trim.left, trim.right)}
    upright |= {round(trim.left + fold, 6): True for trim in trims for fold in grid.unit.folds}
    for x, is_fold in sorted(upright.items()):
        yield Mark(x, block.top - GAP - LENGTH, x, block.top - GAP, is_fold)
        yield Mark(x, block.bottom + GAP, x, block.bottom + GAP + LENGTH, is_fold)
    for y in sorted({round(edge, 6) for trim in trims for edge in (trim.top, trim.bottom)}):
        yield Mark(block.left - GAP - LENGTH, y, block.left - GAP, y)
        yield Mark(block.right + GAP, y, block.right + GAP + LENGTH, y)


def ruler_strip(grid: Grid, margin: float) -> Box:
    """Return the strip at the foot of the sheet, inside the printer's margin, that is free for ruler and label."""
    top = grid.block.bottom + MARK_ROOM
    return Box(grid.block.left + grid.bleed, top, grid.width - margin, top + RULER_ROOM)


def ruler_length(strip: Box) -> int:
    """Return the length in mm of the longest ruler that leaves its label half of the strip; 20 at least."""
    room = (strip.right - strip.left) * 0.6
    return next((length for length in RULER_LENGTHS if length <= room), RULER_LENGTHS[-1])
