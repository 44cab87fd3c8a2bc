"""Text as outlines: for the line outside the bleed, which then needs no font."""

from __future__ import annotations

from typing import Any

import uharfbuzz as hb

from generator.themes.fonts import FontFace

Point = tuple[float, float]


def outlined(face: FontFace, text: str, x: float, y: float, size: float) -> str:
    """Return PDF path instructions for a line of text, its baseline starting at x, y; unit as given."""
    font = hb.Font(hb.Face(face.data))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    pen = _Pen(x, y, size / font.face.upem)
    functions = _functions()
    for glyph, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        font.draw_glyph(glyph.codepoint, functions, pen)
        pen.x += position.x_advance * pen.scale
    return " ".join(pen.path)


class _Pen:
    def __init__(self, x: float, y: float, scale: float) -> None:
        self.x, self.y, self.scale = x, y, scale
        self.path: list[str] = []
        self._at: Point = (0, 0)

    def write(self, operator: str, *numbers: float) -> None:
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if operator == "v":  # a curve with one handle, which PDF does not have
            handle, end = points
            points = [*(_two_thirds(start, handle) for start in (self._at, end)), end]
            operator = "c"
        self._at = points[-1] if points else self._at
        places = (f"{self.x + x * self.scale:.3f} {self.y + y * self.scale:.3f}" for x, y in points)
        self.path.append(" ".join([*places, operator]))


def _two_thirds(start: Point, handle: Point) -> Point:
    return start[0] + (handle[0] - start[0]) * 2 / 3, start[1] + (handle[1] - start[1]) * 2 / 3


def _functions() -> Any:
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, pen: pen.write("m", x, y))
    functions.set_line_to_func(lambda x, y, pen: pen.write("l", x, y))
    functions.set_quadratic_to_func(lambda x1, y1, x, y, pen: pen.write("v", x1, y1, x, y))
    functions.set_cubic_to_func(lambda x1, y1, x2, y2, x, y, pen: pen.write("c", x1, y1, x2, y2, x, y))
    functions.set_close_path_func(lambda pen: pen.write("h"))
    return functions
