"""Text as glyphs, placed exactly as WeasyPrint places them: shaped at the size in Pango's units, kerned in whole
thousandths of an em that are cut off, not rounded."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from operator import add
from typing import NamedTuple

import uharfbuzz as hb

PX_PER_PT = 96 / 72
PANGO_UNITS = 1024  # in a px
NO_BREAK_SPACE = "\u00a0"
HEX = 4  # digits of a glyph
# Letters of these blocks follow one another as they are written: Latin, Greek and Cyrillic, signs, CJK.
_LINEAR = ((0x20, 0x0590), (0x1E00, 0x2E00), (0x3000, 0xA000))


class Shaped(NamedTuple):
    """A shaped text: by glyph its advance with and without kerning, in units of `scale`, and how it is shown.

    `glyph_of` maps letters to glyphs where some glyph stands for several; `glyphs` are those beyond its letters' own;
    `altered` says that some of them stand for other letters elsewhere.
    """

    advances: Sequence[int]
    unkerned: Sequence[int]
    pieces: Sequence[bytes]
    glyph_of: Sequence[int] | None = None
    glyphs: Sequence[int] = ()
    altered: bool = False

    def show(self, start: int, end: int) -> bytes:
        """Return the operator that shows the glyphs from `start` up to `end`."""
        return b"[<%s%s>]TJ" % (b"".join(self.pieces[start : end - 1]), self.pieces[end - 1][:HEX])


class Typeface:
    """A font file as a run uses it; `linear` are the characters it can set simply from left to right.

    `paired` are those of them that neither form ligatures nor depend on more than the next letter. `unicode` says what
    its glyphs stand for; `doubtful` are characters that share their glyph with another one.
    """

    def __init__(self, data: bytes, paired: str, language: str) -> None:
        self.language = language
        self.face = hb.Face(data)
        self.upem: int = self.face.upem
        self.unicode: dict[int, str] = {}
        self.glyph: dict[str, int] = {}
        self.doubtful: set[str] = set()
        font = hb.Font(self.face)
        for code in sorted(self.face.unicodes):
            letter = chr(code)
            if any(start <= code < end for start, end in _LINEAR) and not unicodedata.combining(letter):
                self.glyph[letter] = glyph = font.get_nominal_glyph(code)
                if self.unicode.setdefault(glyph, letter) != letter:
                    self.doubtful.add(letter)
        self.linear = frozenset(self.glyph)
        self.paired = self.linear & frozenset(paired)
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
        self._typeface = typeface
        self._font = hb.Font(typeface.face)
        self._font.scale = (self.scale, self.scale)
        self._buffer = hb.Buffer()
        # By letter and the one after it, or by the last letter alone.
        self._advances: dict[str, int] = {}
        self._pieces: dict[str, bytes] = {}
        self._widths: dict[str, int] = {}

    def shape(self, text: str) -> Shaped:
        """Shape a text of linear characters."""
        if not self._typeface.paired.issuperset(text):
            return self._whole(text)
        pairs = [*map(add, text, text[1:]), text[-1]]
        try:
            advances = [self._advances[pair] for pair in pairs]
        except KeyError:
            advances = [self._learn(pair) for pair in pairs]
        return Shaped(advances, [self._widths[letter] for letter in text], [self._pieces[pair] for pair in pairs])

    def _learn(self, pair: str) -> int:
        """Shape a letter before another and note how it is shown there."""
        if pair not in self._advances:
            glyphs, advances, _ = self._shaped(pair)
            self._widths[pair[0]] = self._font.get_glyph_h_advance(glyphs[0])
            self._pieces[pair] = self._piece(glyphs[0], advances[0])
            self._advances[pair] = advances[0]
        return self._advances[pair]

    def _whole(self, text: str) -> Shaped:
        glyphs, advances, clusters = self._shaped(text)
        said = text.replace(NO_BREAK_SPACE, " ")
        altered = False
        for glyph, start, end in zip(glyphs, clusters, [*clusters[1:], len(text)], strict=True):
            altered |= self._typeface.unicode.setdefault(glyph, said[start:end]) != said[start:end]
        plain = [self._font.get_glyph_h_advance(glyph) for glyph in glyphs]
        glyph_of = None
        if len(glyphs) != len(text):
            glyph_of = [sum(cluster < letter for cluster in clusters) for letter in range(len(text) + 1)]
        return Shaped(advances, plain, list(map(self._piece, glyphs, advances)), glyph_of, glyphs, altered)

    def _shaped(self, text: str) -> tuple[list[int], list[int], list[int]]:
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = self._typeface.language
        hb.shape(self._font, buffer)
        infos = buffer.glyph_infos
        return (
            [info.codepoint for info in infos],
            [position.x_advance for position in buffer.glyph_positions],
            [info.cluster for info in infos],
        )

    def _piece(self, glyph: int, advance: int) -> bytes:
        """Return how a glyph is shown in hexadecimal, with the kerning after it."""
        width = round(self._font.get_glyph_h_advance(glyph) * 1000 / self.scale)
        kern = int(width - advance * 1000 / self.scale)
        return b"%04x>%d<" % (glyph, kern) if kern else b"%04x" % glyph
