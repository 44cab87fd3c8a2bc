"""Find the largest size at which text fits its room, the same for all siblings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.fitting.breaks import joined_at_hyphens, units
from generator.fitting.measure import Ruler

PT_PER_MM = 72 / 25.4
# Programs differ by this much in the width of a line; breaks must not depend on it.
WIDTH_FACTORS = (0.996, 1.0, 1.004)
UNTRACKED_FACTOR = 1.0025  # by so much they differ when they are told alike where tracking ends
# Letters of two lines stay this far apart (em); at a leading this wide, no letters of a Latin font come so near.
CLEARANCE = 0.02
LOOSE = 1.05
# Texts of more pieces are not balanced: the ways to break them grow too many to try.
MOST_BALANCED = 18
_LOOSE_END = re.compile(r"(?:^| )[^\W\d]{1,3}$|[.!?…] [^\W\d]\w*$")
Lines = tuple[str, ...]
Paragraphs = tuple[Lines, ...]


@dataclass(frozen=True)
class Style:
    """A type role, resolved: sizes in pt, leading as a multiple of the size, tracking in em."""

    name: str
    preferred: float
    minimum: float
    weight: int
    leading: float
    tracking: float
    balance: bool = False
    tabular: bool = False


@dataclass(frozen=True)
class Room:
    """The space for a text, in mm; `lines` limits the number of lines, `gap` (pt) parts paragraphs.

    Without `hyphens`, balanced text is not broken at a word's own hyphen.
    """

    width: float
    height: float | None = None
    lines: int | None = None
    gap: float = 0.0
    hyphens: bool = True

    def __str__(self) -> str:
        height = f" × {self.height:.0f}" if self.height is not None else ""
        lines = f", {self.lines} line{'s' if self.lines != 1 else ''} at most" if self.lines else ""
        return f"{self.width:.0f}{height} mm{lines}"


@dataclass(frozen=True)
class Fitted:
    """Text broken into lines at one size: size and pitch in pt, width and height in mm."""

    style: Style
    size: float
    pitch: float
    paragraphs: Paragraphs
    width: float
    height: float

    @property
    def lines(self) -> Lines:
        """All lines of all paragraphs."""
        return tuple(line for paragraph in self.paragraphs for line in paragraph)


@dataclass(frozen=True)
class Overflow:
    """A text that does not fit at its minimum size, and how many characters to cut."""

    text: str
    style: Style
    room: Room
    cut: int


def fit(texts: Sequence[str], style: Style, rooms: Sequence[Room], face: Ruler) -> list[Fitted | Overflow]:
    """Set each text in its room at the largest common size of `style`.

    A text's paragraphs are parted by newlines. Where some text does not fit even at the minimum, it
    comes back as an Overflow and the others at the minimum size.
    """
    ruler = face.tabular if style.tabular else face
    jobs = list(zip(texts, rooms, strict=True))
    for size in sizes(style):
        set_ = [_set(text, style, room, ruler, size) for text, room in jobs]
        if all(set_):
            return [fitted for fitted in set_ if fitted]
    smallest = style.minimum
    return [
        _set(text, style, room, ruler, smallest) or Overflow(text, style, room, _cut(text, style, room, ruler))
        for text, room in jobs
    ]


def sizes(style: Style) -> Iterator[float]:
    """Yield the sizes to try in pt, from the preferred down to the minimum."""
    step = 1.0 if style.preferred >= 40 else 0.5 if style.preferred >= 12 else 0.25
    size = style.preferred
    while size > style.minimum:
        yield size
        size -= step
    yield style.minimum


def _set(text: str, style: Style, room: Room, ruler: Ruler, size: float) -> Fitted | None:
    limit = room.width * PT_PER_MM / size
    paragraphs = []
    for paragraph in text.split("\n"):
        if style.balance:
            lines = _even_lines(paragraph, limit, style.tracking, ruler, room.hyphens)
        else:
            lines = _stable_lines(paragraph, limit, style.tracking, ruler)
        if lines is None:
            return None
        paragraphs.append(lines)
    pitch = size * _clear_leading([line for lines in paragraphs for line in lines], style, ruler)
    count = sum(map(len, paragraphs))
    height = (count * pitch + room.gap * (len(paragraphs) - 1)) / PT_PER_MM
    if (room.lines and count > room.lines) or (room.height is not None and height > room.height + 0.01):
        return None
    widest = max(_width(line, style.tracking, ruler.width) for lines in paragraphs for line in lines)
    return Fitted(style, size, pitch, tuple(paragraphs), widest * size / PT_PER_MM, height)


def _clear_leading(lines: Sequence[str], style: Style, ruler: Ruler) -> float:
    """Return the leading, or more where letters of lines set flush left would run into those of the next line."""
    if style.leading >= LOOSE:
        return style.leading
    inked = [list(ruler.ink(line, style.tracking)) for line in lines]
    near = [
        top - bottom + CLEARANCE
        for upper, lower in pairwise(inked)
        for left, right, bottom, _ in upper
        for other_left, other_right, _, top in lower
        if left - CLEARANCE < other_right and other_left - CLEARANCE < right
    ]
    return max([style.leading, *near])


def _stable_lines(text: str, limit: float, tracking: float, ruler: Ruler) -> Lines | None:
    """Return the lines if every renderer breaks alike and every piece fits, else None."""
    lines = _break(text, limit, tracking, ruler.width)
    if lines is None:
        return None
    widest = max(_width(line, tracking, ruler.width) for line in lines)
    safe = _safe(limit, text, tracking)
    if len(lines) == 1 and widest <= safe and _width(text, tracking, ruler.width_unkerned) <= limit:
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
        if used + _width(bare, tracking, width) > limit:
            if not current:
                return None
            lines.append(current.rstrip(" "))
            current, used = "", 0.0
            if _width(bare, tracking, width) > limit:
                return None
        current += unit
        used += _width(unit, tracking, width)
    return (*lines, current.rstrip(" "))


def _width(text: str, tracking: float, width: Callable[[str], float]) -> float:
    return width(text) + tracking * len(text)


def _even_lines(text: str, limit: float, tracking: float, ruler: Ruler, hyphens: bool) -> Lines | None:
    """Return as few lines as can be, as even as they can be: none ends in a hyphen, no single last word, if possible.

    Renderers must take these breaks as given: they are not where a greedy renderer would break.
    """
    safe = _safe(limit, text, tracking)
    greedy = _break(text, safe, tracking, ruler.width)
    if greedy is None:
        return None
    if len(greedy) == 1 and (stable := _stable_lines(text, limit, tracking, ruler)):
        return stable
    pieces = units(text) if hyphens else joined_at_hyphens(units(text))
    if len(pieces) > MOST_BALANCED:
        return _tightened(text, greedy, safe, tracking, ruler)
    # Where kerning alone lets so few lines fit, one more is taken rather than a smaller size.
    fewest = max(len(greedy), 2)
    return _most_even(pieces, fewest, safe, tracking, ruler) or _most_even(pieces, fewest + 1, safe, tracking, ruler)


def _most_even(pieces: Sequence[str], count: int, limit: float, tracking: float, ruler: Ruler) -> Lines | None:
    """Return the pieces in `count` lines, with and without kerning within `limit`, as even as can be."""

    def fits(line: str) -> bool:
        return max(_width(line, tracking, width) for width in (ruler.width, ruler.width_unkerned)) <= limit

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
    widths = [_width(line, tracking, ruler.width) for line in lines]
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
    widths = [_width(line, tracking, ruler.width) for line in lines]
    return " " not in lines[-1] or widths[-1] < max(widths) / 3


def _cut(text: str, style: Style, room: Room, ruler: Ruler) -> int:
    """Return how many characters must go from the end for the text to fit at the minimum size."""
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    kept = next(
        (end for end in reversed(ends[:-1]) if _set(text[:end], style, room, ruler, style.minimum)),
        None,
    )
    if kept is None:
        first = text[: ends[0]] if ends else text
        lengths = range(len(first) - 1, 0, -1)
        kept = next((n for n in lengths if _set(first[:n], style, room, ruler, style.minimum)), 0)
    return len(text) - kept
