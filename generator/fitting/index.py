"""Where printed texts come from: the fields of the kit, and the sources beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Path_ = tuple[str | int, ...]
# What repeats other fields: it is shortened with them.
_REPEATED = (("event", "agency_line"), ("campaign", "definition", "value"))


@dataclass(frozen=True)
class Misfit:
    """A text too long for its room: where it stands in the kit, its room, and the characters to cut."""

    field: Path_
    text: str
    room: str
    minimum: float
    cut: int
    page: str = ""
    setting: int | None = None  # the number of the text's setting


class KitIndex:
    """Finds where in the kit a printed text comes from, and which source stands beside it."""

    def __init__(self, kit: Mapping[str, Any]) -> None:
        self._kit = kit
        self._paths: dict[str, list[Path_]] = {}
        for path, text in leaves({part: each for part, each in kit.items() if part != "foreign"}):
            if path not in _REPEATED:
                self._paths.setdefault(_folded(text), []).append(path)
        # What content says comes before the words that templates print around it.
        self._longest_first = sorted(
            (leaf for leaf in self._paths if len(leaf) > 3),
            key=lambda leaf: (self._paths[leaf][0][0] == "strings", -len(leaf)),
        )

    def find(self, text: str) -> list[Path_]:
        """Return the fields whose text is `text`, or else the fields it is composed of."""
        folded = _folded(text)
        if folded not in self._paths:
            self._paths[folded] = list(self._parts(folded))
        return self._paths[folded]

    def _parts(self, text: str) -> Iterator[Path_]:
        """Yield the fields that a composed text is made of: longest first, whole words only, none inside another."""
        for leaf in self._longest_first:
            if leaf in text and (found := re.search(rf"(?<!\w){re.escape(leaf)}(?!\w)", text)):
                text = text[: found.start()] + "\n" + text[found.end() :]
                yield self._paths[leaf][0]

    def misfit(self, text: str, room: str, minimum: float, cut: int, page: str = "") -> Misfit:
        """Return the misfit of a text; of one composed of several fields, the longest is to give the characters."""
        found = self.find(text)
        own = [path for path in found if path[0] in ("campaign", "event")]
        field = max(own, key=lambda path: len(at(self._kit, path)), default=next(iter(found), ()))
        return Misfit(field, at(self._kit, field) if field else text, room, minimum, cut, page)

    def source(self, path: Path_) -> tuple[Path_, str, str] | None:
        """Return the nearest level around a field that names a source: its path, the source's id, the place in it."""
        levels: list[Any] = [self._kit]
        for key in path:
            levels.append(levels[-1][key])
        for depth in range(len(path), -1, -1):
            level = levels[depth]
            if isinstance(level, dict) and isinstance(level.get("source"), str):
                return path[:depth], level["source"], level.get("at") or ""
        return None


def _folded(text: str) -> str:
    """Letter case and no-break spaces are the template's to choose."""
    return text.replace("\u00a0", " ").casefold()


def at(value: Any, path: Path_) -> Any:
    """Return what stands at `path` of plain data."""
    for key in path:
        value = value[key]
    return value


def leaves(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Yield every text of plain data that is not empty, with its path."""
    if isinstance(value, str):
        if value:
            yield path, value
    elif isinstance(value, Mapping):
        for key, child in value.items():
            yield from leaves(child, (*path, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from leaves(child, (*path, index))
