"""Logos on their grounds: which version of one is seen there, and whether it needs a plate behind it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from generator.cache import kept
from generator.images import inspect_raster
from generator.renderers.pdf import FontFolder, render_pdf
from generator.svg import inspect_svg
from generator.themes.colour import contrast, hexadecimal

DARK = "-dark"  # after a logo's name: its version for dark grounds
PLATES = ("paper", "ground", "ink")  # tokens, in order; where none shows all of a logo, it stands as it is
PLATE_EDGE = 0.12  # of a plate's height: what it shows of itself round the logo
RASTER_SCALE = 3.0  # pixels a point of the PNG beside an SVG logo: 425 for its longer side
SEEN = 1.5  # contrast from which a part of a logo is seen
_SIDE = 64  # pixels of the copy that is looked at
_BANDS = 8
_LEAST = 0.04  # of a band's pixels


@dataclass(frozen=True)
class Mark:
    """A logo as it stands on a ground: the asset, its width over its height, and the token of the plate behind it."""

    src: str
    ratio: float
    plate: str | None = None


@dataclass(frozen=True)
class LogoBook:
    """The logos of a build by name, "logo-1" and "logo-1-dark", as bytes and media type, and the theme's colours."""

    assets: Mapping[str, tuple[bytes, str]]
    colours: Mapping[str, str]

    def on(self, src: str, ground: str) -> Mark:
        """Return logo `src` as it is to stand on the token `ground`: in the version seen there, else on a plate."""
        found = self.bare(src, self.colours[ground])
        if found is not None:
            return found
        plate = next((token for token in PLATES if self._seen(src, self.colours[token])), None)
        return Mark(src, _ratio(*self.assets[src]), plate)

    def bare(self, src: str, colour: str) -> Mark | None:
        """Return logo `src` in the version that is seen on "#RRGGBB" without a plate; None if neither is."""
        is_dark = contrast(colour, "#FFFFFF") > contrast(colour, "#000000")
        versions = [name for name in (src, src + DARK) if name in self.assets]
        seen = (name for name in (reversed(versions) if is_dark else versions) if self._seen(name, colour))
        return next((Mark(name, _ratio(*self.assets[name])) for name in seen), None)

    def _seen(self, name: str, colour: str) -> bool:
        return is_seen(*self.assets[name], colour)


@lru_cache(maxsize=256)
def is_seen(data: bytes, media: str, ground: str) -> bool:
    """Return whether a picture stands out from "#RRGGBB" in every part of it.

    It is cut into bands across and down; a logo whose lettering is lost beside a bright emblem is not seen.
    """
    dots = _dots(data, media)
    shown = {place for place, colour in dots.items() if contrast(colour, ground) >= SEEN}
    return all(len(band & shown) >= _LEAST * len(band) for axis in (0, 1) for band in _bands(frozenset(dots), axis))


def _bands(places: frozenset[tuple[int, int]], axis: int) -> list[frozenset[tuple[int, int]]]:
    """Return the places in bands of equal width along an axis, those with few of them left out."""
    first = min(place[axis] for place in places)
    width = (max(place[axis] for place in places) + 1 - first) / _BANDS
    bands = [
        frozenset(place for place in places if int((place[axis] - first) / width) == number) for number in range(_BANDS)
    ]
    return [band for band in bands if len(band) >= len(places) / _BANDS / 4]


@lru_cache(maxsize=32)
def _ratio(data: bytes, media: str) -> float:
    if media == "image/svg+xml":
        width, height = inspect_svg(data)
    else:
        facts = inspect_raster(data)
        width, height = facts.width, facts.height
    return width / height


@lru_cache(maxsize=32)
def _dots(data: bytes, media: str) -> dict[tuple[int, int], str]:
    """Return the colour of every pixel of a small copy that is not see-through, by its place."""
    from PIL import Image  # noqa: PLC0415  # only where there are logos

    with Image.open(io.BytesIO(raster(data) if media == "image/svg+xml" else data)) as image:
        small = image.convert("RGBA")
        small.thumbnail((_SIDE, _SIDE))
    pixels: Any = small.load()
    places = ((x, y) for x in range(small.width) for y in range(small.height))
    found = {(x, y): hexadecimal(tuple(c / 255 for c in pixels[x, y][:3])) for x, y in places if pixels[x, y][3] > 127}
    return found or {(0, 0): "#FFFFFF"}


def raster(data: bytes) -> bytes:
    """Return an SVG as a PNG on a clear ground, for programs that draw no SVG; it is kept."""
    return kept("rasters", data, partial(_drawn, data))


def _drawn(data: bytes) -> bytes:
    import pypdfium2  # noqa: PLC0415  # only where a logo is an SVG

    style = "@page{size:50mm 50mm;margin:0}body{margin:0}img{display:block;width:50mm;height:50mm;object-fit:contain}"
    html = f"<html lang='id'><title>logo</title><style>{style}</style><img alt='logo' src='asset:logo'>"
    pdf = render_pdf(html, "logo", [], FontFolder(Path()), [], {"logo": (data, "image/svg+xml")})
    page = pypdfium2.PdfDocument(pdf)[0]
    image = page.render(scale=RASTER_SCALE, fill_color=(0, 0, 0, 0)).to_pil()
    png = io.BytesIO()
    image.crop(image.getbbox()).save(png, format="PNG", optimize=True)
    return png.getvalue()
