"""A press PDF's plates, as Ghostscript separates them."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from PIL import Image, ImageChops, ImageMath

INKS = ("Cyan", "Magenta", "Yellow", "Black")
PT_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Plates:
    """The four plates of a page, 0 (bare) to 255 (solid) in each pixel, and its boxes in pixels from the top left."""

    inks: dict[str, Image.Image]
    bleed: tuple[int, int, int, int]
    trim: tuple[int, int, int, int]

    def coverage(self, box: tuple[int, int, int, int]) -> float:
        """Return the most ink, in percent, that any pixel in a box has."""
        parts = [self.inks[ink].crop(box) for ink in INKS]
        total = ImageMath.lambda_eval(
            lambda args: args["c"] + args["m"] + args["y"] + args["k"], **dict(zip("cmyk", parts, strict=True))
        )
        return float(total.getextrema()[1]) / 2.55

    def outside(self, ink: str) -> Image.Image:
        """Return a plate with all within the bleed wiped out."""
        plate = self.inks[ink].copy()
        left, top, right, bottom = self.bleed
        plate.paste(0, (left - 1, top - 1, right + 1, bottom + 1))
        return plate


def most(plate: Image.Image, box: tuple[int, int, int, int]) -> int:
    """Return the highest value of a plate in a box."""
    return max(plate.crop(box).tobytes())


def plates(path: Path, dpi: int = 72) -> list[Plates]:
    """Separate every page of a PDF."""
    with tempfile.TemporaryDirectory() as folder:
        device = ["-sDEVICE=tiffsep", f"-r{dpi}", f"-sOutputFile={folder}/p%d.tif"]
        subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", *device, str(path)], check=True)
        with pikepdf.open(path) as pdf:
            return [_plates(Path(folder), number, page, dpi) for number, page in enumerate(pdf.pages, start=1)]


def _plates(folder: Path, number: int, page: pikepdf.Page, dpi: int) -> Plates:
    inks = {ink: ImageChops.invert(Image.open(folder / f"p{number}({ink}).tif").convert("L")) for ink in INKS}
    high = float(page.mediabox[3])
    bleed, trim = (
        (_px(box[0], dpi), _px(high - float(box[3]), dpi), _px(box[2], dpi), _px(high - float(box[1]), dpi))
        for box in (page.bleedbox, page.trimbox)
    )
    return Plates(inks, bleed, trim)


def _px(points: object, dpi: int) -> int:
    return round(float(str(points)) * dpi / 72)
