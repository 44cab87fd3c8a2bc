"""What a template draws on its layouts: where it lies, by outlines where it has such, else by its box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from pptx.oxml.ns import qn

from generator.preflight.pptx_box import Box
from generator.preflight.pptx_outlines import polygons
from generator.preflight.pptx_shapes import EMU_PER_MM

_ACROSS, _DOWN = 24, 12  # places that are looked at in a box
Point = tuple[float, float]


@dataclass(frozen=True)
class Art:
    """A drawing or picture: its box in mm; its outlines as points in mm, none if it fills the box."""

    box: Box
    outlines: tuple[tuple[Point, ...], ...] = ()
    is_picture: bool = False

    def share(self, box: Box) -> float:
        """Return how much of a box it covers, from 0 to 1."""
        across, down = self.box.overlap(box)
        if min(across, down) <= 0:
            return 0.0
        if not self.outlines:
            return across * down / (box.width * box.height)
        places = [
            (box.left + (column + 0.5) / _ACROSS * box.width, box.top + (row + 0.5) / _DOWN * box.height)
            for column in range(_ACROSS)
            for row in range(_DOWN)
        ]
        return sum(self._holds(*place) for place in places) / len(places)

    def _holds(self, x: float, y: float) -> bool:
        """Return whether a point lies inside: on a line to the left of it, an odd number of edges is crossed."""
        edges = ((one, other) for one, other in self._edges if (one[1] > y) != (other[1] > y))
        crossed = (one[0] + (y - one[1]) / (other[1] - one[1]) * (other[0] - one[0]) < x for one, other in edges)
        return sum(crossed) % 2 == 1

    @cached_property
    def _edges(self) -> list[tuple[Point, Point]]:
        return [edge for points in self.outlines for edge in pairwise((*points, points[0]))]


def art_of(layout: Any) -> Iterator[Art]:
    """Yield what is drawn on a layout, and on its master where that shows."""
    shows_master = layout.element.get("showMasterSp") not in ("0", "false")
    for sheet in (layout, layout.slide_master) if shows_master else (layout,):
        for shape in sheet.shapes:
            edges = (shape.left, shape.top, shape.width, shape.height)
            if not shape.is_placeholder and None not in edges:
                left, top, width, height = (edge / EMU_PER_MM for edge in edges)
                box = Box(left, top, left + width, top + height)
                turned = bool(getattr(shape, "rotation", 0))
                yield Art(box, () if turned else tuple(polygons(shape.element, box)), shape.element.tag == qn("p:pic"))
