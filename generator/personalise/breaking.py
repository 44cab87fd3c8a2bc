"""Where a text is broken into lines, so that these are as even as can be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, combinations

from generator.personalise.shaping import KERNED, UNKERNED

# A line may end at a space, or after a hyphen between letters.
_BREAK = re.compile(r" |(?<=\w)-(?=\w)")
# Names break best before their titles, worst at a hyphen; the costs are shares of the width, squared.
SPACE_COST, HYPHEN_COST = 0.12, 0.3
LAST_LONGEST = 1.25  # times as uneven
Break = tuple[int, int, float]  # where a line ends in the text, where the next starts, and the cost


def breaks_of(text: str) -> list[Break]:
    """Return where lines of a text may end."""
    if "-" not in text:
        ends = accumulate(map(len, text.split(" ")), lambda end, length: end + 1 + length)
        return [(at, at + 1, 0.0 if text[at - 1] == "," else SPACE_COST) for at in ends][:-1]
    breaks = []
    for found in _BREAK.finditer(text):
        at, after = found.span()
        if text[at] == "-":
            breaks.append((after, after, HYPHEN_COST))
        else:
            breaks.append((at, after, 0.0 if text[at - 1] == "," else SPACE_COST))
    return breaks


def evenest(
    widths: Sequence[int], breaks: Sequence[Break], count: int, room: float, limit: float
) -> Sequence[Break] | None:
    """Return the breaks into `count` lines, two or more, that make them most even; None if they do not fit.

    `widths` are those of the letters; a line of kerned text may be `room` wide, unkerned `limit`.
    """
    if count == 2:
        return _halves(widths, breaks, room, limit)
    return _parts(widths, breaks, count, room, limit)


def _halves(widths: Sequence[int], breaks: Sequence[Break], room: float, limit: float) -> Sequence[Break] | None:
    """Return the best break into two lines, as most names have: `_parts` without its loops."""
    best, least = None, float("inf")
    for each in breaks:
        end, start, cost = each
        before, after = sum(widths[:end]), sum(widths[start:])
        first, last = before & KERNED, after & KERNED
        if first <= room and last <= room:
            uneven = (last - first) ** 2 * (LAST_LONGEST if last > first else 1) + cost * room * room
            if uneven < least and max(before, after) >> UNKERNED <= limit:
                best, least = each, uneven
    return [best] if best else None


def _parts(
    widths: Sequence[int], breaks: Sequence[Break], count: int, room: float, limit: float
) -> Sequence[Break] | None:
    """Return the breaks into so many lines that make them most even; a hyphen at a line's end counts against them.

    `widths` are those of the letters.
    """
    best, least = None, float("inf")
    so_far = [0, *accumulate(widths)]
    for chosen in combinations(breaks, count - 1):
        ends = zip(*lines_of([*chosen, (len(widths), 0, 0.0)]), strict=True)
        lines = [so_far[end] - so_far[start] for start, end in ends]
        kerned = [line & KERNED for line in lines]
        widest = max(kerned)
        uneven = sum((widest - width) ** 2 for width in kerned) * (LAST_LONGEST if kerned[-1] > kerned[0] else 1)
        uneven += sum(cost for _, _, cost in chosen) * room**2
        if uneven < least and widest <= room and max(lines) >> UNKERNED <= limit:
            best, least = chosen, uneven
    return best


def lines_of(breaks: Sequence[Break]) -> tuple[list[int], list[int]]:
    """Return where each line starts in the text, and where it ends."""
    ends, starts, _ = zip(*breaks, strict=True)
    return [0, *starts[:-1]], [*ends]
