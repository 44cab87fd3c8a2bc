"""QR codes from the event's link: vector for PDFs, SVG with a PNG for decks."""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import isqrt
from typing import Any

QUIET_ZONE = 4  # modules, as ISO/IEC 18004 asks
SMALLEST_MODULE_MM = 0.4
PIXELS = 12  # pixels a module of the PNG
LEVEL = "M"  # of error correction
_BETTER = ("H", "Q")
_VERSIONS = 40
_MOST_BYTES = 3000  # more than any code holds
_LIGHT_AND_DARK = bytes(byte == 0 for byte in range(256))  # of a picture's shades, 0 is black
_DARK = re.compile(b"\1+")
Rows = tuple[bytes, ...]  # of modules, from the top; a dark one is 1


@dataclass(frozen=True)
class QrCode:
    """A code: its link, its level of error correction, and its modules without the quiet zone."""

    link: str
    level: str
    rows: Rows = field(repr=False)

    @property
    def version(self) -> int:
        """Its version, from 1 to 40."""
        return version_of(self.rows)

    @property
    def modules(self) -> int:
        """The modules along a side with the quiet zone."""
        return len(self.rows) + 2 * QUIET_ZONE

    @cached_property
    def path(self) -> str:
        """Its SVG path, one unit a module."""
        return path_of(self.rows)

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

        side, png = len(self.rows), io.BytesIO()
        image = Image.new("P", (self.modules, self.modules))
        image.putpalette([*ImageColor.getrgb(light), *ImageColor.getrgb(dark)])
        image.paste(Image.frombytes("P", (side, side), b"".join(self.rows)), (QUIET_ZONE, QUIET_ZONE))
        scaled = image.resize((self.modules * scale, self.modules * scale), Image.Resampling.NEAREST)
        scaled.save(png, format="PNG", bits=1)
        return png.getvalue()


@lru_cache(maxsize=32)
def encode(link: str) -> QrCode:
    """Encode `link` at error correction level M or, where it costs no module, better."""
    rows = drawn(link, LEVEL)
    for level in _BETTER:
        try:
            return QrCode(link, level, drawn(link, level, version=version_of(rows)))
        except ValueError:  # it does not fit
            continue
    return QrCode(link, LEVEL, rows)


def drawn(link: str, level: str, **fixed: int) -> Rows:
    """Return the modules of a code; version and data mask are the library's choice unless they are `fixed`.

    ValueError if it does not fit its version.
    """
    import zxingcpp  # noqa: PLC0415  # takes memory that a run of cards with its table made does without

    # Bytes without a mark of their encoding: readers take them for UTF-8, and no link is longer than its bytes.
    create: Any = zxingcpp.create_barcode
    code = create(link.encode(), zxingcpp.BarcodeFormat.QRCode, eci="0", ecLevel=level, **fixed)
    modules = bytes(memoryview(code.to_image(scale=1, add_quiet_zones=False))).translate(_LIGHT_AND_DARK)
    side = isqrt(len(modules))
    return tuple(modules[start : start + side] for start in range(0, side * side, side))


def version_of(rows: Rows) -> int:
    """Return the version of a code by its size."""
    return (len(rows) - 17) // 4


def path_of(rows: Iterable[bytes]) -> str:
    """Return a code as an SVG path of strokes, one unit wide, that starts within the quiet zone."""
    return "".join(
        f"M{QUIET_ZONE + dark.start()} {QUIET_ZONE + y}.5h{dark.end() - dark.start()}"
        for y, row in enumerate(rows)
        for dark in _DARK.finditer(row)
    )


def longest_link(size_mm: float) -> int:
    """Return how many bytes a link may have so that modules in a code of `size_mm` are wide enough; 0 if none fits."""
    modules = int(size_mm / SMALLEST_MODULE_MM + 1e-9) - 2 * QUIET_ZONE
    version = min((modules - 17) // 4, _VERSIONS)
    return _capacity(version) if version >= 1 else 0


@lru_cache
def _capacity(version: int) -> int:
    """Return how many bytes a code of a version holds."""
    return bisect_left(range(1, _MOST_BYTES), True, key=lambda length: not _fits("x" * length, version))


def _fits(link: str, version: int) -> bool:
    try:
        drawn(link, LEVEL, version=version, dataMask=0)
    except ValueError:
        return False
    return True
