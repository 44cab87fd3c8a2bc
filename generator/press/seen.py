"""How inks look in a PDF viewer, and what contrast colours have there."""

from __future__ import annotations

import io
from functools import cache

import pikepdf

from generator.press.colours import CMYK, Inks, Use
from generator.themes.colour import Measure, legible

READABLE = 4.5  # contrast that is enough in inks, however much more a token asks for on a screen
_ROUNDED = 0.05  # of a contrast that whole percents of ink may take, as checks of finished files allow
_SIDE = 4  # pt


def legible_in(inks: Inks) -> Measure:
    """Return the measure of contrast of a text ("#RRGGBB") on a ground that counts what is lost in inks.

    It is that on a screen and in grey where the text can be read in inks too, else the contrast in inks.
    """

    def seen(colour: str, use: Use) -> str:
        red, green, blue = bytes.fromhex(colour[1:])
        return viewed(inks.of((red, green, blue), use))

    @cache
    def measure(text: str, ground: str) -> float:
        on_screen = legible(text, ground)
        in_inks = legible(seen(text, "text"), seen(ground, "area")) + _ROUNDED
        return on_screen if in_inks >= min(on_screen, READABLE) else in_inks

    return measure


@cache
def viewed(inks: CMYK) -> str:
    """Return inks as the PDF viewer shows them that the finished files are checked in, "#RRGGBB"."""
    import pypdfium2  # noqa: PLC0415  # only for a press

    file = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(_SIDE, _SIDE))
        tints = " ".join(f"{ink / 100:g}" for ink in inks)
        page.Contents = pdf.make_stream(f"{tints} k 0 0 {_SIDE} {_SIDE} re f".encode())
        pdf.save(file)
    shown = pypdfium2.PdfDocument(file.getvalue())[0].render().to_pil().convert("RGB")
    return "#" + bytes(shown.getpixel((_SIDE // 2, _SIDE // 2))).hex().upper()
