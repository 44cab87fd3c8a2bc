"""Find the largest size at which text fits its room, the same for all siblings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from generator.fitting.lines import Lines, even_lines, line_width, stable_lines
from generator.fitting.measure import Ruler
from generator.fitting.scripts import is_foreign
from generator.wording import counted

PT_PER_MM = 72 / 25.4
# Letters of two lines stay this far apart (em); at a leading this wide, no letters of a Latin font come so near.
CLEARANCE, FOREIGN_CLEARANCE = 0.02, 0.08
LOOSE = 1.05
LATIN_ASCENT, LATIN_DESCENT = 0.76, 0.22
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
        lines = counted(", 1 line at most", ", {count} lines at most", self.lines) if self.lines else ""
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
    """A text that does not fit at its minimum size, and what of its paragraphs would."""

    text: str
    style: Style
    room: Room
    kept: str

    @property
    def cuts(self) -> Iterator[tuple[str, int]]:
        """The paragraphs that are too long, and how many characters to cut from the end of each."""
        for paragraph, start in zip(self.text.split("\n"), self.kept.split("\n"), strict=True):
            if start != paragraph:
                yield paragraph, len(paragraph) - len(start)

    @property
    def cut(self) -> int:
        """How many characters to cut in all."""
        return sum(characters for _, characters in self.cuts)


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
        _set(text, style, room, ruler, smallest) or Overflow(text, style, room, _kept(text, style, room, ruler))
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
            lines = even_lines(paragraph, limit, style.tracking, ruler, room.hyphens)
        else:
            lines = stable_lines(paragraph, limit, style.tracking, ruler)
        if lines is None:
            return None
        paragraphs.append(lines)
    pitch = size * _clear_leading([line for lines in paragraphs for line in lines], style, ruler)
    count = sum(map(len, paragraphs))
    height = (count * pitch + room.gap * (len(paragraphs) - 1)) / PT_PER_MM
    if (room.lines and count > room.lines) or (room.height is not None and height > room.height + 0.01):
        return None
    widest = max(line_width(line, style.tracking, ruler.width) for lines in paragraphs for line in lines)
    return Fitted(style, size, pitch, tuple(paragraphs), widest * size / PT_PER_MM, height)


def _clear_leading(lines: Sequence[str], style: Style, ruler: Ruler) -> float:
    """Return the leading, or more where letters of lines set flush left would run into those of the next line.

    Letters that are stacked need more: they must clear Latin ones above and below too, be these of another text.
    """
    foreign = [line for line in lines if is_foreign(line)]
    if style.leading >= LOOSE and not foreign:
        return style.leading
    inked = [list(ruler.ink(line, style.tracking)) for line in lines]
    near = [
        top - bottom + CLEARANCE
        for upper, lower in pairwise(inked)
        for left, right, bottom, _ in upper
        for other_left, other_right, _, top in lower
        if left - CLEARANCE < other_right and other_left - CLEARANCE < right
    ]
    stacked = [
        max(LATIN_ASCENT - bottom, top + LATIN_DESCENT) + FOREIGN_CLEARANCE
        for line in foreign
        for _, _, bottom, top in ruler.ink(line, style.tracking)
    ]
    return max([style.leading, *near, *stacked])


def _kept(text: str, style: Style, room: Room, ruler: Ruler) -> str:
    """Return what fits of `text` at the minimum size: of several paragraphs, the longest give line after line."""
    smallest = partial(_set, style=style, ruler=ruler, size=style.minimum)
    kept = text.split("\n")
    if len(kept) == 1:
        return _longest_start(text, lambda start: smallest(start, room=room) is not None)
    alone = replace(room, height=None, lines=None)
    while smallest("\n".join(kept), room=room) is None:
        fitted = [smallest(paragraph, room=alone) for paragraph in kept]
        lines = [len(one.lines) if one else len(text) for one in fitted]
        longest = lines.index(max(lines))
        if lines[longest] == 1:  # more paragraphs than there is room for
            kept[-1] = ""
            break
        kept[longest] = _longest_start(kept[longest], partial(_has_fewer, smallest, alone, lines[longest]))
    return "\n".join(kept)


def _has_fewer(smallest: Callable[..., Fitted | None], room: Room, lines: int, text: str) -> bool:
    """Return whether a text can be set in fewer lines than `lines`."""
    fitted = smallest(text, room=room)
    return fitted is not None and len(fitted.lines) < lines


def _longest_start(text: str, fits: Callable[[str], bool]) -> str:
    """Return the longest start of `text` that fits, in whole words; a word too long for any line gives characters."""
    words = list(re.finditer(r"\S+", text))
    whole = next((n for n in range(len(words) - 1, 0, -1) if fits(text[: words[n - 1].end()])), 0)
    following = words[whole]
    if not whole or not fits(following[0]):
        starts = (text[:end] for end in range(following.end() - 1, following.start(), -1))
        broken = next((start for start in starts if fits(start)), "")
        if broken:
            return broken
    return text[: words[whole - 1].end()] if whole else ""
