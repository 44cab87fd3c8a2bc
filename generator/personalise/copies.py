"""Copies of a plate: a row's texts and code as the operators that a page shows over the plate."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import quote

from generator.fitting.fit import PT_PER_MM
from generator.personalise.codes import EM, STRIP, UNIT, Codes
from generator.personalise.objects import numbers, printed
from generator.personalise.plate import Plate
from generator.personalise.setting import Setter, TooLongError, UncoveredError
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
        self._fields = {
            page: [self._field(name) for name, slot in plate.slots.items() if slot.page == page]
            for page in plate.own_pages
        }
        self._code_page = plate.code.page if plate.code and codes else None

    def fill(self, row: Row) -> Mapping[int, bytes]:
        """Return by page, from 1, the operators over the plate for a row.

        CopyError if a text does not fit or cannot be drawn.
        """
        pages = {}
        for page, fields in self._fields.items():
            parts = [b"BT\n"]
            for name, said, set_text in fields:
                try:
                    if (text := row.get(name)) and (text := said(text, row)):
                        parts.append(set_text(text))
                except (TooLongError, UncoveredError) as fault:
                    raise self._refusal(name, said(row[name], row), fault) from None
            parts.append(b"ET\n")
            if page == self._code_page:
                parts += self._code(row)
            pages[page] = b"".join(parts)
        return pages

    def broken(self, row: Row) -> dict[str, tuple[list[str], float]]:
        """Return by field the lines and the size in pt of what it says for a row."""
        fields = [field for fields in self._fields.values() for field in fields]
        return {name: self._setters[name].broken(said(row[name], row)) for name, said, _ in fields if row.get(name)}

    def _field(self, name: str) -> tuple[str, Callable[[str, Row], str], Callable[[str], bytes]]:
        """Return a field, how its column is said, and how that is set. Few rows have a name or a number in common."""
        set_text = self._setters[name].set
        if name == "number":
            return name, self._number, set_text
        if name == "name":
            return name, lambda text, _: unsplit(text), set_text
        return name, lambda text, _: text, lru_cache(REPEATED)(set_text)

    def _number(self, text: str, row: Row) -> str:
        """Return an employee number in its groups, after what it is called."""
        label = self._plate.labels[row.get("status") or "pns"]
        return f"{label} {text[:8]} {text[8:14]} {text[14]} {text[15:]}"

    def _refusal(self, name: str, text: str, fault: TooLongError | UncoveredError) -> CopyError:
        if isinstance(fault, UncoveredError):
            font = self._plate.faces[self._plate.slot_faces[name][0]].name
            mend = "write it otherwise, or name a font that has all of it under fallback_fonts in _brand.yml"
            return CopyError(name, f"the font {font} has no “{fault.missing[:20]}”", mend)
        least = self._plate.slots[name].style.minimum
        shown = text if len(text) <= 60 else f"{text[:59]}…"
        message = f"“{shown}” does not fit its field at {least:g} pt, its smallest size"
        return CopyError(name, message, f"cut {fault.cut} of its {len(text)} characters")

    def _code(self, row: Row) -> tuple[bytes, bytes, bytes]:
        """Return the operators of the row's QR code."""
        slot, part = self._plate.code, row[self._code_column]
        assert slot is not None and self._codes is not None
        if not self._allow_number and (number := row.get("number")) and number in part.replace(" ", ""):
            mend = "write another code; or say allow_nip: true under cards in event.yaml"
            raise CopyError(self._code_column, "holds the holder's NIP, which would be in the QR code", mend)
        if not _PLAIN.fullmatch(part):
            part = quote(part, safe="")
        return self._placed(part)

    def _placed(self, part: str) -> tuple[bytes, bytes, bytes]:
        """Return the operators of a code: its clipping path of text, and the paint."""
        assert self._codes is not None
        table = self._codes.table(part)
        if table.modules not in self._places:
            self._places[table.modules] = self._place(table.modules, part)
        before, after = self._places[table.modules]
        return before, table.text(part.encode()), after

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
