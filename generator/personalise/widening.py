"""Fonts of pages that are laid out once: texts shaped as WeasyPrint shapes them, glyphs of copies to come embedded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple

import pikepdf
import uharfbuzz as hb

from generator.themes.fonts import FontFace

PX_PER_PT = 96 / 72
PANGO_UNITS = 1024  # in a px
# In octal, so that ")" ends a string wherever it stands.
ESCAPES = {byte: b"\\%03o" % byte for byte in b"()\\\r"}
_MOST_SHAPED = 8192
# Letters of these blocks follow one another as they are written: Latin, Greek and Cyrillic, signs, CJK.
_LINEAR = ((0x20, 0x0590), (0x1E00, 0x2E00), (0x3000, 0xA000))
# Latin letters with their marks, signs, quotation marks and dashes.
_COMMON = (*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2010, 0x2027), 0x20AC)
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
_ENTRY = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")


class Shaped(NamedTuple):
    """A shaped text: the array that shows it, its width in px, its glyphs."""

    array: bytes
    width: float
    glyphs: frozenset[int]


class PlateFace:
    """A face that copies are set in."""

    def __init__(self, face: FontFace, language: str) -> None:
        self._data = face.data
        self._language = language
        self._hb = hb.Face(face.data)
        self._fonts: dict[int, hb.Font] = {}
        self.shape = lru_cache(_MOST_SHAPED)(self._shape)

    def _shape(self, text: str, size: float) -> Shaped | None:
        """Return a text's glyphs at a size in pt; None if some of them do not simply stand for its letters."""
        if not self._linear.issuperset(text):
            return None
        # Shaped at the size in Pango's units; kerning in whole thousandths of an em that are cut off, not rounded.
        scale = int(size * PX_PER_PT * PANGO_UNITS)
        font = self._font(scale)
        glyphs, advances = self._glyphs(font, text)
        if not self._stands_for.keys() >= set(glyphs):
            return None
        kerns = [
            int(round(font.get_glyph_h_advance(glyph) * 1000 / scale) - advance * 1000 / scale)
            for glyph, advance in zip(glyphs, advances, strict=True)
        ]
        return Shaped(array(zip(glyphs, kerns, strict=True)), sum(advances) / PANGO_UNITS, frozenset(glyphs))

    def beyond(self, shaped: Shaped) -> frozenset[int]:
        """Return the glyphs of a shaped text that are not among the common ones."""
        return shaped.glyphs - self._common

    def widen(self, font: pikepdf.Object, more: set[int]) -> None:
        """Give a font of a PDF the common glyphs and `more`."""
        descendant = font.DescendantFonts[0]
        descriptor = descendant.FontDescriptor
        told = {int(code, 16): text for code, text in _ENTRY.findall(font.ToUnicode.read_bytes())}
        glyphs = sorted({*told, *self._common, *more})
        entry = "/FontFile3" if "/FontFile3" in descriptor else "/FontFile2"
        data = _subset(self._data, glyphs)
        descriptor[entry].write(data)
        if entry == "/FontFile2":
            descriptor[entry].Length1 = len(data)
        own = self._font(self._hb.upem)
        scale = 1000 / self._hb.upem
        descendant.W = pikepdf.Array(
            each for glyph in glyphs for each in (glyph, pikepdf.Array([round(own.get_glyph_h_advance(glyph) * scale)]))
        )
        for glyph in glyphs:
            told.setdefault(glyph, self._stands_for.get(glyph, "").encode("utf-16-be").hex().encode())
        font.ToUnicode.write(_to_unicode(font.ToUnicode.read_bytes(), sorted(told.items())))

    def _font(self, scale: int) -> hb.Font:
        if scale not in self._fonts:
            font = self._fonts[scale] = hb.Font(self._hb)
            font.scale = (scale, scale)
        return self._fonts[scale]

    def _glyphs(self, font: hb.Font, text: str) -> tuple[list[int], list[int]]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = self._language
        hb.shape(font, buffer)
        return (
            [info.codepoint for info in buffer.glyph_infos],
            [position.x_advance for position in buffer.glyph_positions],
        )

    @cached_property
    def _linear(self) -> frozenset[str]:
        """The characters of which each follows the one before it."""
        blocks = {chr(code) for start, end in _LINEAR for code in range(start, end)}
        return frozenset(
            letter for letter in map(chr, self._hb.unicodes) if letter in blocks and not unicodedata.combining(letter)
        )

    @cached_property
    def _stands_for(self) -> dict[int, str]:
        """What each glyph stands for: letters, the first of those that share one, and those that are drawn together."""
        font = self._font(self._hb.upem)
        letters = {font.get_nominal_glyph(ord(letter)): letter for letter in sorted(self._linear, reverse=True)}
        joined = {tuple(self._glyphs(font, text)[0]): text for text in _LIGATURES}
        return letters | {glyphs[0]: text for glyphs, text in joined.items() if len(glyphs) == 1}

    @cached_property
    def _common(self) -> frozenset[int]:
        common = {chr(code) for code in _COMMON}
        return frozenset(glyph for glyph, text in self._stands_for.items() if text in common or len(text) > 1)


def array(glyphs: Iterable[tuple[int, int]]) -> bytes:
    """Return the array of strings that shows glyphs, each with the kerning after it but for the last."""
    parts = []
    for glyph, kern in glyphs:
        parts.append(b"".join(ESCAPES.get(byte, bytes([byte])) for byte in divmod(glyph, 256)))
        parts.append(b")%d(" % kern if kern else b"")
    return b"[(%b)]" % b"".join(parts[:-1])


def _subset(data: bytes, glyphs: list[int]) -> bytes:
    plan = hb.SubsetInput()
    plan.glyph_set.update(glyphs)
    plan.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NOTDEF_OUTLINE
    for tag in ("GSUB", "GPOS", "GDEF", "name", "OS/2", "post", "cmap"):
        plan.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
    subset: bytes = hb.subset(hb.Face(data), plan).blob.data
    return subset


def _to_unicode(cmap: bytes, told: list[tuple[int, bytes]]) -> bytes:
    """Return a map to text with these entries in the place of its own."""
    entries = [b"<%04x> <%b>" % entry for entry in told if entry[1]]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    written = b"\n".join(b"%d beginbfchar\n%b\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks)
    head, tail = re.split(rb"\d+ beginbfchar.*endbfchar", cmap, maxsplit=1, flags=re.DOTALL)
    return head + written + tail
