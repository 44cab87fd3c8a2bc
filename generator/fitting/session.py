"""What a template may ask while it renders: set a text, keep to a limit, name the sources shown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from generator.errors import Abandoned
from generator.fitting.breaks import bound
from generator.fitting.finished import Finished, Key, Limit, Setting, limits
from generator.fitting.fit import PT_PER_MM, Fitted, Overflow, Room, Style, fit, sizes
from generator.fitting.index import KitIndex, Misfit, Path_
from generator.fitting.lines import line_width
from generator.fitting.measure import Ruler
from generator.products.declaration import Role
from generator.themes.fonts import FontBook, FontFace
from generator.wording import counted, say

Text = Mapping[str, Any]  # a set text, as templates have it


_OF_THE_OCCASION = ("event", "brand")


class TooLong(Abandoned):
    """A text does not fit a page that can still give way: there is no use in rendering the rest of it."""


class FitSession:
    """One rendering of one page template: its styles, its misfits, the fields it showed.

    `smallest`: all text is set at its minimum, so that no text takes room by being larger. `hasty`: the first misfit
    raises TooLong; otherwise all are noted.
    """

    def __init__(
        self,
        index: KitIndex,
        roles: Mapping[str, Role],
        fonts: FontBook,
        families: Mapping[str, str],
        scale: float,
        limits: Mapping[Key, Limit] | None = None,
        smallest: bool = False,
        hasty: bool = False,
    ) -> None:
        """`limits` are what finished layouts of the same texts have shown to be too large."""
        self._index = index
        self._roles = roles
        self._fonts = fonts
        self._families = families
        self._scale = scale
        self._limits = limits or {}
        self._settings: dict[int, Setting] = {}
        self._smallest = smallest
        self._hasty = hasty
        self.misfits: list[Misfit] = []
        self.shown: list[Path_] = []
        self.variable: set[int] = set()  # the settings of texts that event or brand say
        self.drawings: dict[str, tuple[bytes, str]] = {}

    def fit(self, text: str, role: str, w: float, **room: Any) -> dict[str, Any]:
        """Set one text in a room `w` mm wide; see `fit_all`."""
        return self.fit_all([text], role, w, **room)[0]

    def fit_all(  # the keywords are what templates write
        self,
        texts: Sequence[str],
        role: str,
        w: float | Sequence[float],
        h: float | None = None,
        lines: float | None = None,
        least: float | None = None,
        most: float | None = None,
        gap: float = 0.0,
        hyphens: float = True,
    ) -> list[dict[str, Any]]:
        """Set sibling texts at one size, in rooms `w` wide and `h` high (mm), of at most `lines` lines.

        `least` and `most` replace the role's minimum and preferred size (pt), `gap` (pt) parts paragraphs;
        without `hyphens` no balanced line ends at a word's own hyphen.
        """
        style = self._roles[role].style(role, self._scale, least, most)
        if self._smallest:
            style = replace(style, preferred=style.minimum)
        face = self._fonts.face(self._families[self._roles[role].family], style.weight)
        widths = list(w) if isinstance(w, Sequence) else [w] * len(texts)
        rooms = [Room(width, h, int(lines) if lines else None, gap, bool(hyphens)) for width in widths]
        # What a macro composed comes as markup: measure the characters, not their escapes.
        texts = [bound(text.unescape() if isinstance(text, Markup) else text) for text in texts]
        for number, text in enumerate(texts, start=len(self._settings)):
            found = self._index.find(text)
            self.shown += found
            if any(path[0] in _OF_THE_OCCASION for path in found):
                self.variable.add(number)
        key = (role, tuple(texts), tuple(rooms))
        results = _fitted(key[1], self._lowered(style, key, texts, rooms), key[2], face.ruler)
        return [
            self._plain(text, result, face, room, key, place)
            for place, (text, result, room) in enumerate(zip(texts, results, rooms, strict=True))
        ]

    def _lowered(self, style: Style, key: Key, texts: Sequence[str], rooms: Sequence[Room]) -> Style:
        """Return the style for sizes under what was too large when finished; a misfit is noted if there is none."""
        limit = self._limits.get(key)
        if limit is None:
            return style
        smaller = [size for size in sizes(style) if size < limit.below]
        if not smaller:
            for place, share in limit.shares.items():
                text, room = texts[place], rooms[place]
                cut = math.ceil(len(text) * (1 - share))
                self._note(text, say("its room of {room}", room=room), style.minimum, cut, len(self._settings) + place)
        return replace(style, preferred=smaller[0] if smaller else style.minimum)

    def limits(self, finished: Iterable[Finished], width: float, height: float, safe: float) -> dict[Key, Limit]:
        """Return limits for the texts that the finished layout shows to pass their room or the safe area (mm)."""
        return limits(finished, self._settings, width, height, safe)

    def keep(self, texts: Text | Sequence[Text | Sequence[Text]], bottom: float, limit: float) -> str:
        """Note a misfit of a set text if what ends at `bottom` (mm) passes `limit`; prints nothing.

        Of several texts that stand one below the other, those with the most lines are to give the lines too many;
        texts side by side, as a list within the list, give them together.
        """
        rows = [
            [row] if isinstance(row, Mapping) else row for row in ([texts] if isinstance(texts, Mapping) else texts)
        ]
        if bottom > limit + 0.01:
            over = math.ceil((bottom - limit) * PT_PER_MM / rows[0][0]["pitch"])
            room = counted(
                "the room there is: it is 1 line too long", "the room there is: it is {count} lines too long", over
            )
            for text, lines in _given(rows, over):
                kept = " ".join(text["lines"][:-lines])
                self._note(text["text"], room, text["size"], len(text["text"]) - len(kept), text["id"])
        return ""

    def picture(self, x: float, y: float, width: float, height: float, paths: str) -> str:
        """Keep a drawing of SVG paths (mm) as an asset of its own, and return its url."""
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x} {y} {width} {height}">'
        name = f"drawing-{len(self.drawings) + 1}"
        self.drawings[name] = (f"{head}{paths}</svg>".encode(), "image/svg+xml")
        return f"asset:{name}"

    def cited(self) -> list[dict[str, Any]]:
        """Return the sources of all texts shown so far as [{id, at}], in order of first use.

        Where a group as a whole names the same source as its members, the group's place covers theirs; where
        one place lies in another ("Pasal 4" and "Pasal 4 ayat (2)"), the closer one is told.
        """
        found = [source for path in self.shown if (source := self._index.source(path))]
        places: dict[str, dict[str, None]] = {}
        for level, id_, at in dict.fromkeys(found):
            if not any(level[: len(over)] == over != level and other == id_ for over, other, _ in found):
                places.setdefault(id_, {})[at] = None
        return [{"id": id_, "at": ", ".join(_closest(ats))} for id_, ats in places.items()]

    def _plain(
        self, text: str, result: Fitted | Overflow, face: FontFace, room: Room, key: Key, place: int
    ) -> dict[str, Any]:
        number = len(self._settings)
        if isinstance(result, Overflow):
            for part, cut in result.cuts:
                self._note(part, say("its room of {room}", room=room), result.style.minimum, cut, number)
            # What would be left takes its place, so that what follows is told in the same breath.
            (left,) = fit([result.kept], replace(result.style, preferred=result.style.minimum), [room], face.ruler)
            result = left if isinstance(left, Fitted) else _unfitted(result.text, result.style, room)
        style = result.style
        plain = {
            "id": number,
            "text": text,
            "role": style.name,
            "lines": list(result.lines),
            "paragraphs": [list(lines) for lines in result.paragraphs],
            "family": face.family,
            "weight": face.weight,
            "size": result.size,
            "pitch": result.pitch,
            "tracking": style.tracking,
            "bearings": [face.ruler.bearing(line) * result.size / PT_PER_MM for line in result.lines],
            "tabular": style.tabular,
            "space": _line_width(" ", result, face),
            "width": result.width,
            "drawn": result.width,  # for the macro that draws the text: where it stands does not hang on it
            "line_widths": [_line_width(line, result, face) for line in result.lines],
            "height": result.height,
            "leading_mm": result.pitch / PT_PER_MM,
            # What its lines need more than the role's leading, for letters that reach deep or high.
            "extra": (result.pitch - result.size * style.leading) / PT_PER_MM,
            "cap": face.cap_height * result.size / PT_PER_MM,
            "descent": face.descent * result.size / PT_PER_MM,
            "rise": face.rise(result.pitch, result.size) / PT_PER_MM,
        }
        self._settings[number] = Setting(key, place, room, plain)
        return plain

    def _note(self, text: str, room: str, minimum: float, cut: int, setting: int) -> None:
        if self._hasty:
            raise TooLong
        self.misfits.append(replace(self._index.misfit(text, room, minimum, cut), setting=setting))


@lru_cache(maxsize=4096)
def _fitted(texts: tuple[str, ...], style: Style, rooms: tuple[Room, ...], ruler: Ruler) -> list[Fitted | Overflow]:
    """Return what `fit` does: a page that gives way step by step asks again for most of its texts."""
    return fit(texts, style, rooms, ruler)


def _given(rows: Sequence[Sequence[Text]], over: int) -> Iterator[tuple[Text, int]]:
    """Yield the texts that give lines, and how many: the highest row first, then the next."""
    left = [max(len(text["lines"]) for text in row) for row in rows]
    for _ in range(over):
        left[left.index(max(left))] -= 1
    for row, lines in zip(rows, left, strict=True):
        yield from ((text, len(text["lines"]) - max(lines, 0)) for text in row if len(text["lines"]) > lines)


def _line_width(line: str, result: Fitted, face: FontFace) -> float:
    """Return the width of one of the lines in mm."""
    ruler = face.ruler.tabular if result.style.tabular else face.ruler
    return line_width(line, result.style.tracking, ruler.width) * result.size / PT_PER_MM


def _closest(places: Iterable[str]) -> list[str]:
    """Return the places that no other place begins with."""
    named = [place for place in places if place]
    return [place for place in named if not any(other != place and other.startswith(place) for other in named)]


def _unfitted(text: str, style: Style, room: Room) -> Fitted:
    paragraphs = tuple((paragraph,) for paragraph in text.split("\n"))
    pitch = style.minimum * style.leading
    return Fitted(style, style.minimum, pitch, paragraphs, room.width, len(paragraphs) * pitch / PT_PER_MM)
