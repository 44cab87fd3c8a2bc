"""The content of a finished page, cut where texts and codes vary."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.personalise.markup import Markup, OpenText
from generator.personalise.widening import array

PX_PER_MM = 96 / 25.4
_HOLE = re.compile(
    rb"%hole (\d+) (\d+)\n((?:(?!%hole|BT\n)[^\n]*\n)*)"
    rb"BT\n1 0 0 -1 ([-\d.]+) ([-\d.]+) Tm\n/(\S+) ([\d.]+) Tf\n(\[[^\n]*\]) TJ\nET"
)
_GLYPH = re.compile(rb"<([0-9a-f]{4})>(-?\d+)?")
_STROKE = re.compile(r"(\d+) (\d+\.5)h(\d+)")
Show = Callable[[OpenText, str], tuple[bytes, float]]


class UnlikeError(ValueError):
    """A finished page is not as the copies would be made; it is typeset whole, and so are those like it."""


@dataclass(frozen=True)
class TextHole:
    """Where a run of an open text is shown: its line and place in it, where it starts if that is fixed, its font."""

    text: int
    line: int
    run: int
    x: bytes
    y: bytes
    font: bytes


Piece = bytes | TextHole | int  # what stays, a line of a text, a code by its number


@contextmanager
def marked(numbers: Mapping[int, OpenText], document: Any) -> Iterator[None]:
    """Let WeasyPrint leave a mark in the content before each run of these texts; there is no public way."""
    from weasyprint import draw  # noqa: PLC0415  # slow to import, and its Pango may be missing

    draw_text = draw.draw_text
    drawn: dict[int, int] = {}
    # A run in a language of its own is an element in the text's.
    owners = {
        run: box.element.get("data-set")
        for page in document.pages
        for box in page._page_box.descendants(placeholders=True)
        if box.element is not None and box.element.get("data-set")
        for run in box.element
    }

    def marking(stream: Any, box: Any, *rest: Any) -> None:
        number = box.element.get("data-set") or owners.get(box.element) if box.element is not None else None
        if number and int(number) in numbers and box.text.strip():
            line = drawn[int(number)] = drawn.get(int(number), -1) + 1
            stream.stream.append(b"%%hole %s %d" % (number.encode(), line))
        draw_text(stream, box, *rest)

    draw.draw_text = marking
    try:
        yield
    finally:
        draw.draw_text = draw_text


def fonts_of(content: bytes) -> set[tuple[str, int]]:
    """Return the names of the fonts of open texts on a page, each with the number of such a text."""
    return {
        (f"/{name.decode()}", number)
        for name, number in {found[6]: int(found[1]) for found in _HOLE.finditer(content)}.items()
    }


def cut(content: bytes, markup: Markup, show: Show) -> list[Piece]:
    """Return a page's content in pieces.

    Raises UnlikeError if a text is not shown there as `show` shows it, or a code not as `code_operators` draws it.
    """
    pieces: list[Piece] = []
    at = 0
    for found in _HOLE.finditer(content):
        number = int(found[1])
        text = markup.texts[number]
        line, place = seen(text)[int(found[2])]
        run = text.lines[line][place].text
        array, _ = show(text, run)
        if array != _plain_array(found[8]):
            raise UnlikeError(f"“{run}” is set otherwise")
        x = b"" if place or text.align != "left" else found[4]
        if not x and abs(float(found[4]) - float(start_of(text, line, place, show))) > 0.01:
            raise UnlikeError(f"“{run}” starts elsewhere")
        before = content[at : found.start()] + found[3]
        pieces += [before, TextHole(number, line, place, x, found[5], b"/%b %b Tf" % found.group(6, 7))]
        at = found.end()
    pieces.append(content[at:])
    if any(b"%hole" in piece for piece in pieces if isinstance(piece, bytes)):
        raise UnlikeError("a line of a text is set in several fonts")
    return pieces


def cut_codes(pieces: list[Piece], markup: Markup) -> set[int]:
    """Cut the codes out of the pieces of a page; return which were found."""
    found = set()
    for number, path in enumerate(markup.codes):
        drawn = code_operators(path)
        for place, piece in enumerate(pieces):
            if isinstance(piece, bytes) and drawn in piece:
                before, _, after = piece.partition(drawn)
                pieces[place : place + 1] = [before, number, after]
                found.add(number)
                break
    return found


def code_operators(path: str) -> bytes:
    """Return the operators of a QR code's path: lines to the right, each one module thick. UnlikeError: it is none."""
    return b"\n".join(map(_stroke, path.removeprefix("M").split("M")))


@lru_cache(maxsize=1 << 14)
def _stroke(drawn: str) -> bytes:
    found = _STROKE.fullmatch(drawn)
    if found is None:
        raise UnlikeError("a QR code is drawn otherwise")
    x, y, wide = int(found[1]), found[2].encode(), int(found[3])
    return b"%d %b m\n%d %b l" % (x, y, x + wide, y)


def seen(text: OpenText) -> list[tuple[int, int]]:
    """Return line and place of the runs of a text that there is something to see of."""
    places = ((line, place) for line, runs in enumerate(text.lines) for place in range(len(runs)))
    return [(line, place) for line, place in places if not text.lines[line][place].text.isspace()]


def start_of(text: OpenText, line: int, place: int, show: Show) -> bytes:
    """Return where a run of a line starts, in px."""
    widths = [show(text, run.text)[1] for run in text.lines[line]]
    free = text.width * PX_PER_MM - sum(widths)
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[text.align]
    return _number(text.left * PX_PER_MM + free * share + sum(widths[:place])).encode()


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _plain_array(shown: bytes) -> bytes:
    """Return WeasyPrint's array of glyphs, one by one in hexadecimal, as one of strings."""
    return array((int(glyph, 16), int(kern or 0)) for glyph, kern in _GLYPH.findall(shown))
