"""Where the outlines of a freeform are."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from generator.preflight.pptx_box import Box
from generator.preflight.pptx_package import A, P, number
from generator.preflight.pptx_shapes import Shape

Point = tuple[float, float]
_CURVES = {f"{A}arcTo", f"{A}cubicBezTo", f"{A}quadBezTo"}


def outlines(shape: Shape) -> Iterator[Box]:
    """Yield the box (mm) around each outline of a freeform; nothing if it is none, or has lengths by formula."""
    if shape.box is None or shape.turn:
        return
    for points in polygons(shape.element, shape.box):
        xs, ys = zip(*points, strict=True)
        yield Box(min(xs), min(ys), max(xs), max(ys))


def polygons(element: Any, box: Box) -> list[tuple[Point, ...]]:
    """Return the points (mm) of each outline of a freeform in its box; nothing if it is none, or has lengths by
    formula. Of curves they are the points between which these are drawn."""
    listed = element.find(f"{P}spPr/{A}custGeom/{A}pathLst")
    if listed is None:
        return []
    found = [_placed(points, one, box) for one in listed.iterfind(f"{A}path") for points in _outlines(one)]
    return [points for points in found if points] if all(found) else []


def rectangular(shape: Shape) -> bool:
    """Return whether a freeform is a rectangle that fills its box, as some programs write every shape."""
    paths = shape.element.findall(f"{P}spPr/{A}custGeom/{A}pathLst/{A}path")
    if len(paths) != 1 or any(command.tag in _CURVES for command in paths[0]):
        return False
    found = list(_outlines(paths[0]))
    corners = {(x, y) for x in ("0", paths[0].get("w")) for y in ("0", paths[0].get("h"))}
    points = {(point.get("x"), point.get("y")) for point in paths[0].iter(f"{A}pt")}
    return len(found) == 1 and points == corners


def _outlines(path: Any) -> Iterator[list[Point] | None]:
    """Yield the points of each outline in the path's own units; None where one is no number."""
    points: list[Point] = []
    try:
        for command in path:
            if command.tag == f"{A}moveTo" and points:
                yield points
                points = []
            points += [(_length(point.get("x")), _length(point.get("y"))) for point in command.iterfind(f"{A}pt")]
            if command.tag == f"{A}arcTo" and points:
                (x, y), wide, high = points[-1], 2 * _length(command.get("wR")), 2 * _length(command.get("hR"))
                points += [(x - wide, y - high), (x + wide, y + high)]
    except ValueError:
        yield None
        return
    if points:
        yield points


def _length(value: str | None) -> float:
    """Return a length; ValueError if it is a formula's name."""
    found = number(value, math.inf)
    if math.isinf(found):
        raise ValueError(value)
    return found


def _placed(points: list[Point] | None, path: Any, box: Box) -> tuple[Point, ...] | None:
    wide, high = (path.get(name) or "0" for name in ("w", "h"))
    if points is None or not wide.isdecimal() or not high.isdecimal():
        return None
    across, down = (box.width / (int(wide) or 1), box.height / (int(high) or 1))
    return tuple((box.left + x * across, box.top + y * down) for x, y in points)
