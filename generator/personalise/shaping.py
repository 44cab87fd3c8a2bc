"""Text as glyphs, placed exactly as WeasyPrint places them: shaped at the size in Pango's units, kerned in whole
thousandths of an em that are cut off, not rounded."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import uharfbuzz as hb

PX_PER_PT = 96 / 72
PANGO_UNITS = 1024  # in a px
NO_BREAK_SPACE = "\u00a0"
# Letters of these blocks follow one another as they are written: Latin, Greek and Cyrillic, signs, CJK.
_LINEAR = ((0x20, 0x0590), (0x1E00, 0x2E00), (0x3000, 0xA000))


class Shaped(NamedTuple):
    """A shaped text: its glyphs with their advances, and by glyph where it starts with and without kerning.

    All in units of the size's `scale`; the places have one more, the end. `glyph_of` maps letters to glyphs where
    some glyph stands for several.
    """

    glyphs: Sequence[int]
    advances: Sequence[int]
    kerned: Sequence[int]
    unkerned: Sequence[int]
    glyph_of: Sequence[int] | None


class Typeface:
    """A font file as a run uses it; `linear` are the characters it can set simply from left to right.

    `unicode` says what its glyphs stand for; `doubtful` are characters that share their glyph with another one.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.face = hb.Face(data)
        self.upem: int = self.face.upem
        font = hb.Font(self.face)
        self.unicode: dict[int, str] = {}
        self.linear, self.doubtful = set(), set()
        for code in sorted(self.face.unicodes):
            if any(start <= code < end for start, end in _LINEAR) and not unicodedata.combining(chr(code)):
                self.linear.add(chr(code))
                if self.unicode.setdefault(font.get_nominal_glyph(code), chr(code)) != chr(code):
                    self.doubtful.add(chr(code))
        self.doubtful.discard(NO_BREAK_SPACE)
        self._sizes: dict[float, Size] = {}

    def at(self, size: float) -> Size:
        """Return the face at a size in pt."""
        if size not in self._sizes:
            self._sizes[size] = Size(self, size)
        return self._sizes[size]


class Size:
    """A typeface at one size; `printed` is the size in pt as WeasyPrint writes it, `scale` an em in Pango's units."""

    def __init__(self, typeface: Typeface, size: float) -> None:
        self.scale = int(size * PX_PER_PT * PANGO_UNITS)
        self.printed = self.scale / PANGO_UNITS / PX_PER_PT
        self._unicode = typeface.unicode
        self._font = hb.Font(typeface.face)
        self._font.scale = (self.scale, self.scale)
        self._buffer = hb.Buffer()
        self._plain: dict[int, int] = {}
        self._hex: dict[int, bytes] = {}

    def shape(self, text: str) -> Shaped:
        """Shape a text of linear characters."""
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer)
        infos = buffer.glyph_infos
        glyphs = [info.codepoint for info in infos]
        advances = [position.x_advance for position in buffer.glyph_positions]
        try:
            plain = [self._plain[glyph] for glyph in glyphs]
        except KeyError:
            clusters = [info.cluster for info in infos]
            plain = [
                self._learn(glyph, text[start:end])
                for glyph, start, end in zip(glyphs, clusters, [*clusters[1:], len(text)], strict=True)
            ]
        glyph_of = None
        if len(glyphs) != len(text):
            clusters = [info.cluster for info in infos]
            glyph_of = [sum(cluster < letter for cluster in clusters) for letter in range(len(text) + 1)]
        return Shaped(
            glyphs, advances, list(accumulate(advances, initial=0)), list(accumulate(plain, initial=0)), glyph_of
        )

    def show(self, shaped: Shaped, start: int, end: int) -> bytes:
        """Return the operator that shows the glyphs from `start` up to `end`."""
        plain, hexes = self._plain, self._hex
        parts = []
        for glyph, advance in zip(shaped.glyphs[start:end], shaped.advances[start:end], strict=True):
            parts.append(hexes[glyph])
            if advance != plain[glyph] and (kern := int(self.width(glyph) - advance * 1000 / self.scale)):
                parts.append(b">%d<" % kern)
        return b"[<" + b"".join(parts) + b">]TJ"

    def width(self, glyph: int) -> int:
        """Return a glyph's width in thousandths of an em, as WeasyPrint writes it."""
        return round(self._plain[glyph] * 1000 / self.scale)

    def _learn(self, glyph: int, letters: str) -> int:
        self._plain[glyph] = advance = self._font.get_glyph_h_advance(glyph)
        self._hex[glyph] = b"%04x" % glyph
        self._unicode.setdefault(glyph, letters)
        return advance
