"""Rewrite the colours of one content stream, each when it is known what it paints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import pikepdf

from generator.press.colours import RGB, Use

Matrix = tuple[float, float, float, float, float, float]
Ink = tuple[float, ...]  # operands: four of CMYK or one of grey, 0 to 1
Side = Literal["fill", "stroke"]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
LARGE_PT = 20 / 25.4 * 72  # a black area larger than this both ways is rich black

_GREYS: dict[str, Side] = {"g": "fill", "G": "stroke"}
_RGBS: dict[str, Side] = {"rg": "fill", "RG": "stroke"}
_CMYKS: dict[str, Side] = {"k": "fill", "K": "stroke"}
_SPACES: dict[str, Side] = {"cs": "fill", "CS": "stroke"}
_COLOURS: dict[str, Side] = {"sc": "fill", "scn": "fill", "SC": "stroke", "SCN": "stroke"}
_BOTH: tuple[Side, ...] = ("fill", "stroke")
_PAINTING: dict[str, tuple[Side, ...]] = {
    "f": ("fill",), "F": ("fill",), "f*": ("fill",), "S": ("stroke",), "s": ("stroke",),
    "B": _BOTH, "B*": _BOTH, "b": _BOTH, "b*": _BOTH, "n": (),
}  # fmt: skip
_TEXT_MODES: dict[int, tuple[Side, ...]] = {
    0: ("fill",), 1: ("stroke",), 2: _BOTH, 4: ("fill",), 5: ("stroke",), 6: _BOTH,
}  # fmt: skip
_SHOWING = {"Tj", "TJ", "'", '"'}
_DRAWING = {"m", "l", "c", "v", "y", "re", "h", "W", "W*"}
_MARKING = {"BMC", "BDC", "EMC", "DP", "MP"}


@dataclass(frozen=True)
class _Paint:
    """A side's colour: how many channels its space has (0: none of ours), what was asked for, what was written."""

    channels: int = 1
    asked: RGB | None = None
    written: Ink | None = None


@dataclass(frozen=True)
class _State:
    """What q keeps and Q restores."""

    matrix: Matrix
    paints: dict[Side, _Paint]
    text_mode: int = 0


@dataclass
class Rewriter:
    """Rewrites one stream: `ink` gives a colour its operands by its use, `space` the channels of a named colour space,
    `draw` is told of each drawing (a name) and where it lies.

    `black` says that the stream starts with black, as pages do, and not with whatever its caller had.
    """

    ink: Callable[[RGB, Use], Ink]
    space: Callable[[Any], int]
    draw: Callable[[str, Matrix], None]
    matrix: Matrix
    black: bool
    _stack: list[_State] = field(default_factory=list)
    _path: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        start = _Paint(asked=(0, 0, 0) if self.black else None)
        self._state = _State(self.matrix, {"fill": start, "stroke": start})

    def rewritten(self, instructions: Iterable[Any]) -> Iterator[Any]:
        """Yield the stream's instructions anew, without tags."""
        for instruction in instructions:
            name = str(instruction.operator)
            if name in _MARKING:
                continue
            if name in _DRAWING:  # no colour may be set within a path, so it waits
                self._path.append(instruction)
            elif name in _PAINTING:
                yield from self._written(_PAINTING[name], "area" if self._large() else "line")
                yield from [*self._path, instruction]
                self._path.clear()
            elif self._kept(name, instruction.operands):
                if name in _SHOWING:
                    yield from self._written(_TEXT_MODES.get(self._state.text_mode, ()), "text")
                elif name == "Do":
                    yield from self._written(_BOTH, "line")
                yield instruction

    def _kept(self, name: str, operands: Any) -> bool:
        """Follow an instruction; return whether it stays as it is."""
        if name in _GREYS:
            return self._ask(_GREYS[name], 1, operands)
        if name in _RGBS:
            return self._ask(_RGBS[name], 3, operands)
        if name in _SPACES:
            return self._ask(_SPACES[name], self.space(operands[0]), [0, 0, 0])
        if name in _COLOURS:
            return self._ask(_COLOURS[name], self._state.paints[_COLOURS[name]].channels, operands)
        if name in _CMYKS:
            return self._ask(_CMYKS[name], 0, operands)
        self._follow(name, operands)
        return True

    def _ask(self, side: Side, channels: int, operands: Sequence[Any]) -> bool:
        """Note a colour in 1 or 3 channels, to be written when it paints; one in others stays as it is."""
        paint = replace(self._state.paints[side], channels=channels, asked=rgb_of(operands[:channels]))
        if not channels:
            paint = _Paint(channels=0)
        self._state = replace(self._state, paints={**self._state.paints, side: paint})
        return not channels

    def _follow(self, name: str, operands: Any) -> None:
        if name == "q":
            self._stack.append(self._state)
        elif name == "Q" and self._stack:
            self._state = self._stack.pop()
        elif name == "cm":
            self._state = replace(self._state, matrix=multiply(matrix_of(operands), self._state.matrix))
        elif name == "Tr":
            self._state = replace(self._state, text_mode=int(operands[0]))
        elif name == "Do":
            self.draw(str(operands[0]), self._state.matrix)

    def _written(self, sides: Sequence[Side], use: Use) -> Iterator[Any]:
        """Yield the colours that are asked for and not yet written."""
        for side in sides:
            paint = self._state.paints[side]
            if paint.asked is None:
                continue
            # A line is never rich black, however large the box around it.
            ink = self.ink(paint.asked, "line" if use == "area" and side == "stroke" else use)
            if ink != paint.written:
                paints = {**self._state.paints, side: replace(paint, written=ink)}
                self._state = replace(self._state, paints=paints)
                operator = {1: "g", 4: "k"}[len(ink)]
                named = pikepdf.Operator(operator if side == "fill" else operator.upper())
                yield pikepdf.ContentStreamInstruction(list(ink), named)

    def _large(self) -> bool:
        """Return whether the path reaches over a large area both ways."""
        points = [_moved(x, y, self._state.matrix) for each in self._path for x, y in _points(each)]
        return bool(points) and all(max(line) - min(line) > LARGE_PT for line in zip(*points, strict=True))


def multiply(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does first `one`, then `other`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def matrix_of(operands: Iterable[Any]) -> Matrix:
    """Return six numbers as a matrix."""
    a, b, c, d, e, f = (float(each) for each in operands)
    return a, b, c, d, e, f


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _points(instruction: Any) -> Iterator[tuple[float, float]]:
    numbers = [float(each) for each in instruction.operands]
    if str(instruction.operator) == "re":
        x, y, wide, high = numbers
        numbers = [x, y, x + wide, y, x, y + high, x + wide, y + high]
    yield from zip(numbers[::2], numbers[1::2], strict=True)


def rgb_of(operands: Sequence[Any]) -> RGB:
    """Return one or three operands, 0 to 1, as a colour; none are black."""
    channels = [round(min(max(float(each), 0), 1) * 255) for each in operands]
    red, green, blue = channels if len(channels) == 3 else channels[:1] * 3 or [0, 0, 0]
    return red, green, blue
