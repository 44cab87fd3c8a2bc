"""A theme's drawn art: SVG files of plain paths, placed in mm for PDFs and decks alike."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from generator.wording import say

Point = tuple[float, float]
Command = tuple[str, tuple[Point, ...]]
_TOKEN = re.compile(r"[MLCZ]|-?\d*\.?\d+(?:e-?\d+)?")
_POINTS = {"M": 1, "L": 1, "C": 3, "Z": 0}


@dataclass(frozen=True)
class Stroke:
    """One path of the art: its part ("form", "ground", "seed" …), commands with points, stroke width or 0 to fill.

    Commands are M, L, C (absolute) and Z; points and width are in the unit of the art or, once placed, mm.
    """

    part: str
    commands: tuple[Command, ...]
    width: float

    def d(self, digits: int = 3) -> str:
        """Return the path as SVG data."""
        return " ".join(
            letter + " ".join(f"{x:.{digits}f} {y:.{digits}f}" for x, y in points) for letter, points in self.commands
        )


@dataclass(frozen=True)
class Placement:
    """Where art goes: its origin (mm), the length of one unit (mm) and its turn (degrees, clockwise)."""

    x: float
    y: float
    length: float
    turn: float = 0.0

    def move(self, points: Iterable[Point]) -> tuple[Point, ...]:
        """Return points of the art in mm of the page."""
        along = math.cos(math.radians(self.turn)) * self.length
        across = math.sin(math.radians(self.turn)) * self.length
        return tuple((self.x + x * along - y * across, self.y + x * across + y * along) for x, y in points)


@lru_cache(maxsize=64)
def read_art(path: Path) -> tuple[Stroke, ...]:
    """Read an art file: an SVG whose only drawing elements are paths with class, d and, to stroke, stroke-width.

    Raises ValueError for any other drawing element or path command: the deck could not draw it.
    """
    try:
        root = ElementTree.fromstring(path.read_bytes())
    except ElementTree.ParseError as error:
        raise ValueError(say("{name} is damaged ({error})", name=path.name, error=error)) from None
    return tuple(_stroke(element, path) for element in root.iter() if element is not root)


def place(art: tuple[Stroke, ...], where: Placement) -> list[Stroke]:
    """Return the art's paths in mm."""
    return [
        Stroke(
            stroke.part,
            tuple((letter, where.move(points)) for letter, points in stroke.commands),
            stroke.width * where.length,
        )
        for stroke in art
    ]


def dots(stroke: Stroke) -> tuple[Point, ...]:
    """Return the centres of a stroke's dots (lines of no length, round caps), none if it is any other stroke.

    PDF draws such dots as they are, with a tenth of the numbers; DrawingML needs circles.
    """
    starts = [points[0] for letter, points in stroke.commands if letter == "M"]
    if not stroke.width or any(points and points[0] not in starts for _, points in stroke.commands):
        return ()
    return tuple(dict.fromkeys(starts))


def visible(strokes: Iterable[Stroke], left: float, top: float, right: float, bottom: float) -> list[Stroke]:
    """Return the paths without what lies wholly outside a box (mm): renderers would work on it for nothing."""
    seen = []
    for stroke in strokes:
        parts = [
            part
            for part in subpaths(stroke)
            if (points := [point for _, points in part for point in points])
            and max(x for x, _ in points) >= left
            and min(x for x, _ in points) <= right
            and max(y for _, y in points) >= top
            and min(y for _, y in points) <= bottom
        ]
        if parts:
            seen.append(Stroke(stroke.part, tuple(command for part in parts for command in part), stroke.width))
    return seen


def subpaths(stroke: Stroke) -> list[list[Command]]:
    """Return the path's commands, a list for every M."""
    parts: list[list[Command]] = []
    for command in stroke.commands:
        if command[0] == "M":
            parts.append([])
        parts[-1].append(command)
    return parts


def _stroke(element: ElementTree.Element, path: Path) -> Stroke:
    if not element.tag.endswith("}path"):
        raise ValueError(
            say("{name}: art holds only paths, not {tag}", name=path.name, tag=element.tag.rpartition("}")[2])
        )
    width = float(element.get("stroke-width", "0"))
    return Stroke(element.get("class", ""), tuple(_commands(element.get("d", ""), path)), width)


def _commands(data: str, path: Path) -> Iterator[Command]:
    if re.search(r"[^MLCZ\s\d.,e-]", data):
        raise ValueError(say("{name}: art paths know only M, L, C and Z with absolute points", name=path.name))
    for letter, points in path_commands(_TOKEN.findall(data)):
        yield letter, tuple((float(x), float(y)) for x, y in points)


def path_commands(tokens: Sequence[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the commands of a path with their points; a letter that is not said again holds on."""
    index, letter = 0, ""
    while index < len(tokens):
        if tokens[index] in _POINTS:
            letter = tokens[index]
            index += 1
        end = index + _POINTS[letter] * 2
        yield letter, list(zip(tokens[index:end:2], tokens[index + 1 : end : 2], strict=True))
        index = end
