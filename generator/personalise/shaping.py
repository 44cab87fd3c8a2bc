"""Text as glyphs, placed exactly as WeasyPrint places them: shaped at the size in Pango's units, kerned in whole
thousandths of an em that are cut off, not rounded."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
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
# Glyphs that all files have, so that few texts need be looked through for what a file shows.
_COMMON = frozenset([*map(chr, range(0x20, 0x7F)), NO_BREAK_SPACE])
END = "\n"  # what stands after a text's last letter
PART = 4  # letters
KEPT_PARTS = 1 << 12
Key = TypeVar("Key")
Value = TypeVar("Value")


class Shaped(NamedTuple):
    """A shaped text: by letter its width, in units of Size.scale, and how it is shown with the kerning after it.

    A ligature is its first letter's. `said` are the glyphs beyond the common ones and the letters that they stand for;
    `altered` says that some glyphs stand for other letters elsewhere.
    """

    widths: Sequence[int]
    pieces: Sequence[bytes]
    said: Mapping[int, str]
    altered: bool = False


class _Learnt(dict[Key, Value]):
    """What is known of letters before others; what is not yet is learnt."""

    def __init__(self, learn: Callable[[Key], Value]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, pair: Key) -> Value:
        self[pair] = value = self._learn(pair)
        return value


class Typeface:
    """A font file as a run uses it; `linear` are the characters it can set simply from left to right.

    `plain` are those of them that neither form ligatures, nor depend on more than the next letter, nor share a glyph.
    `letters` says by glyph which of them it stands for; `common` are glyph and letter of what every file can show.
    """

    def __init__(self, data: bytes, paired: str, language: str) -> None:
        self.language = language
        self.face = hb.Face(data)
        self.upem: int = self.face.upem
        self.letters: dict[int, str] = {}
        linear: set[str] = set()
        doubtful: set[str] = set()
        font = hb.Font(self.face)
        for code in sorted(self.face.unicodes):
            letter = chr(code)
            if any(start <= code < end for start, end in _LINEAR) and not unicodedata.combining(letter):
                linear.add(letter)
                if self.letters.setdefault(font.get_nominal_glyph(code), letter) != letter:
                    doubtful.add(letter)
        self.linear = frozenset(linear)
        self.plain = self.linear & frozenset(paired) - (doubtful - {NO_BREAK_SPACE})
        self.simple = self.plain & _COMMON
        self.common = {glyph: letter for glyph, letter in self.letters.items() if letter in _COMMON}
        self._sizes: dict[float, Size] = {}

    def at(self, size: float) -> Size:
        """Return the face at a size in pt."""
        if size not in self._sizes:
            self._sizes[size] = Size(self, size)
        return self._sizes[size]

    def beyond(self, said: Iterable[tuple[int, str]]) -> Mapping[int, str]:
        """Return those glyphs that are not common, and what they say."""
        return {glyph: says for glyph, says in said if glyph not in self.common}


class Size:
    """A typeface at one size; `printed` is the size in pt as WeasyPrint writes it, `scale` an em in Pango's units."""

    def __init__(self, typeface: Typeface, size: float) -> None:
        self.scale = int(size * PX_PER_PT * PANGO_UNITS)
        self.printed = self.scale / PANGO_UNITS / PX_PER_PT
        self._typeface = typeface
        self._font = hb.Font(typeface.face)
        self._font.scale = (self.scale, self.scale)
        self._buffer = hb.Buffer()
        # By letter and the one after it.
        self._first = _Learnt(self._before).__getitem__
        self._part = lru_cache(KEPT_PARTS)(self._shown)

    def shape(self, text: str) -> Shaped:
        """Shape a text of linear characters."""
        typeface = self._typeface
        if not typeface.plain.issuperset(text):
            return self._whole(text)
        widths, pieces = zip(*map(self._first, zip(text, text[1:] + END, strict=True)), strict=True)
        if typeface.simple.issuperset(text):
            return Shaped(widths, pieces, {})
        glyphs = (self._font.get_nominal_glyph(ord(letter)) for letter in text)
        return Shaped(widths, pieces, typeface.beyond(zip(glyphs, _said(text), strict=True)))

    def line(self, text: str) -> tuple[int, bytes]:
        """Return width and pieces of a text of simple characters; those of its parts are kept, as dates are alike."""
        part, text = self._part, text + END
        widths, shown = zip(*[part(text[at : at + PART + 1]) for at in range(0, len(text) - 1, PART)], strict=True)
        return sum(widths), b"".join(shown)

    def _shown(self, part: str) -> tuple[int, bytes]:
        """Return width and pieces of letters before one more."""
        widths, pieces = zip(*map(self._first, pairwise(part)), strict=True)
        return sum(widths), b"".join(pieces)

    def _before(self, pair: tuple[str, str]) -> tuple[int, bytes]:
        """Return width and piece of a letter before another, or before the END."""
        glyphs, advances, _ = self._shaped("".join(pair).removesuffix(END))
        return self._glyph(glyphs[0], advances[0])

    def _whole(self, text: str) -> Shaped:
        """Shape a text in which letters depend on others."""
        glyphs, advances, clusters = self._shaped(text)
        letters, said = self._typeface.letters, _said(text)
        widths, pieces = [0] * len(text), [b""] * len(text)
        for glyph, advance, letter in zip(glyphs, advances, clusters, strict=True):
            width, piece = self._glyph(glyph, advance)
            widths[letter] += width
            pieces[letter] += piece
        ends = [*clusters[1:], len(text)]
        spoken = [(glyph, said[start:end]) for glyph, start, end in zip(glyphs, clusters, ends, strict=True)]
        # A ligature of its own says the same everywhere.
        altered = any(letters.get(glyph, says if len(says) > 1 else "") != says for glyph, says in spoken)
        return Shaped(widths, pieces, self._typeface.beyond(spoken), altered)

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
        own = self._font.get_glyph_h_advance(glyph)
        kern = int(round(own * 1000 / self.scale) - advance * 1000 / self.scale)
        code = b"".join(_ESCAPES.get(byte, bytes([byte])) for byte in divmod(glyph, 256))
        return (own << UNKERNED) + advance, b"%b)%d(" % (code, kern) if kern else code


def _said(text: str) -> str:
    return text.replace(NO_BREAK_SPACE, " ")
