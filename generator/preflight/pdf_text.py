"""The text of a PDF's page as it is printed: runs with font, size, colour and the box of every letter."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.fitting import PT_PER_MM

MAX_CHARACTERS = 50_000  # on one page; what comes after them is not looked at
_STROKED, _INVISIBLE = (1, 5), (3, 7)  # text render modes


class Box(NamedTuple):
    """A box in mm from the upper left corner of its page's trim."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """Return how far two boxes reach into each other, in mm; negative if they are apart."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return min(across, min(self.bottom, other.bottom) - max(self.top, other.top))


@dataclass(frozen=True)
class Text:
    """A run of text: its page from 1, font without subset tag, size in pt as printed, colour, and where its ink is.

    `colour` is red, green, blue and alpha, 0 to 255, None if the run is filled with a pattern.
    """

    page: int
    text: str
    font: str
    size: float
    colour: tuple[int, int, int, int] | None
    visible: bool
    box: Box
    letters: tuple[Box, ...]

    @property
    def short(self) -> str:
        """The text as messages quote it."""
        text = " ".join(self.text.split())
        return f"“{text}”" if len(text) <= 40 else f"“{text[:39]}…”"

    @property
    def place(self) -> tuple[float, float]:
        """Where it starts."""
        return (self.box.left, self.box.top)


@dataclass
class _Run:
    item: Any
    first: int
    text: str = ""
    letters: list[Box] = field(default_factory=list)


def read_texts(words: Any, page: int, left: float, top: float) -> Iterator[Text]:
    """Yield every run on a page that has ink; `left` and `top` are its trim's corner in pt."""
    reader = _Reader(words, page)
    for run in reader.runs(left, top):
        if run.letters:
            yield reader.text(run)


class _Reader:
    """Reads one page. What PDFium fills in is made once, for it is asked for every letter."""

    def __init__(self, words: Any, page: int) -> None:
        from pypdfium2 import raw  # noqa: PLC0415  # only for rules that look at text or paint

        self._raw = raw
        self._words = words
        self._page = page
        self._matrix = raw.FS_MATRIX()
        self._channels = [ctypes.c_uint() for _ in range(4)]
        self._name = ctypes.create_string_buffer(256)
        self._fonts: dict[int, str] = {}

    def runs(self, left: float, top: float) -> Iterator[_Run]:
        words, raw = self._words, self._raw
        object_of, character_of, box_of = raw.FPDFText_GetTextObject, raw.FPDFText_GetUnicode, raw.FPDFText_GetCharBox
        x1, x2, y1, y2 = (ctypes.c_double() for _ in range(4))
        run, address = _Run(None, 0), 0
        for index in range(min(raw.FPDFText_CountChars(words), MAX_CHARACTERS)):
            found = object_of(words, index)
            if not found:  # a space or line's end that PDFium put in
                continue
            here = ctypes.addressof(found.contents)
            if here != address:
                yield run
                run, address = _Run(found, index), here
            character = chr(character_of(words, index))
            run.text += character
            if not character.isspace() and box_of(words, index, x1, x2, y1, y2):
                low, high, lower, upper = x1.value, x2.value, y1.value, y2.value
                if high > low and upper > lower:
                    edges = (low - left, top - upper, high - left, top - lower)
                    run.letters.append(Box(*[edge / PT_PER_MM for edge in edges]))
        yield run

    def text(self, run: _Run) -> Text:
        mode = self._raw.FPDFTextObj_GetTextRenderMode(run.item)
        lefts, tops, rights, bottoms = zip(*run.letters, strict=True)
        return Text(
            page=self._page,
            text=run.text,
            font=self._font(run.item),
            size=self._size(run.first),
            colour=self._colour(run.first, mode in _STROKED),
            visible=mode not in _INVISIBLE,
            box=Box(min(lefts), min(tops), max(rights), max(bottoms)),
            letters=tuple(run.letters),
        )

    def _colour(self, index: int, stroked: bool) -> tuple[int, int, int, int] | None:
        read = self._raw.FPDFText_GetStrokeColor if stroked else self._raw.FPDFText_GetFillColor
        if not read(self._words, index, *self._channels):
            return None
        red, green, blue, alpha = (channel.value for channel in self._channels)
        return red, green, blue, alpha

    def _font(self, item: Any) -> str:
        font = self._raw.FPDFTextObj_GetFont(item)
        here = ctypes.addressof(font.contents)
        if here not in self._fonts:
            self._raw.FPDFFont_GetBaseFontName(font, self._name, len(self._name))
            self._fonts[here] = plain_name(self._name.value.decode("utf-8", "replace"))
        return self._fonts[here]

    def _size(self, index: int) -> float:
        """Return the size in pt with all scaling round the text."""
        matrix, scale = self._matrix, 1.0
        if self._raw.FPDFText_GetMatrix(self._words, index, matrix):
            scale = (matrix.c**2 + matrix.d**2) ** 0.5
        return round(float(self._raw.FPDFText_GetFontSize(self._words, index)) * scale, 2)


def plain_name(name: str) -> str:
    """Return a font's name without its subset tag."""
    return name[7:] if name[6:7] == "+" else name
