"""Drawings as DrawingML shapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, groupby

from generator.fitting import PT_PER_MM
from generator.renderers.deck.drawing import Dot, Drawn, Paths, Rect
from generator.renderers.deck.xml import attr, colour, emu, fill, frame
from generator.themes.art import Stroke, outlined
from generator.themes.theme import SchemeColour

Scheme = Mapping[str, SchemeColour]
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
    outlines = [(outlined(stroke), token) for stroke, token in paths.strokes]
    layers = [
        (key, [stroke for stroke, _ in strokes])
        for key, strokes in groupby(outlines, lambda pair: (pair[1], round(pair[0].width, 4)))
    ]
    if len(layers) == 1:
        (token, width), strokes = layers[0]
        return _freeform(paths.name, ids, strokes, token, width, scheme)
    left, top, right, bottom = _bounds([stroke for stroke, _ in outlines])
    frame = f'x="{emu(left)}" y="{emu(top)}"', f'cx="{emu(right - left)}" cy="{emu(bottom - top)}"'
    head = f'<p:nvGrpSpPr><p:cNvPr id="{next(ids)}" name={attr(paths.name)}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    xfrm = f"<a:xfrm><a:off {frame[0]}/><a:ext {frame[1]}/><a:chOff {frame[0]}/><a:chExt {frame[1]}/></a:xfrm>"
    number = count(1)
    shapes = "".join(
        _freeform(f"{paths.name} {next(number)}", ids, strokes, token, width, scheme)
        for (token, width), strokes in layers
    )
    return f"<p:grpSp>{head}<p:grpSpPr>{xfrm}</p:grpSpPr>{shapes}</p:grpSp>"


def _freeform(
    name: str, ids: Iterator[int], strokes: Sequence[Stroke], token: str, width: float, scheme: Scheme
) -> str:
    left, top, right, bottom = _bounds(strokes)
    wide, high = max(right - left, 1 / _UNIT), max(bottom - top, 1 / _UNIT)
    commands = "".join(_command(letter, points, left, top) for s in strokes for letter, points in s.commands)
    mode = ' fill="none"' if width else ""
    path = f'<a:path w="{round(wide * _UNIT)}" h="{round(high * _UNIT)}"{mode}>{commands}</a:path>'
    geometry = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f"<a:pathLst>{path}</a:pathLst></a:custGeom>"
    )
    paint = "<a:noFill/>" + _line(width, token, scheme) if width else fill(scheme[token]) + _NO_LINE
    return _sp(name, ids, (left, top, wide, high), geometry + paint)


def _command(letter: str, points: Sequence[tuple[float, float]], left: float, top: float) -> str:
    if letter == "Z":
        return "<a:close/>"
    inner = "".join([f'<a:pt x="{round((x - left) * _UNIT)}" y="{round((y - top) * _UNIT)}"/>' for x, y in points])
    return f"<a:{_POINTS[letter]}>{inner}</a:{_POINTS[letter]}>"


def _bounds(strokes: Sequence[Stroke]) -> tuple[float, float, float, float]:
    points = [point for stroke in strokes for _, some in stroke.commands for point in some]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _line(thick: float, token: str, scheme: Scheme) -> str:
    width = round(thick * PT_PER_MM * 12700)
    return f'<a:ln w="{width}" cap="rnd"><a:solidFill>{colour(scheme[token])}</a:solidFill><a:round/></a:ln>'


def _preset(name: str) -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'


def _sp(name: str, ids: Iterator[int], box: tuple[float, float, float, float], inner: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{next(ids)}" name={attr(name)}/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"<p:spPr>{frame(*box)}{inner}</p:spPr></p:sp>"
    )
