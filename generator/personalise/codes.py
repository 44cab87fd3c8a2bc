"""QR codes of links that differ in one part.

With version, level and mask fixed, a code's modules are an affine function of the link's bits over GF(2): from one
code and what each bit changes, any other comes by one XOR a character. Modules are drawn as text of a font whose 128
glyphs are columns of seven modules; the text is a clipping path, one outline without seams, and is then painted.
Glyphs have the codes from 128 on, which a string holds as they are: the XOR gives the operators, strings and all.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.cache import kept
from generator.renderers.qr import drawn, encode, path_of

STRIP = 7  # modules of a glyph, one above the other
FIRST = 1 << STRIP  # the code of the glyph without any
UNIT = 128  # of the font's design, a module
EM = 8 * UNIT
MASKS = 8  # that a code may have
PLAIN = "~"  # however one of its bits is changed, it is no digit or capital, which would be encoded in fewer bits
_FRAME = 3  # bytes round a row of strips: (…)'


@dataclass(frozen=True)
class Table:
    """Codes of links of one length: modules along a side, the text of one code, and by character what differs."""

    modules: int
    first: int
    changes: tuple[tuple[int, ...], ...]
    part: bytes

    @property
    def rows(self) -> int:
        """How many rows of strips a code has."""
        return -(-self.modules // STRIP)

    def text(self, part: bytes) -> bytes:
        """Return the operators that show the code whose link has `part`, a string a row of strips."""
        code = self.first
        for table, own, other in zip(self.changes, self.part, part, strict=True):
            code ^= table[own ^ other]
        return code.to_bytes(self.rows * (self.modules + _FRAME), "big")

    def strips(self, part: bytes) -> bytes:
        """Return the strips alone, row after row; the lowest bit is the upper module, the highest is always set."""
        text, step = self.text(part), self.modules + _FRAME
        return b"".join(text[start : start + self.modules] for start in range(1, len(text), step))


class Codes:
    """Codes of links with a part of their own between `head` and `tail`; tables are made by length, and kept."""

    def __init__(self, head: str, tail: str) -> None:
        self._head = head
        self._tail = tail
        self._tables: dict[int, Table] = {}

    def table(self, part: str) -> Table:
        """Return the table of parts as long as this one."""
        if len(part) not in self._tables:
            self._tables[len(part)] = self._kept(part)
        return self._tables[len(part)]

    def link(self, part: str) -> str:
        """Return the whole link."""
        return f"{self._head}{part}{self._tail}"

    def _kept(self, part: str) -> Table:
        part = PLAIN * len(part)
        data = json.loads(kept("codes", self.link(part).encode(), lambda: self._made(part)))
        changes = [[int(bit, 16) for bit in bits] for bits in data["changes"]]
        return Table(data["modules"], int(data["first"], 16), tuple(map(_combined, changes)), part.encode())

    def _made(self, part: str) -> bytes:
        """Return the table as JSON: the first code, and what each bit of each character changes."""
        best = encode(self.link(part))
        masks = (drawn(best.link, best.level, version=best.version, dataMask=mask) for mask in range(MASKS))
        fixed = {"version": best.version, "dataMask": next(at for at, rows in enumerate(masks) if rows == best.rows)}

        def shown(text: str) -> int:
            return int.from_bytes(_text(drawn(self.link(text), best.level, **fixed)), "big")

        first = shown(part)
        changes = [
            [f"{first ^ shown(part[:at] + chr(ord(character) ^ 1 << bit) + part[at + 1 :]):x}" for bit in range(7)]
            for at, character in enumerate(part)
        ]
        return json.dumps({"modules": len(best.rows), "first": f"{first:x}", "changes": changes}).encode()


def _combined(bits: Sequence[int]) -> tuple[int, ...]:
    """Return what every difference of two characters changes, from what each bit changes."""
    changes = [0]
    for change in bits:
        changes += [change ^ other for other in changes]
    return tuple(changes)


def _text(matrix: Sequence[Sequence[int]]) -> bytes:
    """Return the operators that show a code."""
    size = len(matrix)
    rows = []
    for top in range(0, size, STRIP):
        strip = matrix[top : top + STRIP]
        rows.append(bytes(FIRST | sum((row[x] & 1) << y for y, row in enumerate(strip)) for x in range(size)))
    return b"".join(b"(%b)'" % row for row in rows)


def svg_path(strips: bytes, modules: int) -> str:
    """Return the code as the path of strokes, one unit wide, that the shared macro draws, quiet zone included."""
    return path_of(
        bytes(strips[y // STRIP * modules + x] >> y % STRIP & 1 for x in range(modules)) for y in range(modules)
    )


def _runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield start and end of the runs of ones."""
    start = None
    for x, module in enumerate([*row, 0]):
        if module and start is None:
            start = x
        elif not module and start is not None:
            yield start, x
            start = None


def strip_font() -> bytes:
    """Return a TrueType font of strips: a code from FIRST on is the modules, bit 0 uppermost, below the baseline."""
    return kept("strips", b"font", _made_font)


def _made_font() -> bytes:
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415  # slow to import; the font is kept
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415
    from fontTools.ttLib import newTable  # noqa: PLC0415
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable  # noqa: PLC0415

    names = [".notdef", *(f"s{code}" for code in range(1, FIRST))]
    glyphs: dict[str, Any] = {}
    for code, name in enumerate(names):
        pen = TTGlyphPen(None)
        for start, end in _runs([code >> bit & 1 for bit in range(STRIP)]):
            corners = [(0, -start), (1, -start), (1, -end), (0, -end)]
            pen.moveTo((0, -start * UNIT))
            for x, y in corners[1:]:
                pen.lineTo((x * UNIT, y * UNIT))
            pen.closePath()
        glyphs[name] = pen.glyph()
    builder = FontBuilder(EM, isTTF=True)
    builder.font.recalcTimestamp = False
    builder.setupGlyphOrder(names)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(names, (UNIT, 0)))
    builder.setupHorizontalHeader(ascent=0, descent=-EM)
    builder.setupMaxp()
    builder.setupPost(keepGlyphNames=False)
    codes: Any = CmapSubtable.newSubtable(0)
    codes.platformID, codes.platEncID, codes.language = 1, 0, 0
    codes.cmap = {FIRST + code: name for code, name in enumerate(names) if code}
    builder.font["cmap"] = newTable("cmap")
    builder.font["cmap"].tableVersion, builder.font["cmap"].tables = 0, [codes]
    out = io.BytesIO()
    builder.font.save(out)
    return out.getvalue()
