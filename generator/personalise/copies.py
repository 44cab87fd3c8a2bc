"""Copies of a plate: a row's texts and code as the operators that a page shows over the plate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from generator.fitting.fit import PT_PER_MM
from generator.personalise.codes import EM, STRIP, UNIT, Codes
from generator.personalise.objects import numbers, printed
from generator.personalise.plate import Plate
from generator.personalise.setting import Setter, SetText, TooLong
from generator.personalise.shaping import Typeface
from generator.renderers.qr import QUIET_ZONE, SMALLEST_MODULE_MM
from generator.schema.roster import Row
from generator.templating import unsplit

REPEATED = 4096  # texts of units that are kept set
_PLAIN = re.compile(r"[A-Za-z0-9._~-]*")
STRIPS = b"/Q"


class CopyError(ValueError):
    """What keeps a row from being printed: its column, what is wrong, and how to mend it."""

    def __init__(self, column: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.column = column
        self.message = message
        self.mend = mend


class Copy(NamedTuple):
    """One filled copy: by page (from 1) the operators over its plate; by face the set texts that it shows."""

    pages: dict[int, bytes]
    shown: list[tuple[int, SetText]]


class Filler:
    """Fills a plate, row by row."""

    def __init__(self, plate: Plate, codes: Codes | None, code_column: str, allow_number_in_code: bool) -> None:
        self._plate = plate
        self._codes = codes
        self._code_column = code_column
        self._allow_number = allow_number_in_code
        self._places: dict[int, tuple[bytes, bytes]] = {}
        self.typefaces = [Typeface(face.data, face.paired, plate.language) for face in plate.faces]
        self._setters = {
            name: Setter(
                slot,
                [self.typefaces[number] for number in plate.slot_faces[name]],
                [b"/H%d" % number for number in plate.slot_faces[name]],
                plate.height,
            )
            for name, slot in plate.slots.items()
        }
        repeated = lru_cache(REPEATED)(self._set)
        # Names and numbers seldom come twice; what else there is, often.
        self._fields = [
            (name, slot.page, plate.slot_faces[name], self._set if name in ("name", "number") else repeated)
            for name, slot in plate.slots.items()
        ]

    def fill(self, row: Row) -> Copy:
        """Return the copy of a row; CopyError if a text does not fit or cannot be drawn."""
        shown: list[tuple[int, SetText]] = []
        parts: dict[int, list[bytes]] = {}
        for name, page, faces, set_text in self._fields:
            if text := self._text(name, row):
                text_set = set_text(name, text)
                parts.setdefault(page, []).append(text_set.operators)
                shown.append((faces[text_set.face], text_set))
        pages = {page: b"BT\n%sET\n" % b"".join(operators) for page, operators in parts.items()}
        if self._plate.code and self._codes:
            page = self._plate.code.page
            pages[page] = pages.get(page, b"") + self._code(row)
        return Copy(pages, shown)

    def _text(self, name: str, row: Row) -> str:
        """Return what a field says for a row."""
        text = row.get(name, "")
        if name == "name":
            return unsplit(text)
        if name == "number" and text:
            label = self._plate.labels[row.get("status") or "pns"]
            return f"{label} {text[:8]} {text[8:14]} {text[14]} {text[15:]}"
        return text

    def _set(self, name: str, text: str) -> SetText:
        setter = self._setters[name]
        face = setter.face_for(text)
        if face is None:
            own = self.typefaces[self._plate.slot_faces[name][0]]
            missing = "".join(sorted({letter for letter in text if letter not in own.linear}))
            font = self._plate.faces[self._plate.slot_faces[name][0]].name
            mend = "write it otherwise, or name a font that has all of it under fallback_fonts in _brand.yml"
            raise CopyError(name, f"the font {font} has no “{missing[:20]}”", mend)
        set_ = setter.set(text, face)
        if isinstance(set_, TooLong):
            least = setter.slot.style.minimum
            shown = text if len(text) <= 60 else f"{text[:59]}…"
            message = f"“{shown}” does not fit its field at {least:g} pt, its smallest size"
            raise CopyError(name, message, f"cut {set_.cut} of its {len(text)} characters")
        return set_

    def _code(self, row: Row) -> bytes:
        """Return the operators of the row's QR code."""
        slot, part = self._plate.code, row[self._code_column]
        assert slot is not None and self._codes is not None
        if not self._allow_number and (number := row.get("number")) and number in part.replace(" ", ""):
            mend = "write another code; or say allow_nip: true under cards in event.yaml"
            raise CopyError(self._code_column, "holds the holder's NIP, which would be in the QR code", mend)
        if not _PLAIN.fullmatch(part):
            part = quote(part, safe="")
        return self._placed(part)

    def _placed(self, part: str) -> bytes:
        """Return the operators of a code: its clipping path of text, and the paint."""
        assert self._codes is not None
        table = self._codes.table(part)
        if table.modules not in self._places:
            self._places[table.modules] = self._place(table.modules, part)
        before, after = self._places[table.modules]
        return before + table.text(part.encode()) + after

    def _place(self, modules: int, part: str) -> tuple[bytes, bytes]:
        """Return the operators before and after the strings of a code of so many modules."""
        slot = self._plate.code
        assert slot is not None and self._codes is not None
        left, top, side = slot.box
        module = side / (modules + 2 * QUIET_ZONE)
        if module < SMALLEST_MODULE_MM - 1e-9:
            message = f"makes a link of {len(self._codes.link(part))} characters, too fine a QR code at {side:g} mm"
            raise CopyError(self._code_column, message, "use shorter codes, or a shorter link in event.yaml")
        size = module * STRIP * PT_PER_MM
        # The first string moves down by the leading before it is shown.
        x, y = (left + QUIET_ZONE * module) * PT_PER_MM, (self._plate.height - top - QUIET_ZONE * module) * PT_PER_MM
        quiet = module * PT_PER_MM  # round the modules, or their outer edges would be softened twice
        wide = (modules + 2) * quiet
        before = b"q BT 7 Tr %b %b Tf %b TL %b Td\n" % (
            STRIPS, printed(size * EM / (STRIP * UNIT)), printed(size), numbers(x, y + size),
        )  # fmt: skip
        return before, b"\nET %b%b re f Q\n" % (slot.ink, numbers(x - quiet, y + quiet - wide, wide, wide))

    def lines(self, row: Row) -> Mapping[str, SetText]:
        """Return the set texts of a row by field."""
        return {name: self._set(name, text) for name in self._setters if (text := self._text(name, row))}
