"""Pictures for the deck: raster files as they are, SVG with a PNG beside it for programs that draw no SVG."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.renderers.logos import raster
from generator.renderers.qr import PIXELS, encode

MEDIA = ("image/png", "image/jpeg", "image/svg+xml")


@dataclass(frozen=True)
class ImageSource:
    """A picture: its bytes and media type; an SVG needs `fallback`, a PNG of it."""

    media: str
    data: bytes
    fallback: bytes | None = None

    def __post_init__(self) -> None:
        if self.media not in MEDIA:
            raise ValueError(f"a deck holds PNG, JPEG and SVG, not {self.media}")
        if self.media == "image/svg+xml" and self.fallback is None:
            raise ValueError("an SVG in a deck needs a PNG beside it")

    @property
    def raster(self) -> bytes:
        """What every program can draw: the picture, or the PNG beside an SVG."""
        return self.data if self.fallback is None else self.fallback


def logo_images(assets: Mapping[str, tuple[bytes, str]]) -> dict[str, ImageSource]:
    """Return logos, given by name as bytes and media type, as pictures."""
    return {
        name: ImageSource(media, data, raster(data) if media == "image/svg+xml" else None)
        for name, (data, media) in assets.items()
    }


def qr_image(link: str, dark: str, light: str, scale: int = PIXELS) -> ImageSource:
    """Return the QR code of `link` in two colours ("#RRGGBB"); of its PNG, a module has `scale` pixels."""
    code = encode(link)
    return ImageSource("image/svg+xml", code.svg(dark, light).encode(), code.png(dark, light, scale))
