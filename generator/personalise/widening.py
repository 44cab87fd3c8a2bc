"""Fonts of a plate, with the glyphs of copies to come: letters beside those that its first copy shows."""

from __future__ import annotations

import re
from functools import cached_property

import pikepdf
import uharfbuzz as hb

from generator.personalise.pairs import paired
from generator.personalise.shaping import Shaped, Typeface
from generator.themes.fonts import FontFace

# Latin letters with their marks, signs, quotation marks and dashes.
_COMMON = (*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2010, 0x2027), 0x20AC)
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
_ENTRY = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")
_SIZE = 10.0  # pt; any: what letters stand for is the same at all


class PlateFace:
    """A face that copies are set in."""

    def __init__(self, face: FontFace, language: str) -> None:
        self._face = face
        self._typeface = Typeface(face.data, paired(face.data), language)

    @cached_property
    def _stands_for(self) -> dict[int, str]:
        """What each glyph stands for: letters, and those that are drawn together."""
        letters = {glyph: letter for letter, glyph in reversed(self._typeface.glyph.items())}
        at = self._typeface.at(_SIZE)
        joined = {tuple(at.shape(text).glyphs): text for text in _LIGATURES}
        return letters | {glyphs[0]: text for glyphs, text in joined.items() if len(glyphs) == 1}

    @cached_property
    def _common(self) -> frozenset[int]:
        own = self._typeface.glyph
        joined = {glyph for glyph, text in self._stands_for.items() if len(text) > 1}
        return frozenset(joined | {own[chr(code)] for code in _COMMON if chr(code) in own})

    def shape(self, text: str, size: float) -> Shaped | None:
        """Return a text's glyphs at a size in pt; None if some of them do not simply stand for its letters."""
        if not self._typeface.linear.issuperset(text):
            return None
        shaped = self._typeface.at(size).shape(text)
        return None if set(shaped.glyphs) - self._stands_for.keys() else shaped

    def beyond(self, text: str, shaped: Shaped) -> set[int]:
        """Return the glyphs of a shaped text that are not among the common ones."""
        return set(shaped.glyphs or map(self._typeface.glyph.__getitem__, text)) - self._common

    def widen(self, font: pikepdf.Object, more: set[int]) -> None:
        """Give a font of a PDF the common glyphs and `more`."""
        descendant = font.DescendantFonts[0]
        descriptor = descendant.FontDescriptor
        told = {int(code, 16): text for code, text in _ENTRY.findall(font.ToUnicode.read_bytes())}
        glyphs = sorted({*told, *self._common, *more})
        entry = "/FontFile3" if "/FontFile3" in descriptor else "/FontFile2"
        data = _subset(self._face.data, glyphs)
        descriptor[entry].write(data)
        if entry == "/FontFile2":
            descriptor[entry].Length1 = len(data)
        own = hb.Font(self._typeface.face)
        scale = 1000 / self._typeface.upem
        descendant.W = pikepdf.Array(
            each for glyph in glyphs for each in (glyph, pikepdf.Array([round(own.get_glyph_h_advance(glyph) * scale)]))
        )
        for glyph in glyphs:
            told.setdefault(glyph, self._stands_for.get(glyph, "").encode("utf-16-be").hex().encode())
        font.ToUnicode.write(_to_unicode(font.ToUnicode.read_bytes(), sorted(told.items())))


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
    head, tail = cmap[: re.search(rb"\d+ beginbfchar", cmap).start()], cmap[cmap.rindex(b"endbfchar") + 9 :]  # type: ignore[union-attr]
    return head + written + tail
