"""Imposition: finished pages on sheets, so that they lie back to back, are cut or folded, and come out true to size."""

from generator.imposition.grid import Box, Grid, lay_out
from generator.imposition.scheme import Flip, Scheme, Shift, Sides, folded_sheets, least_paper, sheets_of_cards

__all__ = [
    "Box",
    "Flip",
    "Grid",
    "Scheme",
    "Shift",
    "Sides",
    "folded_sheets",
    "lay_out",
    "least_paper",
    "sheets_of_cards",
]
