"""A finished PDF as a mould: where its content and its strings vary, and the rest of the file as it will be written."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pikepdf

from generator.personalise.holes import Piece, Show, UnlikeError, cut, cut_codes
from generator.personalise.markup import Markup

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
INFO = {"title": "/Title", "author": "/Author", "description": "/Subject"}
_XMP = {
    "title": rb"(<dc:title><rdf:Alt><rdf:li[^>]*>)([^<]*)",
    "author": rb"(<dc:creator><rdf:Seq><rdf:li>)([^<]*)",
    "description": rb"(<dc:description><rdf:Alt><rdf:li[^>]*>)([^<]*)",
}
_SENTINEL = b"(@@varies@@)"


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
                parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, written(item)))
                length += len(parts[-1])
        last = max(item.objgen[0] for item in pdf.objects)
        return Mould(b"".join(parts), offsets, pdf.Root.objgen[0], last, pages, strings, info, metadata)


def written(item: pikepdf.Object) -> bytes:
    """Return an object of a PDF as a file holds it."""
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
