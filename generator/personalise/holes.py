"""A finished PDF as a mould: its content cut where texts and codes vary, the rest of the file as it will be written."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any

import pikepdf

from generator.personalise.markup import Markup, OpenText
from generator.personalise.widening import array

PX_PER_MM = 96 / 25.4
_SENTINEL = b"(@@varies@@)"
_HOLE = re.compile(
    rb"%hole (\d+) (\d+)\n((?:(?!%hole|BT\n)[^\n]*\n)*)"
    rb"BT\n1 0 0 -1 ([-\d.]+) ([-\d.]+) Tm\n/(\S+) ([\d.]+) Tf\n(\[[^\n]*\]) TJ\nET"
)
_GLYPH = re.compile(rb"<([0-9a-f]{4})>(-?\d+)?")
_SEGMENT = re.compile(r"M(-?[\d.]+) (-?[\d.]+)|m(-?[\d.]+) (-?[\d.]+)|h(-?[\d.]+)")
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
    """Return the operators of a QR code's path: lines to the right, each one module thick."""
    x = y = 0.0
    parts = []
    for found in _SEGMENT.finditer(path):
        if found[5]:
            x += float(found[5])
            parts.append(f"{_number(x)} {_number(y)} l")
            continue
        x, y = (float(found[1]), float(found[2])) if found[1] else (x + float(found[3]), y + float(found[4]))
        parts.append(f"{_number(x)} {_number(y)} m")
    return "\n".join(parts).encode()


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


@dataclass(frozen=True)
class Mould:
    """A file but for what varies: `fixed` are header and objects that stay, written out, `offsets` where these start.

    `strings` are the objects with one string that varies, by number: what stands before and after it, and which one.
    """

    fixed: bytes
    offsets: Mapping[int, int]
    root: int
    last: int
    pages: Mapping[int, list[Piece]]
    strings: Mapping[int, tuple[bytes, bytes, str]]
    info: tuple[int, bytes]
    metadata: tuple[int, bytes] | None


HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
INFO = {"title": "/Title", "author": "/Author", "description": "/Subject"}
_XMP = {
    "title": rb"(<dc:title><rdf:Alt><rdf:li[^>]*>)([^<]*)",
    "author": rb"(<dc:creator><rdf:Seq><rdf:li>)([^<]*)",
    "description": rb"(<dc:description><rdf:Alt><rdf:li[^>]*>)([^<]*)",
}


def mould(data: bytes, markup: Markup, show: Show, widen: Callable[[pikepdf.Dictionary], None]) -> Mould:
    """Make a mould of a finished PDF that holds the marks of `marked`; `widen` gives fonts more glyphs.

    Raises UnlikeError.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            widen(page.obj)
            page.Contents = pdf.make_indirect(page.Contents)
        out = io.BytesIO()
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    with pikepdf.open(out) as pdf:
        pages, codes = {}, set()
        for page in pdf.pages:
            pieces = cut(page.Contents.read_bytes(), markup, show)
            codes |= cut_codes(pieces, markup)
            pages[page.Contents.objgen[0]] = pieces
        if len(codes) != len(markup.codes):
            raise UnlikeError("a QR code is drawn otherwise")
        info = (pdf.trailer.Info.objgen[0], _info(pdf.docinfo, markup))
        metadata = None
        if "/Metadata" in pdf.Root:
            metadata = (pdf.Root.Metadata.objgen[0], _metadata(pdf.Root.Metadata.read_bytes(), markup))
        strings = dict([*_strings(_outlines(pdf), "/Title", markup.said_headings, "heading"),
                        *_strings(_figures(pdf), "/Alt", markup.told, "told")])  # fmt: skip
        varies = {*pages, *strings, info[0], *([metadata[0]] if metadata else [])}
        parts, offsets, length = [HEADER], {}, len(HEADER)
        for item in pdf.objects:
            number = item.objgen[0]
            if number not in varies:
                offsets[number] = length
                parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, _written(item)))
                length += len(parts[-1])
        last = max(item.objgen[0] for item in pdf.objects)
        return Mould(b"".join(parts), offsets, pdf.Root.objgen[0], last, pages, strings, info, metadata)


def _written(item: pikepdf.Object) -> bytes:
    if not isinstance(item, pikepdf.Stream):
        return item.unparse(resolved=True)
    content = item.read_raw_bytes()
    dictionary = pikepdf.Dictionary(dict(item.stream_dict.items()))
    dictionary.Length = len(content)
    return b"%b\nstream\n%b\nendstream" % (dictionary.unparse(), content)


def _info(info: pikepdf.Dictionary, markup: Markup) -> bytes:
    """Return the entries of the information dictionary that do not vary."""
    for name, entry in INFO.items():
        if str(info.get(entry, "")) != markup.head.get(name, ""):
            raise UnlikeError(f"the file's {name} is told otherwise")
    kept = pikepdf.Dictionary({key: value for key, value in info.items() if key not in INFO.values()})
    return kept.unparse().removesuffix(b">>")


def _metadata(xmp: bytes, markup: Markup) -> bytes:
    """Return the metadata, with a mark for each of title, author and description."""
    for name, pattern in _XMP.items():
        said = escape(markup.head.get(name, ""), quote=False).encode()
        found = re.search(pattern, xmp)
        if found is None or found[2] != said:
            raise UnlikeError(f"the file's {name} is told otherwise in its metadata")
        xmp = xmp[: found.start(2)] + b"{%s}" % name.encode() + xmp[found.end(2) :]
    return xmp


def _strings(
    items: list[Any], entry: str, said: tuple[str, ...], kind: str
) -> Iterator[tuple[int, tuple[bytes, bytes, str]]]:
    """Yield objects that hold these strings, each with its string cut out."""
    if [str(item[entry]) for item in items] != list(said if items else ()):
        raise UnlikeError(f"a {kind} is told otherwise")
    for number, item in enumerate(items):
        copy = pikepdf.Dictionary(dict(item.items()))
        copy[entry] = pikepdf.String(_SENTINEL[1:-1].decode())
        before, _, after = copy.unparse().partition(_SENTINEL)
        yield item.objgen[0], (before, after, f"{kind} {number}")


def _outlines(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the entries of the outline in reading order."""
    found: list[Any] = []
    waiting = [pdf.Root.Outlines.First] if "/Outlines" in pdf.Root and "/First" in pdf.Root.Outlines else []
    while waiting:
        item = waiting.pop()
        found.append(item)
        waiting += [item[way] for way in ("/Next", "/First") if way in item]
    return found


def _figures(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the tags of figures in reading order."""
    found: list[Any] = []
    waiting = [pdf.Root.StructTreeRoot.K] if "/StructTreeRoot" in pdf.Root else []
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting += reversed(list(item))
        elif isinstance(item, pikepdf.Dictionary):
            if "/Alt" in item:
                found.append(item)
            waiting += [item.K] if "/K" in item else []
    return found
