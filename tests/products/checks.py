"""What every printed page is held to: text in the safe area, clear of other text and of the motif, large enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from PIL import Image

from generator.products import Product
from generator.renderers.pages import merged_layout
from generator.themes.colour import rgb
from generator.themes.theme import Theme
from tests import pdfs

TOUCHING = 0.05  # mm; ink of neighbouring letters may come as near
CLEAR = 0.3  # mm; nothing of the motif may be nearer to text


@dataclass(frozen=True)
class Sheet:
    """One printed file, and what was declared of it; measures in mm."""

    path: Path
    product: Product
    width: float
    height: float
    scale: float

    @property
    def safe(self) -> float:
        """How far text stays from the edge."""
        return self.product.file.safe_mm * self.scale


def outside(sheet: Sheet) -> list[str]:
    """Return the lines that leave the safe area."""
    return [
        line.text
        for line in pdfs.lines(sheet.path)
        if min(line.box.left, line.box.top) < sheet.safe
        or line.box.right > sheet.width - sheet.safe
        or line.box.bottom > sheet.height - sheet.safe
    ]


def collisions(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield pairs of lines whose letters run into each other."""
    for one, other in combinations(pdfs.lines(sheet.path), 2):
        if one.page == other.page and one.box.overlap(other.box) > TOUCHING:
            # Boxes of lines may overlap where their letters do not.
            deepest = max((a.overlap(b) for a in one.characters for b in other.characters), default=0)
            if deepest > TOUCHING:
                yield one.text, other.text


def touching_the_motif(sheet: Sheet, theme: Theme) -> list[str]:
    """Return the lines that touch what is drawn in the theme's form colour."""
    dpi = 72 * 2.5 / sheet.scale if sheet.width > 150 else 400
    pictures = [pdfs.picture(sheet.path, page, dpi) for page in range(len(pdfs.trims(sheet.path)))]
    scale, form = dpi / 25.4, theme.colours["form"]
    return [
        line.text
        for line in pdfs.lines(sheet.path)
        if framed_by(pictures[line.page], line.box, scale, form)
        and any(framed_by(pictures[line.page], letter, scale, form) for letter in line.characters)
    ]


def framed_by(picture: Image.Image, box: pdfs.Box, scale: float, colour: str) -> bool:
    """Return whether `colour` lies in the narrow frame round a box; `scale` is pixels a mm."""
    wanted = [channel * 255 for channel in rgb(colour)]
    left, top = (int((edge - CLEAR) * scale) - 1 for edge in (box.left, box.top))
    right, bottom = (int((edge + CLEAR) * scale) + 1 for edge in (box.right, box.bottom))
    frame = [(x, y) for x in range(left, right + 1) for y in (top, bottom)]
    frame += [(x, y) for y in range(top, bottom + 1) for x in (left, right)]
    pixels = [picture.getpixel((min(x, picture.width - 1), min(y, picture.height - 1))) for x, y in frame]
    channels = [pixel for pixel in pixels if isinstance(pixel, tuple)]
    return any(all(abs(a - b) < 10 for a, b in zip(pixel, wanted, strict=True)) for pixel in channels)


def too_small(sheet: Sheet, theme: Theme) -> list[str]:
    """Return the lines smaller than the smallest size that the product declares."""
    roles = merged_layout(sheet.product, theme).roles
    least = min(role.style(key, sheet.scale, None, None).minimum for key, role in roles.items()) * sheet.scale
    return [line.text for line in pdfs.lines(sheet.path) if line.size < least - 0.01]
