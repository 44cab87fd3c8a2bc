"""Drawings as DrawingML shapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.fitting import PT_PER_MM
from generator.renderers.deck.drawing import Dot, Drawn, Paths, Rect
from generator.renderers.deck.xml import attr, colour, emu, fill, frame
from generator.themes.art import Stroke, dots
from generator.themes.tokens import SchemeColour

Scheme = Mapping[str, SchemeColour]
Bounds = tuple[float, float, float, float]
_POINTS = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}
_UNIT = 1000  # a path's own units in a mm
_NO_LINE = "<a:ln><a:noFill/></a:ln>"


def shape(drawn: Drawn, ids: Iterator[int], scheme: Scheme) -> str:
    """Return a drawing as p:sp or, where it has several colours, p:grpSp; `ids` gives shape ids."""
    if isinstance(drawn, Rect):
        inner = _preset("rect") + fill(scheme[drawn.colour]) + _NO_LINE
        return _sp(drawn.name, ids, (drawn.x, drawn.y, drawn.width, drawn.height), inner)
    if isinstance(drawn, Dot):
        inner = _preset("ellipse") + fill(scheme[drawn.colour]) + _NO_LINE
        r = drawn.radius
        return _sp(drawn.name, ids, (drawn.x - r, drawn.y - r, 2 * r, 2 * r), inner)
    return _paths(drawn, ids, scheme)


def _paths(paths: Paths, ids: Iterator[int], scheme: Scheme) -> str:
    layers = [
        _layer(token, [stroke for stroke, _ in strokes])
        for (token, _, _), strokes in groupby(
            paths.strokes, lambda pair: (pair[1], round(pair[0].width, 4), bool(dots(pair[0])))
        )
    ]
    if len(layers) == 1:
        return _freeform(paths.name, ids, layers[0], scheme)
    left, top, right, bottom = _around([layer.bounds for layer in layers])
    frame = f'x="{emu(left)}" y="{emu(top)}"', f'cx="{emu(right - left)}" cy="{emu(bottom - top)}"'
    head = f'<p:nvGrpSpPr><p:cNvPr id="{next(ids)}" name={attr(paths.name)}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    xfrm = f"<a:xfrm><a:off {frame[0]}/><a:ext {frame[1]}/><a:chOff {frame[0]}/><a:chExt {frame[1]}/></a:xfrm>"
    shapes = "".join(_freeform(f"{paths.name} {n}", ids, layer, scheme) for n, layer in enumerate(layers, 1))
    return f"<p:grpSp>{head}<p:grpSpPr>{xfrm}</p:grpSpPr>{shapes}</p:grpSp>"


@dataclass(frozen=True)
class _Layer:
    """Paths of one colour token and stroke width (mm, 0 to fill), within bounds (mm: left, top, right, bottom)."""

    token: str
    width: float
    bounds: Bounds
    commands: str


def _layer(token: str, strokes: Sequence[Stroke]) -> _Layer:
    """Return strokes that differ in nothing but their commands; of dots the circles, which are filled."""
    centres = [centre for stroke in strokes for centre in dots(stroke)]
    if centres:
        r = strokes[0].width / 2
        bounds = _around([(x - r, y - r, x + r, y + r) for x, y in centres])
        return _Layer(token, 0.0, bounds, "".join([_circle(x - bounds[0], y - bounds[1], r) for x, y in centres]))
    commands = [command for stroke in strokes for command in stroke.commands]
    bounds = _around([(x, y, x, y) for _, points in commands for x, y in points])
    drawn = "".join([_command(letter, points, *bounds[:2]) for letter, points in commands])
    return _Layer(token, round(strokes[0].width, 4), bounds, drawn)


def _freeform(name: str, ids: Iterator[int], layer: _Layer, scheme: Scheme) -> str:
    left, top, right, bottom = layer.bounds
    wide, high = max(right - left, 1 / _UNIT), max(bottom - top, 1 / _UNIT)
    mode = ' fill="none"' if layer.width else ""
    path = f'<a:path w="{round(wide * _UNIT)}" h="{round(high * _UNIT)}"{mode}>{layer.commands}</a:path>'
    geometry = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f"<a:pathLst>{path}</a:pathLst></a:custGeom>"
    )
    paint = _stroked(layer, scheme) if layer.width else fill(scheme[layer.token]) + _NO_LINE
    return _sp(name, ids, (left, top, wide, high), geometry + paint)


def _command(letter: str, points: Sequence[tuple[float, float]], left: float, top: float) -> str:
    if letter == "Z":
        return "<a:close/>"
    inner = "".join([f'<a:pt x="{round((x - left) * _UNIT)}" y="{round((y - top) * _UNIT)}"/>' for x, y in points])
    return f"<a:{_POINTS[letter]}>{inner}</a:{_POINTS[letter]}>"


def _circle(x: float, y: float, radius: float) -> str:
    """Return a circle as two half turns."""
    r = round(radius * _UNIT)
    halves = "".join(f'<a:arcTo wR="{r}" hR="{r}" stAng="{start}" swAng="10800000"/>' for start in (0, 10800000))
    return f'<a:moveTo><a:pt x="{round((x + radius) * _UNIT)}" y="{round(y * _UNIT)}"/></a:moveTo>{halves}<a:close/>'


def _around(boxes: Sequence[Bounds]) -> Bounds:
    """Return the box around boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _stroked(layer: _Layer, scheme: Scheme) -> str:
    width = round(layer.width * PT_PER_MM * 12700)
    line = f"<a:solidFill>{colour(scheme[layer.token])}</a:solidFill><a:round/>"
    return f'<a:noFill/><a:ln w="{width}" cap="rnd">{line}</a:ln>'


def _preset(name: str) -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'


def _sp(name: str, ids: Iterator[int], box: tuple[float, float, float, float], inner: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{next(ids)}" name={attr(name)}/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"<p:spPr>{frame(*box)}{inner}</p:spPr></p:sp>"
    )
