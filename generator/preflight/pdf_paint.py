"""What a PDF's page paints: images and paths with their place, and the page itself as pixels."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any, Literal, cast

from generator.fitting import PT_PER_MM
from generator.preflight.pdf_text import Box

GROUND_PIXELS = 360  # the longer side; text of 6 pt is still two of them high on A4
LEAST_AREA = 9  # pixels, with an edge that does not count: a mark of 3 mm on A4
MAX_PIXELS = 6_000_000
MAX_OBJECTS = 20_000
MAX_DEPTH = 6


@dataclass(frozen=True)
class Picture:
    """An image, or a path of `segments`, on a page from 1: its box, its pixels, and pixels an inch as printed."""

    page: int
    kind: Literal["image", "path"]
    box: Box
    pixels: tuple[int, int] = (0, 0)
    ppi: float = 0.0
    segments: int = 0

    @property
    def place(self) -> tuple[float, float]:
        """Where it starts."""
        return (self.box.left, self.box.top)


def around(width: float, height: float) -> tuple[Box, Box, Box, Box]:
    """Return the four boxes round a trim of this size (mm), as far as a page reaches."""
    far = 1000.0
    return (
        Box(-far, -far, width + far, 0),
        Box(-far, height, width + far, height + far),
        Box(-far, 0, 0, height),
        Box(width, 0, width + far, height),
    )


class Ground:
    """A page painted without its text."""

    def __init__(self, page: Any) -> None:
        self._scale = GROUND_PIXELS / max(page.get_width(), page.get_height())
        _show_text(page, False)
        bitmap = page.render(scale=self._scale, prefer_bgrx=True)
        _show_text(page, True)
        self._width, self._height, self._stride = bitmap.width, bitmap.height, bitmap.stride
        self._pixels = bytes(bitmap.buffer)
        left, _, _, top = page.get_trimbox()
        view = page.get_cropbox()
        self._shift = (left - view[0], view[3] - top)

    def at(self, x: float, y: float) -> str | None:
        """Return the colour x, y mm from the trim's upper left corner, None off the page."""
        column, row = self._pixel(x, y)
        if not (0 <= column < self._width and 0 <= row < self._height):
            return None
        return _colour(self._pixels[(start := row * self._stride + column * 4) : start + 3])

    def areas(self, but: Iterable[Box]) -> list[str]:
        """Return the colours of flat areas outside some boxes, those that fill most first."""
        from PIL import Image, ImageChops  # noqa: PLC0415  # in C what Python would count pixel by pixel

        size = (self._width, self._height)
        image = Image.frombytes("RGB", size, self._pixels, "raw", "BGRX", self._stride)
        steps = [ImageChops.difference(image, ImageChops.offset(image, *step)) for step in ((-1, 0), (0, -1))]
        edges = reduce(ImageChops.lighter, (band for step in steps for band in step.split()))
        flat = edges.point([255, *[0] * 255])  # like its right and its lower neighbour
        for box in but:
            (left, top), (right, bottom) = self._pixel(box.left, box.top), self._pixel(box.right, box.bottom)
            flat.paste(0, (left, top, max(right, left) + 1, max(bottom, top) + 1))
        image.putalpha(flat)
        found = cast("list[tuple[int, tuple[int, ...]]]", image.getcolors(self._width * self._height))
        counted = sorted((-count, colour) for count, colour in found if colour[3] and count >= LEAST_AREA)
        return [f"#{red:02X}{green:02X}{blue:02X}" for _, (red, green, blue, _) in counted]

    def _pixel(self, x: float, y: float) -> tuple[int, int]:
        across, down = self._shift
        return int((x * PT_PER_MM + across) * self._scale), int((y * PT_PER_MM + down) * self._scale)


def _colour(pixel: bytes) -> str:
    """Return a pixel's colour, which starts with blue, green, red, as "#RRGGBB"."""
    return f"#{pixel[2]:02X}{pixel[1]:02X}{pixel[0]:02X}"


def _show_text(holder: Any, shown: bool, depth: int = 0) -> None:
    """Have the text of a page, or of a form on it, painted or not, also what is painted twice."""
    from pypdfium2 import raw  # noqa: PLC0415  # only for rules that look at text or paint

    count, get = (
        (raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
        if depth
        else (raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
    )
    for index in range(count(holder)):
        item = get(holder, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            raw.FPDFPageObj_SetIsActive(item, shown)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            _show_text(item, shown, depth + 1)


def crop(page: Any, box: Box | None, dpi: float) -> Any:
    """Return a part of a page, or all of it, as a grey PIL image, at `dpi` or what its size allows."""
    width, height = page.get_width(), page.get_height()
    margins = [0.0, 0.0, 0.0, 0.0]
    if box is not None:
        left, _, _, top = page.get_trimbox()
        view = page.get_cropbox()
        x, y = left - view[0], view[3] - top
        edges = [edge * PT_PER_MM for edge in box]
        margins = [edges[0] + x, height - edges[3] - y, width - edges[2] - x, edges[1] + y]
        margins = [max(margin, 0.0) for margin in margins]
        width, height = width - margins[0] - margins[2], height - margins[1] - margins[3]
    scale = min(dpi / 72, (MAX_PIXELS / (width * height)) ** 0.5)
    return page.render(scale=scale, crop=tuple(margins), grayscale=True).to_pil()


def objects(page: Any, number: int, *kinds: Literal["image", "path"]) -> Iterator[Picture]:
    """Yield the images and paths of a page, those inside forms too."""
    from pypdfium2 import PdfMatrix, raw  # noqa: PLC0415

    wanted = {"image": raw.FPDF_PAGEOBJ_IMAGE, "path": raw.FPDF_PAGEOBJ_PATH}
    names = {wanted[kind]: kind for kind in kinds}
    left, _, _, top = page.get_trimbox()
    for count, item in enumerate(page.get_objects(filter=list(names), max_depth=MAX_DEPTH)):
        if count == MAX_OBJECTS:
            return
        outer, container = PdfMatrix(), item.container
        while container is not None:
            outer, container = outer.multiply(container.get_matrix()), container.container
        x1, y1, x2, y2 = outer.on_rect(*item.get_bounds())
        box = Box(*(edge / PT_PER_MM for edge in (x1 - left, top - y2, x2 - left, top - y1)))
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            yield Picture(number, "path", box, segments=raw.FPDFPath_CountSegments(item))
        else:
            yield _image(item, number, box, item.get_matrix().multiply(outer))


def _image(item: Any, number: int, box: Box, matrix: Any) -> Picture:
    from pypdfium2 import raw  # noqa: PLC0415

    wide, high = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(item, wide, high)
    inches = ((matrix.a**2 + matrix.b**2) ** 0.5 / 72, (matrix.c**2 + matrix.d**2) ** 0.5 / 72)
    ppi = min(
        (pixels / length for pixels, length in zip((wide.value, high.value), inches, strict=True) if length), default=0
    )
    return Picture(number, "image", box, (wide.value, high.value), ppi)
