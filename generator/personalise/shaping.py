"""Text as glyphs, placed exactly as WeasyPrint places them: shaped at the size in Pango's units, kerned in whole
thousandths of an em that are cut off, not rounded."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from operator import add
from typing import NamedTuple, TypeVar

import uharfbuzz as hb

PX_PER_PT = 96 / 72
PANGO_UNITS = 1024  # in a px
NO_BREAK_SPACE = "\u00a0"
# Widths are two in one: with kerning in the lower bits, without above them. They are summed at one go.
UNKERNED = 32
KERNED = (1 << UNKERNED) - 1
# Letters of these blocks follow one another as they are written: Latin, Greek and Cyrillic, signs, CJK.
_LINEAR = ((0x20, 0x0590), (0x1E00, 0x2E00), (0x3000, 0xA000))
# In octal, so that ")" ends a string wherever it stands.
_ESCAPES = {byte: b"\\%03o" % byte for byte in b"()\\\r"}
Value = TypeVar("Value")


class Shaped(NamedTuple):
    """A shaped text: by glyph its width, in units of `scale`, and how it is shown with the kerning after it.

    `glyph_of` maps letters to glyphs where some glyph stands for several; `altered` says that some glyphs stand for
    other letters elsewhere.
    """

    widths: Sequence[int]
    pieces: Sequence[bytes]
    glyph_of: Sequence[int] | None = None
    altered: bool = False

    def width(self, start: int, end: int) -> int:
        """Return the width of the letters from `start` up to `end`."""
        place = self.glyph_of or range(len(self.widths) + 1)
        return sum(self.widths[place[start] : place[end]])


class _Learnt(dict[str, Value]):
    """What is known of letters before others; what is not yet is learnt."""

    def __init__(self, learn: Callable[[str], Value]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, pair: str) -> Value:
        self[pair] = value = self._learn(pair)
        return value


class Typeface:
    """A font file as a run uses it; `linear` are the characters it can set simply from left to right.

    `plain` are those of them that neither form ligatures, nor depend on more than the next letter, nor share a glyph.
    `unicode` says what its glyphs stand for; `used` are those that it has set.
    """

    def __init__(self, data: bytes, paired: str, language: str) -> None:
        self.language = language
        self.face = hb.Face(data)
        self.upem: int = self.face.upem
        self.unicode: dict[int, str] = {}
        self.used: set[int] = set()
        linear: set[str] = set()
        doubtful: set[str] = set()
        font = hb.Font(self.face)
        for code in sorted(self.face.unicodes):
            letter = chr(code)
            if any(start <= code < end for start, end in _LINEAR) and not unicodedata.combining(letter):
                linear.add(letter)
                if self.unicode.setdefault(font.get_nominal_glyph(code), letter) != letter:
                    doubtful.add(letter)
        self.linear = frozenset(linear)
        self.plain = self.linear & frozenset(paired) - (doubtful - {NO_BREAK_SPACE})
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
        self._width = _Learnt(lambda pair: self._first(pair)[0]).__getitem__
        self._piece = _Learnt(lambda pair: self._first(pair)[1]).__getitem__

    def shape(self, text: str) -> Shaped:
        """Shape a text of linear characters."""
        if not self._typeface.plain.issuperset(text):
            return self._whole(text)
        pairs = [*map(add, text, text[1:]), text[-1]]
        return Shaped([*map(self._width, pairs)], [*map(self._piece, pairs)])

    def _first(self, pair: str) -> tuple[int, bytes]:
        """Return width and piece of a letter before another."""
        glyphs, advances, _ = self._shaped(pair)
        return self._glyph(glyphs[0], advances[0])

    def _whole(self, text: str) -> Shaped:
        glyphs, advances, clusters = self._shaped(text)
        said = text.replace(NO_BREAK_SPACE, " ")
        altered = False
        for glyph, start, end in zip(glyphs, clusters, [*clusters[1:], len(text)], strict=True):
            altered |= self._typeface.unicode.setdefault(glyph, said[start:end]) != said[start:end]
        widths, pieces = zip(*map(self._glyph, glyphs, advances), strict=True)
        glyph_of = None
        if len(glyphs) != len(text):
            glyph_of = [sum(cluster < letter for cluster in clusters) for letter in range(len(text) + 1)]
        return Shaped(widths, pieces, glyph_of, altered)

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

    def _glyph(self, glyph: int, advance: int) -> tuple[int, bytes]:
        """Return a glyph's width, and how it is shown in a string with the kerning after it."""
        self._typeface.used.add(glyph)
        own = self._font.get_glyph_h_advance(glyph)
        kern = int(round(own * 1000 / self.scale) - advance * 1000 / self.scale)
        code = b"".join(_ESCAPES.get(byte, bytes([byte])) for byte in divmod(glyph, 256))
        return (own << UNKERNED) + advance, b"%b)%d(" % (code, kern) if kern else code
