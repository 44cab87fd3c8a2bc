"""Plates: a product's pages, typeset once with their variable fields blank, as form XObjects ready to be written."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Plate:
    """A product's blank pages. Sizes in mm; `objects` are those of the file by number, without catalog and page tree.

    `forms` are the pages' numbers, each with the page's lower left corner as its origin; `faces` are the fonts of the
    slots, `slot_faces` by slot which of them it is set in, its own first.
    """

    width: float
    height: float
    bleed: float
    objects: Mapping[int, bytes]
    root: int
    pages_root: int
    forms: Sequence[int]
    info: Mapping[str, str]
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


def packed(plate: Plate) -> bytes:
    """Return a plate as bytes, for the cache."""
    whole = {
        **{key: getattr(plate, key) for key in _PLAIN},
        "objects": {number: _text(content) for number, content in plate.objects.items()},
        "faces": [[face.name, _text(face.data), face.paired] for face in plate.faces],
        "slots": {
            name: [slot.page, slot.box, vars(slot.style), slot.lines, slot.align, slot.anchor, _text(slot.ink),
                   slot.metrics]
            for name, slot in plate.slots.items()
        },
        "code": plate.code and [plate.code.page, plate.code.box, _text(plate.code.ink)],
    }  # fmt: skip
    return json.dumps(whole).encode()


def unpacked(data: bytes) -> Plate:
    """Return the plate of which `packed` made these bytes."""
    whole = json.loads(data)
    code = whole["code"]
    return Plate(
        **{key: whole[key] for key in _PLAIN},
        objects={int(number): b64decode(content) for number, content in whole["objects"].items()},
        faces=[Face(name, b64decode(content), paired) for name, content, paired in whole["faces"]],
        slots={
            name: Slot(page, tuple(box), Style(**style), lines, align, anchor, b64decode(ink), metrics)
            for name, (page, box, style, lines, align, anchor, ink, metrics) in whole["slots"].items()
        },
        code=code and CodeSlot(code[0], tuple(code[1]), b64decode(code[2])),
    )


_PLAIN = (
    "width", "height", "bleed", "root", "pages_root", "forms", "info", "language", "labels", "slot_faces",
)  # fmt: skip


def _text(data: bytes) -> str:
    return b64encode(data).decode()
