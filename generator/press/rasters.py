"""Images: their pixels turned to inks, or to grey where they are soft masks."""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Name

from generator.press.colours import Inks

_STALE = ("/Decode", "/Intent")


def separate_raster(image: Any, inks: Inks | None) -> None:
    """Rewrite an image in CMYK, or in grey without `inks`; its own soft mask, which is grey, stays.

    One that is cut out by colours of its old space stays as it is.
    """
    if isinstance(image.get("/Mask"), Array):
        return
    picture = pikepdf.PdfImage(image).as_pil_image()
    pixels = inks.image(picture) if inks else picture.convert("L")
    image.write(zlib.compress(pixels.tobytes(), 9), filter=Name.FlateDecode, decode_parms=None)
    image.ColorSpace = Name.DeviceCMYK if inks else Name.DeviceGray
    image.BitsPerComponent = 8
    for key in _STALE:
        if key in image:
            del image[key]
