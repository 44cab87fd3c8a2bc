"""What a template may ask while it renders: set a text, keep to a limit, name the sources shown."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.fitting.fit import PT_PER_MM, Fitted, Overflow, Room, Style, fit
from generator.products.declaration import Role
from generator.themes.fonts import FontBook, FontFace

Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Misfit:
    """A text too long for its room: where it stands in the kit, its room, and the characters to cut."""

    field: Path_
    text: str
    room: str
    minimum: float
    cut: int


class KitIndex:
    """Finds where in the kit a printed text comes from, and which source stands beside it."""

    def __init__(self, kit: Mapping[str, Any]) -> None:
        self._kit = kit
        self._paths: dict[str, list[Path_]] = {}
        for path, text in _leaves(kit, ()):
            self._paths.setdefault(_folded(text), []).append(path)

    def find(self, text: str) -> list[Path_]:
        """Return the fields whose text is `text`, or else the fields it is composed of."""
        folded = _folded(text)
        exact = self._paths.get(folded)
        if exact:
            return exact
        return [paths[0] for leaf, paths in self._paths.items() if len(leaf) > 3 and leaf in folded]

    def source(self, path: Path_) -> tuple[str, str] | None:
        """Return the source id and the place in it that hold for a field, from the nearest level that names one."""
        levels: list[Any] = [self._kit]
        for key in path:
            levels.append(levels[-1][key])
        for level in reversed(levels):
            if isinstance(level, dict) and isinstance(level.get("source"), str):
                return level["source"], level.get("at") or ""
        return None


class FitSession:
    """One rendering of one page template: its styles, its misfits, the fields it showed."""

    def __init__(
        self, index: KitIndex, roles: Mapping[str, Role], fonts: FontBook, families: Mapping[str, str], scale: float
    ) -> None:
        self._index = index
        self._roles = roles
        self._fonts = fonts
        self._families = families
        self._scale = scale
        self.misfits: list[Misfit] = []
        self.shown: list[Path_] = []

    def fit(self, text: str, role: str, w: float, **room: Any) -> dict[str, Any]:
        """Set one text in a room `w` mm wide; see `fit_all`."""
        return self.fit_all([text], role, w, **room)[0]

    def fit_all(  # the keywords are what templates write
        self,
        texts: Sequence[str],
        role: str,
        w: float | Sequence[float],
        h: float | None = None,
        lines: int | None = None,
        least: float | None = None,
        gap: float = 0.0,
    ) -> list[dict[str, Any]]:
        """Set sibling texts at one size, in rooms `w` wide and `h` high (mm), of at most `lines` lines.

        `least` replaces the role's minimum (pt), `gap` (pt) parts paragraphs.
        """
        style = self._roles[role].style(role, self._scale, least)
        face = self._fonts.face(self._families[self._roles[role].family], style.weight)
        widths = list(w) if isinstance(w, Sequence) else [w] * len(texts)
        rooms = [Room(width, h, lines, gap) for width in widths]
        for text in texts:
            self.shown += self._index.find(text)
        return [self._plain(result, face) for result in fit(texts, style, rooms, face.ruler)]

    def keep(self, text: dict[str, Any], bottom: float, limit: float) -> str:
        """Note a misfit of a set text if what ends at `bottom` (mm) passes `limit`; prints nothing."""
        if bottom > limit + 0.01:
            over = math.ceil((bottom - limit) * PT_PER_MM / text["pitch"])
            cut = sum(map(len, text["lines"][-over:])) if over < len(text["lines"]) else len(text["text"])
            self._note(text["text"], f"{over} line{'s' if over > 1 else ''} less than it takes", text["size"], cut)
        return ""

    def cited(self, *kinds: str) -> list[dict[str, Any]]:
        """Return the sources of all texts shown so far: [{id, ats}], in order of first use."""
        places: dict[str, list[str]] = {}
        for path in self.shown:
            source = self._index.source(path)
            if source:
                ats = places.setdefault(source[0], [])
                if source[1] and source[1] not in ats:
                    ats.append(source[1])
        return [{"id": id_, "at": common_place(ats)} for id_, ats in places.items()]

    def _plain(self, result: Fitted | Overflow, face: FontFace) -> dict[str, Any]:
        if isinstance(result, Overflow):
            self._note(result.text, str(result.room), result.style.minimum, result.cut)
            result = _unfitted(result.text, result.style, result.room)
        style = result.style
        return {
            "text": "\n".join(" ".join(lines) for lines in result.paragraphs),
            "role": style.name,
            "lines": list(result.lines),
            "paragraphs": [list(lines) for lines in result.paragraphs],
            "family": face.family,
            "weight": face.weight,
            "size": result.size,
            "pitch": result.pitch,
            "tracking": style.tracking,
            "width": result.width,
            "height": result.height,
            "leading_mm": result.pitch / PT_PER_MM,
            "cap": face.cap_height * result.size / PT_PER_MM,
            "descent": face.descent * result.size / PT_PER_MM,
            "rise": face.rise(result.pitch, result.size) / PT_PER_MM,
        }

    def _note(self, text: str, room: str, minimum: float, cut: int) -> None:
        found = self._index.find(text)
        self.misfits.append(Misfit(found[0] if found else (), text, room, minimum, cut))


def common_place(places: Sequence[str]) -> str:
    """Return the place in a source that covers all of `places`: themselves if two at most, else what they share."""
    if len(places) <= 2:
        return ", ".join(places)
    columns = zip(*(place.split() for place in places), strict=False)
    shared: list[str] = []
    for words in columns:
        if len(set(words)) > 1:
            break
        shared.append(words[0])
    while shared and shared[-1].isalpha():
        shared.pop()
    return " ".join(shared)


def _unfitted(text: str, style: Style, room: Room) -> Fitted:
    paragraphs = tuple((paragraph,) for paragraph in text.split("\n"))
    pitch = style.minimum * style.leading
    return Fitted(style, style.minimum, pitch, paragraphs, room.width, len(paragraphs) * pitch / PT_PER_MM)


def _folded(text: str) -> str:
    """Letter case and no-break spaces are the template's to choose."""
    return text.replace("\u00a0", " ").casefold()


def _leaves(value: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(value, str):
        if value:
            yield path, value
    elif isinstance(value, Mapping):
        for key, child in value.items():
            yield from _leaves(child, (*path, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _leaves(child, (*path, index))
