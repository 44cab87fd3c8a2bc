"""Fonts in a file: one subset a typeface with the glyphs that the file shows, and the font of the QR codes' strips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import uharfbuzz as hb

from generator.personalise.codes import EM, FIRST, UNIT, strip_font
from generator.personalise.objects import widths
from generator.personalise.shaping import Typeface
from generator.personalise.writer import PdfWriter

RANGE = 100  # entries of a block of a ToUnicode map


def embed(writer: PdfWriter, number: int, typeface: Typeface, name: str, said: Mapping[int, str]) -> None:
    """Write a typeface as the font object `number`: glyphs by what they say; they keep their numbers."""
    shown = sorted(said)
    tables = typeface.face.table_tags
    outlines = "CFF " in tables
    data = _subset(typeface.face, shown)
    file = writer.packed(data, b"" if outlines else b"/Length1 %d" % len(data))
    font = hb.Font(typeface.face)
    extents = font.get_font_extents("ltr")
    per_em = 1000 / typeface.upem
    tagged = f"{_tag(shown)}+{name}".encode()
    descriptor = writer.add(
        b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[0 %d 1000 %d]/ItalicAngle 0/Ascent %d/Descent %d"
        b"/CapHeight %d/StemV 80/%s %d 0 R>>"
        % (
            tagged,
            extents.descender * per_em,
            extents.ascender * per_em,
            extents.ascender * per_em,
            extents.descender * per_em,
            0.7 * 1000,
            b"FontFile3" if outlines else b"FontFile2",
            file,
        )
    )
    advances = ((glyph, round(font.get_glyph_h_advance(glyph) * per_em)) for glyph in shown)
    descendant = writer.add(
        b"<</Type/Font/Subtype/CIDFontType%d/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 0/W%s/FontDescriptor %d 0 R%s>>"
        % (0 if outlines else 2, tagged, widths(advances), descriptor, b"" if outlines else b"/CIDToGIDMap/Identity")
    )
    unicode = writer.packed(_to_unicode([(glyph, said[glyph]) for glyph in shown], 4))
    writer.add(
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (tagged, descendant, unicode),
        number,
    )


def embed_strips(writer: PdfWriter, number: int) -> None:
    """Write the font of strips as the font object `number`; as text, a code is space."""
    data = strip_font()
    file = writer.packed(data, b"/Length1 %d" % len(data))
    descriptor = writer.add(
        b"<</Type/FontDescriptor/FontName/KODEQR+Strips/Flags 4/FontBBox[0 -1000 %d 0]/ItalicAngle 0/Ascent 0"
        b"/Descent -1000/CapHeight 0/StemV 0/FontFile2 %d 0 R>>" % (UNIT * 1000 // EM, file)
    )
    unicode = writer.packed(_to_unicode([(code, " ") for code in range(FIRST, 2 * FIRST)], 2))
    advances = b" ".join([b"%d" % (UNIT * 1000 // EM)] * FIRST)
    writer.add(
        b"<</Type/Font/Subtype/TrueType/BaseFont/KODEQR+Strips/FirstChar %d/LastChar %d/Widths[%s]"
        b"/FontDescriptor %d 0 R/ToUnicode %d 0 R>>" % (FIRST, 2 * FIRST - 1, advances, descriptor, unicode),
        number,
    )


def _subset(face: hb.Face, glyphs: Sequence[int]) -> bytes:
    plan = hb.SubsetInput()
    plan.glyph_set.update(glyphs)
    plan.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NOTDEF_OUTLINE
    for tag in ("GSUB", "GPOS", "GDEF", "name", "OS/2", "post", "cmap"):
        plan.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
    data: bytes = hb.subset(face, plan).blob.data
    return data


def _tag(glyphs: Sequence[int]) -> str:
    """Return six letters that stand for these glyphs."""
    value = hash(tuple(glyphs)) & 0x7FFFFFFF  # of numbers alone: the same in every run
    return "".join(chr(65 + value // 26**place % 26) for place in range(6))


def _to_unicode(letters: Sequence[tuple[int, str]], digits: int) -> bytes:
    """Return the map from codes of so many hexadecimal digits to text."""
    return b"".join(
        [
            b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)"
            b"/Supplement 0>>def/CMapName/Adobe-Identity-UCS def/CMapType 2 def 1 begincodespacerange<%s><%s>"
            b"endcodespacerange\n" % (b"0" * digits, b"f" * digits),
            *_blocks([(code, text) for code, text in letters if text], digits),
            b"endcmap CMapName currentdict/CMap defineresource pop end end",
        ]
    )


def _blocks(letters: Sequence[tuple[int, str]], digits: int) -> Iterator[bytes]:
    for start in range(0, len(letters), RANGE):
        block = letters[start : start + RANGE]
        yield b"%d beginbfchar\n" % len(block)
        for code, text in block:
            yield b"<%s><%s>\n" % (f"{code:0{digits}x}".encode(), text.encode("utf-16-be").hex().encode())
        yield b"endbfchar\n"
