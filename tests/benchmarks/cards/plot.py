"""What cards cost as a plot: CPU seconds by number of cards, both on a scale of powers of ten."""

from __future__ import annotations

from collections.abc import Mapping
from math import log10

LEFT, TOP, WIDE, HIGH = 56, 20, 470, 330
NAMES = 190  # px beside the plot
FEWEST, MOST, LEAST, LONGEST = 100, 100_000, 0.1, 1000
INK, PALE, OURS, OTHERS = "#1B1B33", "#D9D6CC", "#B3700A", "#565A80"
TEXT = f'font-family="Plus Jakarta Sans, DejaVu Sans, sans-serif" font-size="12" fill="{INK}"'


def plot(lines: Mapping[str, Mapping[int, float]], ours: str) -> str:
    """Return an SVG of CPU seconds by count and name; the line named `ours` stands out."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDE + NAMES} {TOP + HIGH + 50}" {TEXT}>',
        '<rect width="100%" height="100%" fill="#fff"/><title>CPU seconds by number of cards</title>',
    ]
    for power in range(-1, 4):
        y = _y(10.0**power)
        parts.append(f'<path d="M{LEFT} {y:.1f}h{WIDE}" stroke="{PALE}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    for power in range(2, 6):
        parts.append(f'<text x="{_x(10**power):.1f}" y="{TOP + HIGH + 20}" text-anchor="middle">{10**power:,}</text>')
    parts.append(f'<text x="{LEFT + WIDE / 2}" y="{TOP + HIGH + 42}" text-anchor="middle">cards</text>')
    parts.append(f'<text x="{LEFT + 8}" y="{TOP - 6}">CPU seconds</text>')
    label = 0.0
    for name, line in sorted(lines.items(), key=lambda named: -max(named[1].values())):
        points = [(_x(count), _y(seconds)) for count, seconds in sorted(line.items())]
        colour, weight = (OURS, 3) if name == ours else (OTHERS, 1.5)
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{weight}"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{weight + 1}" fill="{colour}"/>' for x, y in points]
        x, y = points[-1]
        label = max(y + 4, label + 15)  # names stand below one another
        parts.append(
            f'<text x="{x + 9:.1f}" y="{label:.1f}" fill="{colour}" stroke="#fff" stroke-width="4" '
            f'paint-order="stroke" font-weight="{700 if name == ours else 400}">{name}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])


def _x(count: float) -> float:
    return LEFT + WIDE * log10(count / FEWEST) / log10(MOST / FEWEST)


def _y(seconds: float) -> float:
    return TOP + HIGH * (1 - log10(seconds / LEAST) / log10(LONGEST / LEAST))
