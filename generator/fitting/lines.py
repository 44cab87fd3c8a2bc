"""Break text into lines that every program breaks alike, and balance those of headlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from generator.fitting.breaks import joined_at_hyphens, units
from generator.fitting.measure import Ruler
from generator.fitting.scripts import tracked

# Programs differ by this much in the width of a line; breaks must not depend on it.
WIDTH_FACTORS = (0.996, 1.0, 1.004)
UNTRACKED_FACTOR = 1.0025  # by so much they differ when they are told alike where tracking ends
# Texts of more pieces are not balanced: the ways to break them grow too many to try.
MOST_BALANCED = 18
_LOOSE_END = re.compile(r"(?:^| )[^\W\d]{1,3}$|[.!?…] [^\W\d]\w*$")
Lines = tuple[str, ...]


def stable_lines(text: str, limit: float, tracking: float, ruler: Ruler) -> Lines | None:
    """Return the lines if every renderer breaks alike and every piece fits, else None."""
    lines = _break(text, limit, tracking, ruler.width)
    if lines is None:
        return None
    widest = max(line_width(line, tracking, ruler.width) for line in lines)
    safe = _safe(limit, text, tracking)
    if len(lines) == 1 and widest <= safe and line_width(text, tracking, ruler.width_unkerned) <= limit:
        return lines
    others = [_break(text, width, tracking, ruler.width) for width in (limit / WIDTH_FACTORS[0], safe)]
    others.append(_break(text, limit, tracking, ruler.width_unkerned))
    return lines if all(other == lines for other in others) else None


def _safe(limit: float, text: str, tracking: float) -> float:
    """Return how wide a line may be so that every program has it within `limit` (em).

    Programs count no tracking after the last letter: where it is negative, a line is that much wider.
    """
    untracked = min(tracking, 0.0) if len(text) > 1 else 0.0
    return min(limit / WIDTH_FACTORS[-1], (limit + untracked) / UNTRACKED_FACTOR)


def _break(text: str, limit: float, tracking: float, width: Callable[[str], float]) -> Lines | None:
    """Break greedily at `limit` (em); None if a single piece is wider than a line."""
    lines: list[str] = []
    current = ""
    used = 0.0
    for unit in units(text):
        bare = unit.rstrip(" ")
        if used + line_width(bare, tracking, width) > limit:
            if not current:
                return None
            lines.append(current.rstrip(" "))
            current, used = "", 0.0
            if line_width(bare, tracking, width) > limit:
                return None
        current += unit
        used += line_width(unit, tracking, width)
    return (*lines, current.rstrip(" "))


def line_width(text: str, tracking: float, width: Callable[[str], float]) -> float:
    """Return the width of a line (em) as `width` measures its letters."""
    return width(text) + (tracking * tracked(text) if tracking else 0.0)


def even_lines(text: str, limit: float, tracking: float, ruler: Ruler, hyphens: bool) -> Lines | None:
    """Return as few lines as can be, as even as they can be: none ends in a hyphen, no single last word, if possible.

    Renderers must take these breaks as given: they are not where a greedy renderer would break.
    """
    safe = _safe(limit, text, tracking)
    greedy = _break(text, safe, tracking, ruler.width)
    if greedy is None:
        return None
    if len(greedy) == 1 and (stable := stable_lines(text, limit, tracking, ruler)):
        return stable
    pieces = units(text) if hyphens else joined_at_hyphens(units(text))
    if len(pieces) > MOST_BALANCED:
        return _tightened(text, greedy, safe, tracking, ruler)
    # Where kerning alone lets so few lines fit, one more is taken rather than a smaller size.
    fewest = max(len(greedy), 2)
    return _most_even(pieces, fewest, safe, tracking, ruler) or _most_even(pieces, fewest + 1, safe, tracking, ruler)


def _most_even(pieces: Sequence[str], count: int, limit: float, tracking: float, ruler: Ruler) -> Lines | None:
    """Return the pieces in `count` lines, with and without kerning within `limit`, as even as can be."""

    @cache
    def fits(line: str) -> bool:
        return all(line_width(line, tracking, width) <= limit for width in (ruler.width, ruler.width_unkerned))

    return min(_splits(pieces, count, fits), key=lambda lines: _quality(lines, tracking, ruler), default=None)


def _splits(pieces: Sequence[str], count: int, fits: Callable[[str], bool]) -> Iterator[Lines]:
    """Yield the ways to make `count` lines of the pieces, all of which fit."""
    ends = [len(pieces)] if count == 1 else range(1, len(pieces) - count + 2)
    for end in ends:
        line = "".join(pieces[:end]).rstrip(" ")
        if not fits(line):
            return
        if count == 1:
            yield (line,)
        else:
            yield from ((line, *rest) for rest in _splits(pieces[end:], count - 1, fits))


def _quality(lines: Lines, tracking: float, ruler: Ruler) -> tuple[int, float]:
    widths = [line_width(line, tracking, ruler.width) for line in lines]
    return _blemishes(lines, widths), _unevenness(widths) + _loose_ends(lines) * (max(widths) / 4) ** 2


def _tightened(text: str, greedy: Lines, limit: float, tracking: float, ruler: Ruler) -> Lines:
    """Return the lines broken a little earlier where that saves the last line from being a stump."""
    if not _stump(greedy, tracking, ruler):
        return greedy
    for step in range(1, 21):
        tighter = _break(text, limit * (1 - step / 100), tracking, ruler.width)
        if tighter is None or len(tighter) > len(greedy):
            break
        if not _stump(tighter, tracking, ruler):
            return tighter
    return greedy


def _unevenness(widths: Sequence[float]) -> float:
    """Return how uneven lines are; of two as uneven, the one that narrows downwards is the better."""
    uneven = sum((max(widths) - width) ** 2 for width in widths)
    return uneven * (1.25 if widths[-1] > widths[0] else 1.0)


def _blemishes(lines: Lines, widths: Sequence[float]) -> int:
    """Count lines broken at a hyphen, and a short single word left on the last line."""
    lonely = " " not in lines[-1] and widths[-1] < max(widths) / 2
    return sum(line.endswith("-") for line in lines[:-1]) + lonely


def _loose_ends(lines: Lines) -> int:
    """Count lines that end in a short word, or in the first word of a sentence: both belong to what follows."""
    return sum(bool(_LOOSE_END.search(line)) for line in lines[:-1])


def _stump(lines: Lines, tracking: float, ruler: Ruler) -> bool:
    """Return whether the last line is a single word, or shorter than a third of the longest."""
    widths = [line_width(line, tracking, ruler.width) for line in lines]
    return " " not in lines[-1] or widths[-1] < max(widths) / 3
