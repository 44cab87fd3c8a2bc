"""Plates: a product's pages, typeset once with their variable fields blank, as form XObjects ready to be written."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, NamedTuple

from generator.fitting.fit import Style
from generator.personalise.setting import Slot


@dataclass(frozen=True)
class Face:
    """A font that fields are set in: its name, its file, and the characters that are shaped by pairs alone."""

    name: str
    data: bytes
    paired: str


@dataclass(frozen=True)
class CodeSlot:
    """Where a QR code of its own stands: page, left, top and side in mm; `ink` is the operator of its colour."""

    page: int
    box: tuple[float, float, float]
    ink: bytes


class Cell(NamedTuple):
    """Where a page stands on a side: its number, from 1, and the operators before and after its texts."""

    page: int
    before: bytes
    after: bytes


@dataclass(frozen=True)
class Side:
    """A side of a sheet, or a page by itself: the entries of its dictionary, what lies under it, its cells by unit."""

    entries: bytes
    under: bytes
    cells: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Plate:
    """A product's blank pages. Sizes in mm; `objects` are those of the file by number, without catalog and page tree.

    `forms` are the numbers of what is drawn by name, pages with their trim's lower left corner as origin. `sides` are
    what a file's pages are: those of one card, or of a sheet of cards; `apart` puts all fronts before all backs.
    `catalog` and `information` are entries of the catalog and of the file's information; `metadata` is the stream of a
    press file's. `faces` are the fonts of the slots, `slot_faces` by slot which of them it is set in, its own first.
    """

    width: float
    height: float
    objects: Mapping[int, bytes]
    root: int
    pages_root: int
    forms: Mapping[str, int]
    sides: Sequence[Side]
    apart: bool
    catalog: bytes
    information: bytes
    metadata: bytes
    language: str
    labels: Mapping[str, str]
    slots: Mapping[str, Slot]
    faces: Sequence[Face]
    slot_faces: Mapping[str, Sequence[int]]
    code: CodeSlot | None

    @property
    def last(self) -> int:
        """The highest number of its objects."""
        return max([*self.objects, self.root, self.pages_root])

    @property
    def own_pages(self) -> set[int]:
        """The pages of a card, from 1, on which it differs from others."""
        return {slot.page for slot in self.slots.values()} | ({self.code.page} if self.code else set())

    @property
    def units(self) -> int:
        """How many cards a sheet holds."""
        return len(self.sides[0].cells)


def packed(plate: Plate) -> bytes:
    """Return a plate as bytes, for the cache."""
    return json.dumps(_plain(plate)).encode()


def unpacked(data: bytes) -> Plate:
    """Return the plate of which `packed` made these bytes."""
    whole = json.loads(data, object_hook=_bytes)
    code, sides, slots = whole.pop("code"), whole.pop("sides"), whole.pop("slots")
    return Plate(
        **{
            **whole,
            "objects": {int(number): content for number, content in whole["objects"].items()},
            "faces": [Face(**face) for face in whole["faces"]],
            "sides": [
                Side(side["entries"], side["under"], [[Cell(*cell) for cell in cells] for cells in side["cells"]])
                for side in sides
            ],
            "slots": {name: Slot(**{**slot, "style": Style(**slot["style"])}) for name, slot in slots.items()},
            "code": code and CodeSlot(**code),
        }
    )


def _plain(value: Any) -> Any:
    """Return a value as JSON knows it."""
    if isinstance(value, bytes):
        return {"bytes": b64encode(value).decode()}
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _bytes(value: dict[str, Any]) -> Any:
    return b64decode(value["bytes"]) if "bytes" in value else value
