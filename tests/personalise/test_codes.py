"""QR codes from a table say what their links say."""

from __future__ import annotations

import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.personalise.codes import STRIP, Codes, svg_path
from generator.renderers.qr import QUIET_ZONE, encode

CODES = Codes("https://contoh.go.id/kartu/", "")
PART = st.text(alphabet="ABCXYZabcxyz0189-._~%", min_size=1, max_size=24)


@settings(deadline=None, max_examples=60)
@given(PART)
def test_a_code_decodes_to_its_link(part: str) -> None:
    table = CODES.table(part)
    strips = table.strips(part.encode())
    wide = table.modules + 2 * QUIET_ZONE
    image = Image.new("L", (wide, wide), 255)
    for y in range(table.modules):
        for x in range(table.modules):
            if strips[y // STRIP * table.modules + x] >> y % STRIP & 1:
                image.putpixel((x + QUIET_ZONE, y + QUIET_ZONE), 0)
    found = zxingcpp.read_barcodes(image.resize((wide * 4, wide * 4), Image.Resampling.NEAREST))
    assert [code.text for code in found] == [CODES.link(part)]


def test_a_code_is_as_large_as_the_events_own() -> None:
    table = CODES.table("DPC-001")
    assert table.modules + 2 * QUIET_ZONE == encode(CODES.link("DPC-001")).modules
    assert svg_path(table.strips(b"DPC-001"), table.modules).startswith("M4 4.5h7")


def test_strings_are_written_so_that_readers_get_their_bytes_back() -> None:
    table = CODES.table("DPC-001")
    for number in range(300):
        part = b"DPC-%03d" % number
        shown = table.text(part)
        assert shown.count(b")'") >= table.rows
        assert _strings(shown) == table.strips(part)


def _strings(content: bytes) -> bytes:
    """Read the literal strings of content as a viewer does."""
    read, inside, at = bytearray(), False, 0
    while at < len(content):
        byte = content[at : at + 1]
        if not inside:
            inside = byte == b"("
        elif byte == b"\\":
            at += 1
            read += {b"r": b"\r"}.get(content[at : at + 1], content[at : at + 1])
        elif byte == b")":
            inside = False
        else:
            assert byte not in b"(\r"
            read += byte
        at += 1
    return bytes(read)
