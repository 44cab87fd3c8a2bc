"""Images sharp enough for print."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from generator.preflight.pdf_file import PdfFile
from generator.preflight.pdf_paint import Picture
from generator.preflight.rule import Expected, Fault, Rule, Severity
from generator.wording import say

BLURRED_PPI, SOFT_PPI = 150, 300
TOLERANCE_PPI = 1


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each image with too few pixels for the size it is printed at."""
    for picture in file.pictures:
        if picture.ppi < SOFT_PPI - TOLERANCE_PPI:
            wide, high = picture.pixels
            message = say(
                "{name} of {wide} × {high} pixels is printed at {ppi:.0f} ppi",
                name=_name(picture, expected),
                wide=wide,
                high=high,
                ppi=picture.ppi,
            )
            severity: Severity = "error" if picture.ppi < BLURRED_PPI - TOLERANCE_PPI else "warning"
            more = SOFT_PPI / max(picture.ppi, 0.1)
            mend = say(
                "use one of at least {wide} × {high} pixels, or a drawing (SVG)",
                wide=ceil(wide * more),
                high=ceil(high * more),
            )
            yield Fault(message, mend, picture.page, picture.place, severity)


def _name(picture: Picture, expected: Expected) -> str:
    """Return the file's name of an image, if the project has one of as many pixels."""
    same = (one.name for one in expected.rasters if {*one[1:]} == {*picture.pixels})
    return next(same, say("an image"))


RULE = Rule(
    id="pdf-image-resolution",
    media="pdf",
    severity="error",
    strict=False,
    looks_for=f"images printed below {SOFT_PPI} ppi (a warning) or {BLURRED_PPI} ppi (an error)",
    check=check,
    look=True,
)
