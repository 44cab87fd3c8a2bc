"""What stands outside the bleed: crop and registration marks on all plates, colour bars, and the slug line.

Lengths are mm, from the lower left corner of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name

from generator.fitting import PT_PER_MM
from generator.press.outlines import outlined
from generator.themes.fonts import FontFace

GAP, LENGTH = 1.0, 5.0  # of marks from the bleed's edge outwards
SLUG_ROOM = 4.0  # beyond the marks
MARGIN = GAP + LENGTH + SLUG_ROOM + 1.0
SLUG_PT = 6.0
PATCH = 4.0  # side of a colour patch
HAIRLINE_PT = 0.25
DASHES = "[0.7 0.5] 0 d"  # mm; of folds
# Solid inks, halves, and the three colours over each other.
PATCHES = ("1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1", ".5 0 0 0", "0 .5 0 0", "0 0 .5 0", "0 0 0 .5")
_ROUND = 0.5523  # of a radius: how long the handles of a quarter circle are

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True)
class Sheet:
    """A page for the press: trim in mm, the bleed around it, and around that a margin for marks.

    `folds` are distances from the left edge of its trim. A sheet whose marks lie within its trim has no margin.
    """

    width: float
    height: float
    bleed: float
    folds: tuple[float, ...] = ()
    margin: float = MARGIN

    @property
    def media(self) -> Box:
        """The whole sheet."""
        around = 2 * (self.bleed + self.margin)
        return 0, 0, self.width + around, self.height + around

    @property
    def bleed_box(self) -> Box:
        """How far colour reaches over the trim."""
        return self._around(self.bleed)

    @property
    def trim(self) -> Box:
        """The finished page."""
        return self._around(0)

    def _around(self, more: float) -> Box:
        edge = self.bleed + self.margin
        return edge - more, edge - more, edge + self.width + more, edge + self.height + more


def all_plates() -> Array:
    """Return the colour space that prints on every plate."""
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array([1] * 4), N=1)
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])


def marks(sheet: Sheet, slug: str, face: FontFace, space: str) -> bytes:
    """Return the instructions that draw all that stands outside the bleed; `space` names the space of all plates."""
    left, bottom, right, top = sheet.trim
    lines = [*_crop(sheet), *_registration(sheet), *_folds(sheet)]
    size = min(SLUG_PT / PT_PER_MM, (right - left) / face.ruler.width(slug))
    text = outlined(face, slug, left, bottom - sheet.bleed - GAP - LENGTH - SLUG_ROOM + 1, size)
    scale = f"{PT_PER_MM:.6f}"
    return "\n".join(
        [
            f"q {scale} 0 0 {scale} 0 0 cm {HAIRLINE_PT / PT_PER_MM:.4f} w 0 J 0 j [] 0 d",
            f"{space} CS 1 SCN {space} cs 1 scn",
            *lines,
            f"{text} f",
            *_bar(left + GAP + 2, top + sheet.bleed + GAP),
            "Q",
        ]
    ).encode()


def _crop(sheet: Sheet) -> Iterator[str]:
    """Yield two lines for each corner, in line with the trim."""
    left, bottom, right, top = sheet.trim
    start, end = sheet.bleed + GAP, sheet.bleed + GAP + LENGTH
    for x in (left, right):
        yield _line(x, bottom - start, x, bottom - end)
        yield _line(x, top + start, x, top + end)
    for y in (bottom, top):
        yield _line(left - start, y, left - end, y)
        yield _line(right + start, y, right + end, y)


def _folds(sheet: Sheet) -> Iterator[str]:
    """Yield a dashed line at either end of each fold."""
    left, bottom, _, top = sheet.trim
    start, end = sheet.bleed + GAP, sheet.bleed + GAP + LENGTH
    for fold in sheet.folds:
        for y1, y2 in ((bottom - end, bottom - start), (top + start, top + end)):
            yield f"{DASHES} {_line(left + fold, y1, left + fold, y2)} [] 0 d"


def _registration(sheet: Sheet) -> Iterator[str]:
    """Yield a cross in a circle at the middle of each side; of a folded one, of its first leaf."""
    left, bottom, right, top = sheet.trim
    out, half = sheet.bleed + GAP + LENGTH / 2, LENGTH / 2
    across, up = left + min([*sheet.folds, right - left]) / 2, (bottom + top) / 2
    for x, y in ((across, bottom - out), (across, top + out), (left - out, up), (right + out, up)):
        yield _line(x - half, y, x + half, y)
        yield _line(x, y - half, x, y + half)
        yield _circle(x, y, half * 0.6)


def _bar(x: float, y: float) -> Iterator[str]:
    for number, inks in enumerate(PATCHES):
        yield f"{inks} k {x + number * PATCH:.3f} {y:.3f} {PATCH:g} {PATCH:g} re f"


def _line(*ends: float) -> str:
    x1, y1, x2, y2 = (f"{end:.3f}" for end in ends)
    return f"{x1} {y1} m {x2} {y2} l S"


def _circle(x: float, y: float, radius: float) -> str:
    handle = radius * _ROUND
    quarters = [
        (radius, handle, handle, radius, 0, radius),
        (-handle, radius, -radius, handle, -radius, 0),
        (-radius, -handle, -handle, -radius, 0, -radius),
        (handle, -radius, radius, -handle, radius, 0),
    ]
    return " ".join([f"{x + radius:.3f} {y:.3f} m", *(_curve(x, y, quarter) for quarter in quarters), "S"])


def _curve(x: float, y: float, numbers: Sequence[float]) -> str:
    moved = (f"{number + (y if place % 2 else x):.3f}" for place, number in enumerate(numbers))
    return " ".join([*moved, "c"])
