"""Images sharp enough for print."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule

BLURRED_PPI, SOFT_PPI = 150, 300
TOLERANCE_PPI = 1


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each image with too few pixels for the size it is printed at."""
    for picture in file.pictures:
        if picture.ppi < SOFT_PPI - TOLERANCE_PPI:
            wide, high = picture.pixels
            message = f"an image of {wide} × {high} pixels is printed at {picture.ppi:.0f} ppi"
            severity = "error" if picture.ppi < BLURRED_PPI - TOLERANCE_PPI else "warning"
            mend = (
                f"use one with {SOFT_PPI / max(picture.ppi, 0.1):.1f} times as many pixels a side, or a drawing (SVG)"
            )
            yield Fault(message, mend, picture.page, picture.place, severity)  # type: ignore[arg-type]


RULE = Rule(
    id="pdf-image-resolution",
    media="pdf",
    severity="error",
    strict=True,
    looks_for=f"images printed below {SOFT_PPI} ppi (a warning) or {BLURRED_PPI} ppi (an error)",
    check=check,
    thorough=True,
)
