"""What lies where on imposed sheets, read back from their content streams alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from generator.imposition import Box
from tests.imposition.papers import PT_PER_MM

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Placed:
    """A numbered page on a side: the box it is clipped to, in mm from the upper left, and whether it is upright."""

    page: int
    box: Box
    upright: bool


def placed(sheet: pikepdf.Page) -> list[Placed]:
    """Return the numbered pages on a side of a sheet, in the order they are painted."""
    found = ((re.match(rb"% page (\d+)", form.read_bytes()), box, upright) for _, form, box, upright in forms(sheet))
    return [Placed(int(number[1]), box, upright) for number, box, upright in found if number]


def forms(sheet: pikepdf.Page) -> Iterator[tuple[str, pikepdf.Object, Box, bool]]:
    """Yield name, form, box and whether it is upright of all that a side of a sheet draws."""
    height = float(sheet.mediabox[3])
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    kept: list[Matrix] = []
    for instruction in pikepdf.parse_content_stream(sheet):
        operands, name = list(instruction.operands), str(instruction.operator)
        if name == "q":
            kept.append(matrix)
        elif name == "Q":
            matrix = kept.pop()
        elif name == "cm":
            a, b, c, d, e, f = (float(number) for number in operands)
            matrix = _times((a, b, c, d, e, f), matrix)
        elif name == "Do":
            form = sheet.resources.XObject[str(operands[0])]
            a, b, c, d, e, f = (float(number) for number in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
            box = _box(form.BBox, _times((a, b, c, d, e, f), matrix), height)
            yield str(operands[0]), form, box, matrix[0] > 0 and matrix[3] > 0
    assert kept == []


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    o, p, q, r, s, t = other
    return (
        a * o + b * q, a * p + b * r, c * o + d * q, c * p + d * r, e * o + f * q + s, e * p + f * r + t
    )  # fmt: skip


def _box(bbox: pikepdf.Object, matrix: Matrix, height: float) -> Box:
    left, bottom, right, top = (float(edge) for edge in bbox)
    a, b, c, d, e, f = matrix
    assert b == c == 0
    xs, ys = sorted((a * left + e, a * right + e)), sorted((d * bottom + f, d * top + f))
    return Box(xs[0] / PT_PER_MM, (height - ys[1]) / PT_PER_MM, xs[1] / PT_PER_MM, (height - ys[0]) / PT_PER_MM)
