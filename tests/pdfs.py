"""What finished PDFs hold: their lines of text with place, size and font; their boxes; their QR codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import zxingcpp
from PIL import Image
from pypdfium2 import raw

PT_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Box:
    """A box on a page, in mm from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """Return how far two boxes reach into each other, in mm; 0 if they do not."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(min(across, down), 0.0)


@dataclass(frozen=True)
class Line:
    """A line of text: the ink's box, the box of each character, its size in pt, its font, and its page from 0."""

    text: str
    box: Box
    characters: tuple[Box, ...]
    size: float
    font: str
    page: int


@cache
def lines(path: Path) -> tuple[Line, ...]:
    """Return the lines of a PDF in the order in which they are read."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document):
            height = page.get_height()
            text = page.get_textpage()
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=text):
                matrix = item.get_matrix()
                size = item.get_font_size() * (matrix.c**2 + matrix.d**2) ** 0.5
                box = _box(item.get_bounds(), height)
                font = item.get_font().get_base_name()
                found.append((item.extract().strip(), box, size, font, number))
    return tuple(
        Line(text, box, _characters(path, page, box), size, font, page) for text, box, size, font, page in found if text
    )


@cache
def _character_boxes(path: Path) -> tuple[tuple[Box, ...], ...]:
    pages = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            height = page.get_height()
            # A blank's box is no ink: kerning may lay it over the letter before it.
            inked = (at for at in range(text.count_chars()) if not chr(raw.FPDFText_GetUnicode(text, at)).isspace())
            boxes = (_box(text.get_charbox(index), height) for index in inked)
            pages.append(tuple(box for box in boxes if box.right > box.left and box.bottom > box.top))
    return tuple(pages)


def _characters(path: Path, page: int, line: Box) -> tuple[Box, ...]:
    """Return the boxes of the characters that lie in a line's box."""
    slack = 0.02
    return tuple(
        box
        for box in _character_boxes(path)[page]
        if box.left >= line.left - slack
        and box.right <= line.right + slack
        and box.top >= line.top - slack
        and box.bottom <= line.bottom + slack
    )


def _box(edges: tuple[float, float, float, float], height: float) -> Box:
    left, bottom, right, top = edges
    return Box(left / PT_PER_MM, (height - top) / PT_PER_MM, right / PT_PER_MM, (height - bottom) / PT_PER_MM)


def text(path: Path) -> str:
    """Return all text in reading order, every run of space as one space."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    # PDFium marks a hyphen at the end of a line like this, as if it were soft.
    return " ".join(" ".join(pages).replace("\ufffe", "- ").split())


def picture(path: Path, page: int, dpi: float) -> Image.Image:
    """Return a page as a picture."""
    with pypdfium2.PdfDocument(path) as document:
        image: Image.Image = document[page].render(scale=dpi / 72).to_pil().convert("RGB")
    return image


def codes(path: Path, page: int, dpi: float) -> list[str]:
    """Return what the QR codes of a page say."""
    return [code.text for code in zxingcpp.read_barcodes(picture(path, page, dpi))]


def trims(path: Path) -> list[tuple[float, float]]:
    """Return the trim size of every page in mm."""
    with pikepdf.open(path) as pdf:
        boxes = [[float(edge) / PT_PER_MM for edge in page.trimbox] for page in pdf.pages]
    return [(right - left, top - bottom) for left, bottom, right, top in boxes]


def fonts(path: Path) -> dict[str, bool]:
    """Return every font's name without its subset tag, and whether its file is embedded."""
    with pikepdf.open(path) as pdf:
        found = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        return {str(font.FontName)[1:].split("+")[-1]: "/FontFile2" in font or "/FontFile3" in font for font in found}


def language_and_title(path: Path) -> tuple[str, str]:
    """Return the document's language and title."""
    with pikepdf.open(path) as pdf:
        return str(pdf.Root.Lang), str(pdf.docinfo.Title)
