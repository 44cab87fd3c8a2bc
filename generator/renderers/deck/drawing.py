"""Drawings of a layout, resolved to mm: rectangles, dots, and groups of stroked or filled paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.errors import InputError
from generator.renderers.deck.models import Drawing, Length
from generator.schema.problems import Problem
from generator.themes.art import Placement, Point, Stroke, path_commands, place, read_art, visible
from generator.themes.theme import Theme
from generator.wording import say

_TOKEN = re.compile(r"[MLCZ]|\d*\.?\d*n(?:[+-]\d+\.?\d*)?|-?\d*\.?\d+")
EDGE = 1.0  # mm beyond the page that are still drawn


@dataclass(frozen=True)
class Frame:
    """Where a row stands (mm) and how far the next one is."""

    x: float = 0.0
    y: float = 0.0
    dx: float = 0.0
    dy: float = 0.0

    def x_of(self, length: Length) -> float:
        """Return a length as a position from the slide's left edge; "n" is the way to the next row."""
        return self.x + self.size_x(length)

    def y_of(self, length: Length) -> float:
        """Return a length as a position from the slide's top edge; "n" is the way to the next row."""
        return self.y + self.size_y(length)

    def size_x(self, length: Length) -> float:
        """Return a length across; "n" is the pitch."""
        return _length(length, self.dx)

    def size_y(self, length: Length) -> float:
        """Return a length down; "n" is the pitch."""
        return _length(length, self.dy)


@dataclass(frozen=True)
class Rect:
    """A filled rectangle, mm."""

    name: str
    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True)
class Dot:
    """A filled circle, mm."""

    name: str
    x: float
    y: float
    radius: float
    colour: str


@dataclass(frozen=True)
class Paths:
    """Paths drawn one over the other, each in its colour token; strokes have round caps."""

    name: str
    strokes: tuple[tuple[Stroke, str], ...]


Drawn = Rect | Dot | Paths


def draw(name: str, drawing: Drawing, frame: Frame, page: tuple[float, float], theme: Theme) -> Iterator[Drawn]:
    """Resolve a drawing in a frame, without what lies off the page (width and height in mm).

    Raises InputError if it is of no kind or names art that is not there.
    """
    colour = drawing.colour or "ink"
    if drawing.rect:
        x, y, width, height = drawing.rect
        yield Rect(name, frame.x_of(x), frame.y_of(y), frame.size_x(width), frame.size_y(height), colour)
    elif drawing.rule:
        x, y, length = drawing.rule
        top = frame.y_of(y) - drawing.width / 2
        yield Rect(name, frame.x_of(x), top, frame.size_x(length), drawing.width, colour)
    elif drawing.dot:
        x, y, radius = drawing.dot
        yield Dot(name, frame.x_of(x), frame.y_of(y), _length(radius, 0), colour)
    elif drawing.path:
        stroke = Stroke("path", tuple(_commands(drawing.path, frame)), drawing.width)
        yield Paths(name, ((stroke, colour),))
    elif drawing.art:
        yield Paths(name, tuple(_art(name, drawing, frame, page, theme)))
    else:
        raise _fault(theme, name, say("is neither rect, rule, dot, path nor art"))


def _art(
    name: str, drawing: Drawing, frame: Frame, page: tuple[float, float], theme: Theme
) -> Iterator[tuple[Stroke, str]]:
    """Yield the art's strokes, those of one layer together: the petals do not overlap, and it makes few shapes."""
    if drawing.at is None or drawing.art is None:
        raise _fault(theme, name, say("needs a place `at`"))
    x, y = frame.x_of(drawing.at[0]), frame.y_of(drawing.at[1])
    lit = len(drawing.turns) if drawing.lit is None else drawing.lit
    pieces = [(drawing.art, turn, number < lit) for number, turn in enumerate(drawing.turns)]
    if drawing.centre:
        pieces.append((drawing.centre, 0.0, lit == len(drawing.turns)))
    layers: dict[tuple[str, bool, int], list[tuple[Stroke, str]]] = {}
    for file, turn, is_lit in pieces:
        path = theme.find(f"art/{file}.svg")
        if path is None:
            raise _fault(theme, name, say("needs art/{file}.svg", file=file))
        tokens = drawing.parts if is_lit else drawing.unlit
        for layer, stroke in enumerate(place(read_art(path), Placement(x, y, drawing.length, turn))):
            token = tokens.get(stroke.part, stroke.part)
            if token not in theme.colours:
                raise _fault(
                    theme, name, say("gives the part “{part}” of {file}.svg no colour", part=stroke.part, file=file)
                )
            for seen in visible([stroke], -EDGE, -EDGE, page[0] + EDGE, page[1] + EDGE):
                layers.setdefault((file, is_lit, layer), []).append((seen, token))
    for strokes in layers.values():
        yield from strokes


def _commands(data: str, frame: Frame) -> Iterator[tuple[str, tuple[Point, ...]]]:
    for letter, points in path_commands(_TOKEN.findall(data)):
        yield letter, tuple((frame.x_of(_value(x)), frame.y_of(_value(y))) for x, y in points)


def _value(token: str) -> Length:
    return token if "n" in token else float(token)


def _length(length: Length, pitch: float) -> float:
    if isinstance(length, str):
        factor, _, offset = length.partition("n")
        return pitch * float(factor or 1) + float(offset or 0)
    return float(length)


def _fault(theme: Theme, name: str, message: str) -> InputError:
    where = say("theme {name}, deck/layouts.yaml", name=theme.name)
    return InputError(
        [Problem(where, 0, 0, say("drawing {name}", name=name), message, say("correct the theme's file"))]
    )
