"""Rewrite a PDF's RGB and grey into CMYK: every content stream, form, pattern, shading and image of its pages.

What only steers transparency, soft masks, becomes plain grey: there it is no ink.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from generator.press.colours import RGB, Inks, Use
from generator.press.rasters import separate_raster
from generator.press.rewrite import IDENTITY, Ink, Matrix, Rewriter, matrix_of, multiply
from generator.press.shadings import separate_shading

_CHANNELS = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3}


def separate(pdf: pikepdf.Pdf, inks: Inks) -> None:
    """Rewrite all pages of a PDF, which then is device CMYK but for its soft masks; the tags in its streams go.

    A colour space that is not known here stays: scan() tells of it.
    """
    worker = _Separator(pdf, inks)
    for page in pdf.pages:
        page.contents_coalesce()
        worker.stream(page.obj.Contents, page.resources, IDENTITY, mask=False, black=True)
        if "/Group" in page.obj:
            page.obj.Group.CS = Name.DeviceCMYK


class _Separator:
    """Goes through pages and what they draw; a form is rewritten once, as it lies where it is drawn first."""

    def __init__(self, pdf: pikepdf.Pdf, inks: Inks) -> None:
        self._pdf = pdf
        self._inks = inks
        self._done: set[tuple[int, int]] = set()

    def stream(self, content: Any, resources: Any, matrix: Matrix, mask: bool, black: bool = False) -> None:
        """Rewrite one content stream, then all that its resources hold."""
        drawings = resources.get("/XObject", Dictionary())
        spaces = resources.get("/ColorSpace", Dictionary())

        def draw(name: str, where: Matrix) -> None:
            if name in drawings:
                self._drawing(drawings[name], where, mask)

        rewriter = Rewriter(
            ink=_luminosity if mask else self._operands,
            space=lambda name: channels(spaces.get(str(name), name)),
            draw=draw,
            matrix=matrix,
            black=black,
        )
        instructions = list(rewriter.rewritten(pikepdf.parse_content_stream(content)))
        content.write(pikepdf.unparse_content_stream(instructions))
        self._rest(resources, matrix, mask)

    def _rest(self, resources: Any, matrix: Matrix, mask: bool) -> None:
        for drawing in _values(resources, "/XObject"):
            self._drawing(drawing, matrix, mask)
        for pattern in _values(resources, "/Pattern"):
            if isinstance(pattern, pikepdf.Stream):
                self._form(pattern, matrix, mask)
            else:
                self._shading(pattern.Shading, mask)
        for shading in _values(resources, "/Shading"):
            self._shading(shading, mask)
        for state in _values(resources, "/ExtGState"):
            if isinstance(state.get("/SMask"), Dictionary):
                self._form(state.SMask.G, matrix, mask=True)
        if "/ColorSpace" in resources:
            del resources["/ColorSpace"]

    def _drawing(self, drawing: Any, matrix: Matrix, mask: bool) -> None:
        if drawing.get("/Subtype") == "/Form":
            self._form(drawing, matrix, mask)
        elif self._first(drawing) and not drawing.get("/ImageMask", False):
            separate_raster(drawing, None if mask else self._inks)

    def _form(self, form: Any, matrix: Matrix, mask: bool) -> None:
        if not self._first(form):
            return
        if "/CS" in form.get("/Group", Dictionary()):
            form.Group.CS = Name.DeviceGray if mask else Name.DeviceCMYK
        own = multiply(matrix_of(form.get("/Matrix", Array(IDENTITY))), matrix)
        self.stream(form, form.get("/Resources", Dictionary()), own, mask)

    def _shading(self, shading: Any, mask: bool) -> None:
        count = channels(shading.ColorSpace)
        if self._first(shading) and count:
            separate_shading(self._pdf, shading, count, _luminosity if mask else self._operands)

    def _first(self, item: Any) -> bool:
        first = item.objgen == (0, 0) or item.objgen not in self._done  # a direct object has one owner
        self._done.add(item.objgen)
        return first

    def _operands(self, colour: RGB, use: Use) -> Ink:
        return tuple(round(ink / 100, 2) for ink in self._inks.of(colour, use))


def channels(space: Any) -> int:
    """Return 1 or 3 for grey and RGB colour spaces, 0 for any other."""
    if isinstance(space, Array):
        kind = str(space[0])
        if kind == "/ICCBased":
            count = int(space[1].get("/N", 0))
            return count if count in (1, 3) else 0
        return _CHANNELS.get(kind, 0)
    return _CHANNELS.get(str(space), 0)


def _luminosity(colour: RGB, use: Use) -> Ink:
    """Return a colour's weight in a soft mask."""
    red, green, blue = colour
    return (round((0.3 * red + 0.59 * green + 0.11 * blue) / 255, 4),)


def _values(resources: Any, kind: str) -> Iterator[Any]:
    yield from resources.get(kind, Dictionary()).values()
