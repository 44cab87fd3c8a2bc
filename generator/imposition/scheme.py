"""Schemes: what is cut from a sheet, how a printer turns it, and how far its backs are out of place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.imposition.grid import Cell, Grid, Unit, lay_out
from generator.imposition.marks import MARK_ROOM, RULER_ROOM

Flip = Literal["long-edge", "short-edge"]
Sides = Literal["duplex", "one-sided", "fold-over"]
Shift = tuple[float, float]

MARGIN = 5.0  # mm; what office printers leave white at the edges of a sheet
ROOM = (MARGIN + MARK_ROOM, MARGIN + MARK_ROOM + RULER_ROOM)


@dataclass(frozen=True)
class Scheme:
    """A grid and its printing.

    `sides`: both sides of a sheet, fronts and backs on sheets of their own, or both on one side to be folded.
    `flip`: the sheet's edge about which it is turned; `shift`: mm that backs lie too far right and down as seen
    through the front, as the calibration sheet reads; `marked`: with crop marks and a ruler.
    """

    grid: Grid
    sides: Sides = "duplex"
    flip: Flip = "long-edge"
    shift: Shift = (0.0, 0.0)
    marked: bool = True

    @property
    def upside_down(self) -> bool:
        """Whether backs are turned by half: the printer turns the sheet over its top edge, not as a page."""
        upright = self.grid.height >= self.grid.width
        return upright == (self.flip == "short-edge")

    def pages_of(self, units: int) -> int:
        """Return how many pages so many units come to."""
        sheets = -(-units // self.grid.count)
        return sheets * (2 if self.grid.unit.back else 1)


def sheets_of_cards(
    card: tuple[float, float],
    bleed: float,
    paper: tuple[float, float],
    sides: Sides = "duplex",
    flip: Flip = "long-edge",
    shift: Shift = (0.0, 0.0),
) -> Scheme | None:
    """Return the scheme for cards of two pages of `card` mm; None if not even one fits on the paper with its marks."""
    grid = lay_out(card_unit(card, sides), bleed, paper, ROOM)
    return Scheme(grid, sides, flip, shift) if grid else None


def least_paper(card: tuple[float, float], bleed: float, sides: Sides) -> tuple[float, float]:
    """Return the smallest paper, in mm, that holds one card with its marks."""
    unit = card_unit(card, sides)
    return unit.width + 2 * (bleed + ROOM[0]), unit.height + 2 * (bleed + ROOM[1])


def card_unit(card: tuple[float, float], sides: Sides) -> Unit:
    """Return a card's unit: recto on the front, verso on the back, or at its right, to be folded back."""
    width, height = card
    if sides == "fold-over":
        return Unit(2 * width, height, width, front=(Cell(0, 0), Cell(1, width)), folds=(width,))
    return Unit(width, height, width, front=(Cell(0, 0),), back=(Cell(1, 0),))


def folded_sheets(page: tuple[float, float], flip: Flip = "long-edge", shift: Shift = (0.0, 0.0)) -> Scheme:
    """Return the scheme for four pages folded once: 4 and 1 on the front, 2 and 3 behind, on a sheet just so large."""
    width, height = page
    unit = Unit(
        2 * width, height, width, front=(Cell(3, 0), Cell(0, width)), back=(Cell(1, 0), Cell(2, width)), folds=(width,)
    )
    return Scheme(Grid(2 * width, height, unit, 0, 1, 1), "duplex", flip, shift, marked=False)
