"""QR codes from the event's link: vector for PDFs, SVG with a PNG for decks."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import segno
from segno import consts

QUIET_ZONE = 4  # modules, as ISO/IEC 18004 asks
SMALLEST_MODULE_MM = 0.4
PIXELS = 12  # pixels a module of the PNG


@dataclass(frozen=True)
class QrCode:
    """A code: its link, the modules along a side with the quiet zone, its SVG path (one unit a module), segno's own."""

    link: str
    modules: int
    path: str
    code: Any = field(repr=False, compare=False)

    def svg(self, dark: str, light: str) -> str:
        """Return a whole SVG file in two colours ("#RRGGBB"), quiet zone included."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.modules} {self.modules}">'
            f'<path fill="{light}" d="M0 0h{self.modules}v{self.modules}h-{self.modules}z"/>'
            f'<path fill="none" stroke="{dark}" d="{self.path}"/></svg>'
        )

    def png(self, dark: str, light: str, scale: int = PIXELS) -> bytes:
        """Return the same as a PNG, `scale` pixels a module."""
        from PIL import Image, ImageColor  # noqa: PLC0415  # only for decks

        side, png = len(self.code.matrix), io.BytesIO()
        image = Image.new("P", (self.modules, self.modules))
        image.putpalette([*ImageColor.getrgb(light), *ImageColor.getrgb(dark)])
        code = Image.frombytes("P", (side, side), b"".join(map(bytes, self.code.matrix)))
        image.paste(code, (QUIET_ZONE, QUIET_ZONE))
        scaled = image.resize((self.modules * scale, self.modules * scale), Image.Resampling.NEAREST)
        scaled.save(png, format="PNG", bits=1)
        return png.getvalue()


@lru_cache(maxsize=32)
def encode(link: str) -> QrCode:
    """Encode `link` at error correction level M or, where it costs no module, better."""
    code = segno.make_qr(link, error="m")
    svg = io.BytesIO()
    code.save(svg, kind="svg", border=QUIET_ZONE, omitsize=True, xmldecl=False, svgns=False, nl=False)
    path = svg.getvalue().decode().partition(' d="')[2].partition('"')[0]
    return QrCode(link, int(code.symbol_size(border=QUIET_ZONE)[0]), path, code)


def longest_link(size_mm: float) -> int:
    """Return how many bytes a link may have so that modules in a code of `size_mm` are wide enough; 0 if none fits."""
    modules = int(size_mm / SMALLEST_MODULE_MM + 1e-9) - 2 * QUIET_ZONE
    version = min((modules - 17) // 4, 40)
    if version < 1:
        return 0
    overhead = 4 + (8 if version < 10 else 16)  # bits: mode and length of a byte segment
    capacity: Any = consts.SYMBOL_CAPACITY[version]
    bits: int = capacity[consts.ERROR_LEVEL_M]
    return (bits - overhead) // 8
