"""The fitting engine: measured text for PDFs and decks alike."""

from generator.fitting.fit import PT_PER_MM, Fitted, Overflow, Room, Style, fit
from generator.fitting.measure import Ruler

__all__ = ["PT_PER_MM", "Fitted", "Overflow", "Room", "Ruler", "Style", "fit"]
