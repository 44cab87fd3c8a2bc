"""A PDF as the rules see it: pages and boxes in mm, text with font and size, and the page as it is painted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import pikepdf

from generator.fitting import PT_PER_MM
from generator.preflight.pdf_paint import Ground, Picture, around, crop, objects
from generator.preflight.pdf_text import Box, Text, read_texts
from generator.preflight.pdf_tree import MAX_TAGS, Tag, read_tags
from generator.wording import say

MAX_PAGES = 500
MAX_OPEN = 50  # pages at once
MAX_PIXELS = 30_000_000  # of the images of a page that is painted


class PdfFile:
    """An open PDF; use it in a with statement. Raises pikepdf.PdfError or PasswordError on opening.

    `skipped` says what was not looked at.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pdf = pikepdf.open(path)
        self.skipped: dict[str, None] = {}
        self._open: dict[int, Any] = {}
        if len(self.pdf.pages) > MAX_PAGES:
            self.skipped[say("only the first {limit} pages were looked at", limit=MAX_PAGES)] = None

    def __enter__(self) -> PdfFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.pdf.close()
        if "_document" in self.__dict__:
            self._document.close()

    def load(self) -> None:
        """Load it for painting too. Raises RuntimeError if it is too damaged for that."""
        _ = self._document

    @property
    def numbers(self) -> range:
        """The numbers of the pages that are looked at, from 1."""
        return range(1, min(len(self.pdf.pages), MAX_PAGES) + 1)

    @cached_property
    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page's trim in mm."""
        boxes = [[float(edge) / PT_PER_MM for edge in self.pdf.pages[page - 1].trimbox] for page in self.numbers]
        return [(right - left, top - bottom) for left, bottom, right, top in boxes]

    @cached_property
    def texts(self) -> list[Text]:
        """All runs of text that are seen, on all pages, in the order they are painted."""
        return [text for texts, _ in self._read for text in texts if text.visible]

    @cached_property
    def tags(self) -> list[Tag]:
        """All tags, in reading order."""
        tags = list(read_tags(self.pdf))
        if len(tags) == MAX_TAGS:
            self.skipped[say("only the first {limit} tags were looked at", limit=MAX_TAGS)] = None
        return tags

    @cached_property
    def pictures(self) -> list[Picture]:
        """All images, with the size they are printed at."""
        if not any(_is_image(item) for item in self.pdf.objects):
            return []
        return [picture for page in self.numbers for picture in self._objects(page, "image")]

    @cached_property
    def grounds(self) -> list[tuple[Text, Counter[str]]]:
        """The runs whose colour and ground can be told, with how many letters stand on which colour."""
        return [(text, self._behind(text)) for text in self.texts if text.colour and self.ground(text.page)]

    def _behind(self, text: Text) -> Counter[str]:
        ground = self._read[text.page - 1][1]
        assert ground
        middles = (((box.left + box.right) / 2, (box.top + box.bottom) / 2) for box in text.letters)
        return Counter(colour for colour in (ground.at(x, y) for x, y in middles) if colour)

    def drawings(self, page: int) -> list[Picture]:
        """Return the images and the drawn paths of a page, from 1."""
        return self._objects(page, "image", "path")

    def areas(self, page: int) -> list[str]:
        """Return the colours of the flat areas of a page, from 1, but for images; those that fill most first.

        What lies outside its trim, such as colour bars, is for the printer alone.
        """
        ground = self.ground(page)
        pictures = [each.box for each in self.pictures if each.page == page]
        return ground.areas([*pictures, *around(*self.sizes[page - 1])]) if ground else []

    def ground(self, page: int) -> Ground | None:
        """Return a page, from 1, as it is painted without its text; None if it has none or is too heavy to paint."""
        return self._read[page - 1][1]

    def picture(self, page: int, box: Box | None, dpi: float) -> Any:
        """Return a part of a page, from 1, or all of it, as a grey PIL image; None if it is too heavy to paint."""
        if self._heavy(page):
            return None
        with self._page(page) as opened:
            return crop(opened, box, dpi)

    @cached_property
    def _document(self) -> Any:
        import pypdfium2  # noqa: PLC0415  # only for rules that look at text or paint

        return pypdfium2.PdfDocument(self.path)

    @contextmanager
    def _page(self, number: int) -> Iterator[Any]:
        """Open a page. It stays open only without images: an open one keeps them unpacked."""
        page = self._open.pop(number, None) or self._document[number - 1]
        try:
            page.set_rotation(0)  # text and boxes are told as before turning, so pictures are too
            yield page
        finally:
            if len(self._open) < MAX_OPEN and not image_pixels(self.pdf.pages[number - 1]):
                self._open[number] = page
            else:
                page.close()

    @cached_property
    def _read(self) -> list[tuple[list[Text], Ground | None]]:
        """The runs of each page and its ground, read while the page is open."""
        return [self._page_read(number) for number in self.numbers]

    def _page_read(self, number: int) -> tuple[list[Text], Ground | None]:
        with self._page(number) as page:
            left, _, _, top = page.get_trimbox()
            words = page.get_textpage()  # held: what it gives is its own
            texts = list(read_texts(words.raw, number, left, top))
            return texts, Ground(page) if texts and not self._heavy(number) else None

    def _objects(self, number: int, *kinds: Literal["image", "path"]) -> list[Picture]:
        with self._page(number) as page:
            return list(objects(page, number, *kinds))

    def _heavy(self, number: int) -> bool:
        """Return whether painting the page would take too much memory; then say that it was skipped."""
        heavy = image_pixels(self.pdf.pages[number - 1]) > MAX_PIXELS
        if heavy:
            self.skipped[
                say(
                    "page {number} has more than {limit} million pixels",
                    number=number,
                    limit=MAX_PIXELS // 1000000,
                )
            ] = None
        return heavy


def _is_image(item: Any) -> bool:
    return isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"


def image_pixels(holder: Any, depth: int = 0) -> int:
    """Return the pixels of all images that a page, or a form on it, may show."""
    total = 0
    drawn = holder.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    for item in drawn.values():
        if _is_image(item):
            total += int(item.get("/Width", 0)) * int(item.get("/Height", 0))
        elif depth < 4 and isinstance(item, pikepdf.Stream):
            total += image_pixels(item, depth + 1)
    return total
