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
    first: int
    text: str = ""
    letters: list[Box] = field(default_factory=list)


def read_texts(words: Any, page: int, left: float, top: float) -> Iterator[Text]:
    """Yield every run on a page that has ink; `left` and `top` are its trim's corner in pt."""
    for run, item in _runs(words, left, top):
        if run.letters:
            yield _text(words, run, item, page)


def _runs(words: Any, left: float, top: float) -> Iterator[tuple[_Run, Any]]:
    from pypdfium2 import raw  # noqa: PLC0415  # only for rules that look at text or paint

    x1, x2, y1, y2 = (ctypes.c_double() for _ in range(4))
    run, item, address = _Run(0), None, 0
    for index in range(min(raw.FPDFText_CountChars(words), MAX_CHARACTERS)):
        found = raw.FPDFText_GetTextObject(words, index)
        if not found:  # a space or line's end that PDFium put in
            continue
        here = ctypes.addressof(found.contents)
        if here != address:
            if item is not None:
                yield run, item
            run, item, address = _Run(index), found, here
        character = chr(raw.FPDFText_GetUnicode(words, index))
        run.text += character
        if character.isspace() or not raw.FPDFText_GetCharBox(words, index, x1, x2, y1, y2):
            continue
        if x2.value > x1.value and y2.value > y1.value:
            run.letters.append(
                Box(
                    (x1.value - left) / PT_PER_MM,
                    (top - y2.value) / PT_PER_MM,
                    (x2.value - left) / PT_PER_MM,
                    (top - y1.value) / PT_PER_MM,
                )
            )
    if item is not None:
        yield run, item


def _text(words: Any, run: _Run, item: Any, page: int) -> Text:
    from pypdfium2 import raw  # noqa: PLC0415

    mode = raw.FPDFTextObj_GetTextRenderMode(item)
    return Text(
        page=page,
        text=run.text,
        font=_font_name(item),
        size=_printed_size(words, run.first),
        colour=_colour(words, run.first, mode in _STROKED),
        visible=mode not in _INVISIBLE,
        box=Box(
            min(box.left for box in run.letters),
            min(box.top for box in run.letters),
            max(box.right for box in run.letters),
            max(box.bottom for box in run.letters),
        ),
        letters=tuple(run.letters),
    )


def _colour(words: Any, index: int, stroked: bool) -> tuple[int, int, int, int] | None:
    from pypdfium2 import raw  # noqa: PLC0415

    read = raw.FPDFText_GetStrokeColor if stroked else raw.FPDFText_GetFillColor
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = read(words, index, red, green, blue, alpha)
    return (red.value, green.value, blue.value, alpha.value) if known else None


def _font_name(item: Any) -> str:
    from pypdfium2 import raw  # noqa: PLC0415

    buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(item), buffer, len(buffer))
    return plain_name(buffer.value.decode("utf-8", "replace"))


def plain_name(name: str) -> str:
    """Return a font's name without its subset tag."""
    return name[7:] if name[6:7] == "+" else name


def _printed_size(words: Any, index: int) -> float:
    """Return the size in pt with all scaling round the text."""
    from pypdfium2 import raw  # noqa: PLC0415

    matrix = raw.FS_MATRIX()
    scale = (matrix.c**2 + matrix.d**2) ** 0.5 if raw.FPDFText_GetMatrix(words, index, matrix) else 1.0
    return round(float(raw.FPDFText_GetFontSize(words, index)) * scale, 2)
