"""A .pptx of which few parts change: those are written anew, the others are kept as they are packed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from generator.renderers.deck.compose import ComposedSlide
from generator.renderers.deck.images import ImageSource
from generator.renderers.deck.meta import DeckMeta
from generator.renderers.deck.package import packed
from generator.renderers.deck.slides import SlideWriter
from generator.renderers.deck.texts import TextBox
from generator.renderers.deck.zip import stored

_DATE = 33  # 1980-01-01 as zip files count
_CORE = "docProps/core.xml"


@dataclass(frozen=True)
class _Entry:
    """A part as it is packed."""

    name: bytes
    method: int
    checksum: int
    size: int
    data: bytes


class Package:
    """A written deck. `qr` is the picture of it that changes besides the slides."""

    def __init__(self, presentation: Presentation, writer: SlideWriter, qr: ImageSource) -> None:
        self._presentation: Any = presentation
        self._slides: list[Any] = list(presentation.slides)
        self._writer = writer
        with zipfile.ZipFile(io.BytesIO(packed(presentation))) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        self._entries = {name: _entry(name, content) for name, content in parts.items()}
        self._pictures = {
            name: kind
            for name, content in parts.items()
            for kind, picture in (("svg", qr.data), ("png", qr.fallback))
            if content == picture
        }
        self._pics = [_pictures_of(slide) for slide in self._slides]
        self._written: dict[tuple[int, int], TextBox] = {}

    def copy(self, changed: Mapping[int, ComposedSlide], qr: ImageSource, meta: DeckMeta) -> bytes:
        """Return the package with other texts and pictures on some slides, by number from 0."""
        entries = dict(self._entries)
        for number, composed in changed.items():
            slide = self._slides[number]
            self._write(number, slide, composed)
            name = str(slide.part.partname).lstrip("/")
            entries[name] = _entry(name, slide.part.blob)
        for name, kind in self._pictures.items():
            entries[name] = _entry(name, qr.data if kind == "svg" else qr.raster)
        core = self._presentation.core_properties
        core.author = core.last_modified_by = meta.agency
        entries[_CORE] = _entry(_CORE, core.blob)
        return _zipped(list(entries.values()))

    def _write(self, number: int, slide: Any, composed: ComposedSlide) -> None:
        """Write the texts of a slide, and what its pictures show."""
        shapes = {shape.element.ph.idx: shape for shape in slide.placeholders}
        for box in composed.texts:
            if self._written.get((number, box.place.idx)) == box:
                continue
            self._written[number, box.place.idx] = box
            body = shapes[box.place.idx].element.txBody
            body.bodyPr.attrib.pop("rIns", None)
            for style in body.find(qn("a:lstStyle")):
                style.getparent().remove(style)
            self._writer.text(shapes[box.place.idx], box)
        for element, picture in zip(self._pics[number], composed.pictures, strict=True):
            element.nvPicPr.cNvPr.set("descr", picture.alt)


def _pictures_of(slide: Any) -> list[Any]:
    """Return the pictures of a slide in the order in which they were added."""
    return sorted(slide.element.iter(qn("p:pic")), key=lambda each: int(each.nvPicPr.cNvPr.get("id")))


def _entry(name: str, content: bytes) -> _Entry:
    checksum = zlib.crc32(content)
    if stored(name):
        return _Entry(name.encode(), zipfile.ZIP_STORED, checksum, len(content), content)
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = packer.compress(content) + packer.flush()
    return _Entry(name.encode(), zipfile.ZIP_DEFLATED, checksum, len(content), data)


def _zipped(entries: Sequence[_Entry]) -> bytes:
    """Return a zip file of parts that are packed already."""
    parts, directory, offset = [], [], 0
    for entry in entries:
        # version needed, flags, method, time, date, checksum, packed and plain size, lengths of name and extra
        told = (20, 0, entry.method, 0, _DATE, entry.checksum, len(entry.data), entry.size, len(entry.name), 0)
        head = b"PK\x03\x04" + struct.pack("<5H3L2H", *told) + entry.name
        directory.append(b"PK\x01\x02" + struct.pack("<6H3L5H2L", 20, *told, 0, 0, 0, 0, offset) + entry.name)
        parts += [head, entry.data]
        offset += len(head) + len(entry.data)
    listed = b"".join(directory)
    end = struct.pack("<4H2LH", 0, 0, len(entries), len(entries), len(listed), offset, 0)
    return b"".join([*parts, listed, b"PK\x05\x06", end])
