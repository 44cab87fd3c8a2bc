"""Hold the texts of a finished layout against what they were set for: the boxes decide, not the estimate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.fitting.fit import Room

TOLERANCE = 0.05  # mm
Key = tuple[str, tuple[str, ...], tuple[Room, ...]]  # role, texts and rooms of texts that share one size


@dataclass(frozen=True)
class Setting:
    """A text that was set: the `place`th of its siblings under `key`, in its room, as templates have it."""

    key: Key
    place: int
    room: Room
    text: Mapping[str, Any]


@dataclass(frozen=True)
class Finished:
    """The text of setting number `id` on its page, from 1: its number of lines, and mm from the page's corner.

    `top` and `bottom` are the first and the last baseline. Of a turned text only the width is known.
    """

    id: int
    page: int
    lines: int
    left: float
    right: float
    top: float
    bottom: float
    turned: bool = False


@dataclass(frozen=True)
class Limit:
    """The finished layout was too large: set smaller than `below` (pt); of the texts at these places a share fits."""

    below: float
    shares: Mapping[int, float]


def limits(
    finished: Iterable[Finished], settings: Mapping[int, Setting], width: float, height: float, safe: float
) -> dict[Key, Limit]:
    """Return a limit for each text whose finished box passes its room or the page's safe area (mm)."""
    found: dict[Key, Limit] = {}
    for box in finished:
        setting = settings[box.id]
        share = min(_shares(box, setting, width, height, safe), default=1.0)
        if share < 1:
            others = found[setting.key].shares if setting.key in found else {}
            found[setting.key] = Limit(setting.text["size"], {**others, setting.place: share})
    return found


def _shares(box: Finished, setting: Setting, width: float, height: float, safe: float) -> Iterable[float]:
    """Yield, of each measure that is passed, the share that there is room for."""
    text, room = setting.text, setting.room
    wide = box.right - box.left
    high = box.bottom - box.top + text["leading_mm"]
    if wide > room.width + TOLERANCE:
        yield room.width / wide
    if box.lines > len(text["lines"]):
        yield len(text["lines"]) / box.lines
    if room.height is not None and high > room.height + TOLERANCE:
        yield room.height / high
    if not box.turned:
        sideways = max(safe - box.left, box.right - (width - safe))
        upwards = max(safe - (box.top - text["cap"]), box.bottom + text["descent"] - (height - safe))
        if sideways > TOLERANCE:
            yield max(wide - sideways, 0) / wide
        if upwards > TOLERANCE:
            yield max(high - upwards, 0) / high
