"""A rectangle on a slide."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A rectangle in mm from the slide's top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """The width in mm."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height in mm."""
        return self.bottom - self.top

    @property
    def corner(self) -> tuple[float, float]:
        """The top left, as a finding names it."""
        return round(self.left, 1), round(self.top, 1)

    def overlap(self, other: Box) -> tuple[float, float]:
        """Return how far two boxes overlap across and down; negative where they are apart."""
        return min(self.right, other.right) - max(self.left, other.left), min(self.bottom, other.bottom) - max(
            self.top, other.top
        )

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies in the box."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def contains(self, other: Box) -> bool:
        """Return whether another box lies in this one."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def turned(self, degrees: float) -> Box:
        """Return the box around this one, turned about its middle."""
        turn = math.radians(degrees)
        cos, sin = abs(math.cos(turn)), abs(math.sin(turn))
        half_x = (self.width * cos + self.height * sin) / 2
        half_y = (self.width * sin + self.height * cos) / 2
        x, y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        return Box(x - half_x, y - half_y, x + half_x, y + half_y)
