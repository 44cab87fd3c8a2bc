"""A PDF as the rules see it: pages and boxes in mm, text with font and size, and the page as it is painted."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

import pikepdf

from generator.fitting import PT_PER_MM

MAX_PAGES = 500


@dataclass(frozen=True)
class Text:
    """A run of text on a page: font name, size in pt as printed, and its box (left, top, right, bottom) in mm."""

    page: int
    text: str
    font: str
    size: float
    box: tuple[float, float, float, float]


class PdfFile:
    """An open PDF; close it, or use it in a with statement. Raises pikepdf.PdfError or PasswordError on opening."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pdf = pikepdf.open(path)

    def __enter__(self) -> PdfFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pdf.close()
        if "_pdfium" in self.__dict__:
            self._pdfium.close()

    @cached_property
    def _pdfium(self) -> Any:
        import pypdfium2  # noqa: PLC0415  # only for rules that look at text or paint

        return pypdfium2.PdfDocument(self.path)

    @cached_property
    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page's trim in mm."""
        boxes = [[float(edge) / PT_PER_MM for edge in page.trimbox] for page in self.pdf.pages]
        return [(right - left, top - bottom) for left, bottom, right, top in boxes]

    @cached_property
    def texts(self) -> list[Text]:
        """All runs of text on all pages, in the order they are painted."""
        return [text for page in range(len(self._pdfium)) for text in self._page_texts(page)]

    @lru_cache(maxsize=4)  # noqa: B019  # lives as long as the file is open
    def painted(self, page: int, dpi: int) -> Any:
        """Return a page (from 0) as a PIL image in RGB."""
        return self._pdfium[page].render(scale=dpi / 72).to_pil().convert("RGB")

    def _page_texts(self, number: int) -> Iterator[Text]:
        from pypdfium2 import raw  # noqa: PLC0415

        page = self._pdfium[number]
        left, _, _, top = page.get_trimbox()
        words = page.get_textpage()
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=5):
            text = _object_text(item, words)
            if not text.strip():
                continue
            x1, y1, x2, y2 = item.get_bounds()
            box = tuple(round(edge / PT_PER_MM, 3) for edge in (x1 - left, top - y2, x2 - left, top - y1))
            yield Text(number + 1, text, _font_name(item), _printed_size(item), box)


def _object_text(item: Any, words: Any) -> str:
    from pypdfium2 import raw  # noqa: PLC0415

    length = raw.FPDFTextObj_GetText(item, words, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 2))
    raw.FPDFTextObj_GetText(item, words, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le", "replace")


def _font_name(item: Any) -> str:
    from pypdfium2 import raw  # noqa: PLC0415

    font = raw.FPDFTextObj_GetFont(item)
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode("utf-8", "replace")


def _printed_size(item: Any) -> float:
    """Return the size in pt with the object's own scaling."""
    from pypdfium2 import raw  # noqa: PLC0415

    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item, size)
    matrix = item.get_matrix()
    scale = (matrix.b**2 + matrix.d**2) ** 0.5 or 1.0
    return round(float(size.value) * scale, 2)
