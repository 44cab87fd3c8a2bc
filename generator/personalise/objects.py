"""How values are written in a PDF."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

_ZLIB, _LAST_BLOCK = b"\x78\x9c", b"\x03\x00"  # a stream's head; a block of nothing that ends it


def printed(length: float) -> bytes:
    """Return a number as content tells it, to a ten-thousandth."""
    return f"{length:.4f}".rstrip("0").rstrip(".").encode()


def numbers(*lengths: float) -> bytes:
    """Return several numbers, spaces between."""
    return b" ".join(map(printed, lengths))


def text_string(text: str) -> bytes:
    """Return a text string object."""
    if text.isascii() and text.isprintable():
        return b"(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode() + b")"
    return b"<feff" + text.encode("utf-16-be").hex().encode() + b">"


def widths(entries: Iterable[tuple[int, int]]) -> bytes:
    """Return the W array of glyph widths."""
    return b"[" + b" ".join(b"%d[%d]" % entry for entry in entries) + b"]"


def zipped(pieces: Sequence[bytes]) -> bytes:
    """Return pieces as one zlib stream, each deflated by itself: most of them were before."""
    checksum = 1
    for piece in pieces:
        checksum = zlib.adler32(piece, checksum)
    return b"".join([_ZLIB, *map(_deflated, pieces), _LAST_BLOCK, checksum.to_bytes(4, "big")])


@lru_cache(maxsize=4096)
def _deflated(piece: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH)
