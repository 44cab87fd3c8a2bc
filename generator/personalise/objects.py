"""How values are written in a PDF."""

from __future__ import annotations

from collections.abc import Iterable


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
