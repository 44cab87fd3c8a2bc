"""Draw kawung's art from its parameters; run as a module to write the files that ship.

The unit is the petal's length; a petal lies along +x from the motif's centre. Paths hold M, L, C and Z only; a dot
is a line of no length with round caps.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from generator.resources import shipped

Point = tuple[float, float]
Cubic = tuple[Point, Point, Point, Point]

OFFSET = 0.07  # from the centre to the petal's tip
LENGTH = 1.0
SHOULDER = (0.54, 0.30)  # where the petal is widest
INNER, INNER_STROKE = 0.905, 0.0075
RING, RING_DOTS, RING_RADIUS = 0.835, 46, 0.0062
DARK_LENS, SEED_LENS, SLIT = (0.155, 0.90, 0.36), (0.212, 0.852, 0.288), (0.24, 0.82, 0.102)
AXIS_DOTS = {0.011: (0.3, 0.785), 0.017: (0.37, 0.72), 0.024: (0.45, 0.64), 0.03: (0.545,)}
ARM, WAIST, JEWEL_DOT = 0.125, 0.014, 0.017


@dataclass(frozen=True)
class Shape:
    """One path of the art: its part, its data, and its stroke's width or 0 to fill."""

    part: str
    data: str
    width: float = 0


def outline() -> list[Cubic]:
    """Return the petal's outline, from its inner tip round and back."""
    x, y = SHOULDER
    there: list[Cubic] = [
        ((0, 0), (0, -0.114), (0.22, -y), (x, -y)),
        ((x, -y), (0.82, -y), (LENGTH, -0.174), (LENGTH, 0)),
    ]
    back: list[Cubic] = [_mirrored(part) for part in reversed(there)]
    return there + back


def scaled(parts: Iterable[Cubic], share: float, middle: float) -> list[Cubic]:
    """Return the curves `share` as large about (middle, 0)."""
    return [_each(part, lambda p: (middle * (1 - share) + p[0] * share, p[1] * share)) for part in parts]


def moved(parts: Iterable[Cubic]) -> list[Cubic]:
    """Return the curves as far from the motif's centre as petals are."""
    return [_each(part, lambda p: (p[0] + OFFSET, p[1])) for part in parts]


def lens(start: float, end: float, height: float) -> list[Cubic]:
    """Return a lens along the axis, made of two quadratic curves."""
    middle = (start + end) / 2
    left, right = (start, 0.0), (end, 0.0)
    return [_quadratic(left, (middle, -height), right), _quadratic(right, (middle, height), left)]


def ring_dots() -> list[Point]:
    """Return the dots of the ring, evenly along it, none on the axis."""
    path = [_at(part, step / 400) for part in scaled(outline(), RING, 0.53) for step in range(400)]
    lengths = list(accumulate((math.dist(a, b) for a, b in pairwise([*path, path[0]])), initial=0.0))
    dots, index = [], 0
    for number in range(RING_DOTS):
        wanted = (number + 0.5) / RING_DOTS * lengths[-1]
        while lengths[index + 1] < wanted:
            index += 1
        dots.append(path[index])
    return dots


def jewel() -> list[Cubic]:
    """Return the four-pointed jewel."""
    top, right, bottom, left = (0.0, -ARM), (ARM, 0.0), (0.0, ARM), (-ARM, 0.0)
    return [
        _quadratic(top, (WAIST, -WAIST), right),
        _quadratic(right, (WAIST, WAIST), bottom),
        _quadratic(bottom, (-WAIST, WAIST), left),
        _quadratic(left, (-WAIST, -WAIST), top),
    ]


def drawings() -> dict[str, str]:
    """Return every art file of the theme by name."""
    petal = [
        Shape("form", _curves(moved(outline()))),
        Shape("ground", _curves(moved(scaled(outline(), INNER, 0.53))), INNER_STROKE),
        Shape("ground", _dots((x + OFFSET, y) for x, y in ring_dots()), 2 * RING_RADIUS),
        Shape("ground", _curves(moved(lens(*DARK_LENS)))),
    ]
    seed = [
        Shape("seed", _curves(moved(lens(*SEED_LENS)))),
        *(Shape("ground", _dots((x + OFFSET, 0) for x in xs), 2 * radius) for radius, xs in AXIS_DOTS.items()),
    ]
    small = [petal[0], Shape("ground", _curves(moved(lens(*SLIT))))]
    heart = [Shape("form", _curves(jewel())), Shape("ground", _dots([(0, 0)]), 2 * JEWEL_DOT)]
    motif, icon = "-1.1 -1.1 2.2 2.2", "0 0 24 24"
    return {
        "petal.svg": _svg(
            "One kawung petal along +x from the centre; unit: its length. Parts: form, ground, seed.",
            motif,
            petal + seed,
        ),
        "petal-soft.svg": _svg("The petal without its seed, for pale grounds.", motif, petal),
        "petal-small.svg": _svg("The petal at small sizes: outline and slit.", motif, small),
        "jewel.svg": _svg("The four-pointed jewel at the motif's centre.", motif, heart),
        "check.svg": _svg("Icon on a 24 grid, round caps.", icon, [Shape("icon", "M4.5 12.8L9.6 17.9L19.5 7", 2.4)]),
        "cross.svg": _svg("Icon on a 24 grid, round caps.", icon, [Shape("icon", "M6 6L18 18M18 6L6 18", 2.4)]),
    }


def write(folder: Path) -> None:
    """Write the art files into `folder`."""
    for name, text in drawings().items():
        (folder / name).write_text(text, encoding="utf-8")


def _svg(comment: str, box: str, shapes: Sequence[Shape]) -> str:
    lines = [f'<path class="{shape.part}" d="{shape.data}"{_stroke(shape.width)}/>' for shape in shapes]
    head = f'<!-- {comment} -->\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">'
    return "\n".join([head, *lines, "</svg>\n"])


def _stroke(width: float) -> str:
    return f' stroke-width="{width:g}"' if width else ""


def _curves(parts: Sequence[Cubic]) -> str:
    return "M" + _point(parts[0][0]) + "".join("C" + " ".join(map(_point, part[1:])) for part in parts) + "Z"


def _dots(points: Iterable[Point]) -> str:
    return "".join(f"M{_point(point)}L{_point(point)}" for point in points)


def _point(point: Point) -> str:
    return " ".join(_number(value) for value in point)


def _number(value: float) -> str:
    # Halves go away from zero, whatever binary fractions make of them.
    text = f"{value + math.copysign(1e-9, value):.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def _quadratic(start: Point, control: Point, end: Point) -> Cubic:
    def towards(point: Point) -> Point:
        return tuple(a + 2 / 3 * (c - a) for a, c in zip(point, control, strict=True))  # type: ignore[return-value]

    return start, towards(start), towards(end), end


def _at(part: Cubic, t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
    return (
        sum(w * p[0] for w, p in zip(weights, part, strict=True)),
        sum(w * p[1] for w, p in zip(weights, part, strict=True)),
    )


def _mirrored(part: Cubic) -> Cubic:
    a, b, c, d = ((x, -y) for x, y in part)
    return d, c, b, a


def _each(part: Cubic, change: Callable[[Point], Point]) -> Cubic:
    a, b, c, d = map(change, part)
    return a, b, c, d


if __name__ == "__main__":
    write(shipped("templates") / "_themes" / "kawung" / "art")
