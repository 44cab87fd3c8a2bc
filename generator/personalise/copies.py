"""Copies of a plate: a row's texts and code as the operators that a page shows over the plate."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

from generator.fitting.fit import PT_PER_MM
from generator.personalise.codes import EM, STRIP, UNIT, Codes, svg_path
from generator.personalise.objects import numbers, printed
from generator.personalise.plate import Plate
from generator.personalise.setting import Set, Setter, TooLongError, UncoveredError
from generator.personalise.shaping import Typeface
from generator.renderers.qr import QUIET_ZONE, SMALLEST_MODULE_MM
from generator.schema.roster import Row
from generator.templating import unsplit
from generator.wording import say

REPEATED = 4096  # texts of units that are kept set
_PLAIN = re.compile(r"[A-Za-z0-9._~-]*")
STRIPS = b"/Q"


class CopyError(ValueError):
    """What keeps a row from being filled in: its column, what is wrong, and how to mend it.

    A row that is `uncovered`, because no one font has all letters of a field, may yet be typeset whole.
    """

    def __init__(self, column: str, message: str, mend: str, uncovered: bool = False) -> None:
        super().__init__(message)
        self.column = column
        self.message = message
        self.mend = mend
        self.uncovered = uncovered


def no_font(column: str, font: str, missing: str) -> CopyError:
    """Return the error of a row with letters that a font lacks."""
    mend = say("write it otherwise, or name a font that has all of it under fallback_fonts in _brand.yml")
    return CopyError(
        column, say("the font {font} has no “{missing}”", font=font, missing=missing[:20]), mend, uncovered=True
    )


class Copy(NamedTuple):
    """A copy: by page, from 1, the operators over the plate, and the glyphs beyond the common ones (see `Set`)."""

    pages: Mapping[int, bytes]
    glyphs: Sequence[tuple[int, Mapping[int, str]]] = ()


class Said(NamedTuple):
    """What a field says: lines at one size in pt; or a text yet to be set on as many lines, `high` mm at most."""

    text: str
    lines: int
    least: float
    most: float
    high: float | None = None


class Filler:
    """Fills a plate, row by row."""

    def __init__(self, plate: Plate, codes: Codes | None, code_column: str, allow_number_in_code: bool) -> None:
        self.plate = plate
        self._codes = codes
        self._code_column = code_column
        self._allow_number = allow_number_in_code
        self._places: dict[int, tuple[bytes, bytes]] = {}
        self.typefaces = [Typeface(face.data, face.paired, plate.language) for face in plate.faces]
        self._setters = {
            name: Setter(slot, {number: self.typefaces[number] for number in plate.slot_faces[name]}, plate.height)
            for name, slot in plate.slots.items()
        }
        self._fields = {
            page: [self._field(name) for name, slot in plate.slots.items() if slot.page == page]
            for page in plate.own_pages
        }
        self._code_page = plate.code.page if plate.code and codes else None

    def fill(self, row: Row) -> Copy:
        """Return the copy of a row; CopyError if a text does not fit or cannot be drawn."""
        pages, more = {}, []
        for page, fields in self._fields.items():
            parts = [b"BT\n"]
            for name, words, set_text in fields:
                try:
                    if (text := row.get(name)) and (text := words(text, row)):
                        operators, glyphs = set_text(text)
                        parts.append(operators)
                        if glyphs:
                            more.append(glyphs)
                except (TooLongError, UncoveredError) as fault:
                    raise self._refusal(name, words(row[name], row), fault) from None
            parts.append(b"ET\n")
            if page == self._code_page:
                parts += self._placed(self._part(row))
            pages[page] = b"".join(parts)
        return Copy(pages, more)

    def said(self, row: Row) -> dict[str, Said]:
        """Return by field what it says for a row; CopyError if that does not fit."""
        texts = {}
        for name, words, _ in [field for fields in self._fields.values() for field in fields]:
            if not row.get(name) or not (text := words(row[name], row)):
                continue
            try:
                lines, size = self._setters[name].broken(text)
                texts[name] = Said("\n".join(lines), len(lines), size, size)
            except UncoveredError:
                slot = self.plate.slots[name]
                texts[name] = Said(text, slot.lines, slot.style.minimum, slot.style.preferred, slot.box[3])
            except TooLongError as fault:
                raise self._refusal(name, text, fault) from None
        return texts

    def code(self, row: Row) -> dict[str, Any] | None:
        """Return link, path, and modules along a side with the quiet zone, of a row's own code; CopyError as `fill`."""
        if self._code_page is None or self._codes is None:
            return None
        part = self._part(row)
        table = self._codes.table(part)
        self._placed(part)
        path = svg_path(table.strips(part.encode()), table.modules)
        return {"link": self._codes.link(part), "path": path, "modules": table.modules + 2 * QUIET_ZONE}

    def _field(self, name: str) -> tuple[str, Callable[[str, Row], str], Callable[[str], Set]]:
        """Return a field, how its column is said, and how that is set. Few rows have a name or a number in common."""
        set_text = self._setters[name].set
        if name == "number":
            return name, self._number, set_text
        if name == "name":
            return name, lambda text, _: unsplit(text), set_text
        return name, lambda text, _: text, lru_cache(REPEATED)(set_text)

    def _number(self, text: str, row: Row) -> str:
        """Return an employee number in its groups, after what it is called."""
        label = self.plate.labels[row.get("status") or "pns"]
        return f"{label} {text[:8]} {text[8:14]} {text[14]} {text[15:]}"

    def _refusal(self, name: str, text: str, fault: TooLongError | UncoveredError) -> CopyError:
        if isinstance(fault, UncoveredError):
            return no_font(name, self.plate.faces[self.plate.slot_faces[name][0]].name, fault.missing)
        least = self.plate.slots[name].style.minimum
        shown = text if len(text) <= 60 else f"{text[:59]}…"
        message = say("“{shown}” does not fit its field at {least:g} pt, its smallest size", shown=shown, least=least)
        return CopyError(name, message, say("cut {cut} of its {count} characters", cut=fault.cut, count=len(text)))

    def _part(self, row: Row) -> str:
        """Return what a row's link has of its own."""
        part = row[self._code_column]
        if not self._allow_number and (number := row.get("number")) and number in part.replace(" ", ""):
            mend = say("write another code; or say allow_nip: true under cards in event.yaml")
            raise CopyError(self._code_column, say("holds the holder's NIP, which would be in the QR code"), mend)
        return part if _PLAIN.fullmatch(part) else quote(part, safe="")

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
        slot = self.plate.code
        assert slot is not None and self._codes is not None
        left, top, side = slot.box
        module = side / (modules + 2 * QUIET_ZONE)
        if module < SMALLEST_MODULE_MM - 1e-9:
            message = say(
                "makes a link of {count} characters, too fine a QR code at {side:g} mm",
                count=len(self._codes.link(part)),
                side=side,
            )
            raise CopyError(self._code_column, message, say("use shorter codes, or a shorter link in event.yaml"))
        size = module * STRIP * PT_PER_MM
        # The first string moves down by the leading before it is shown.
        x, y = (left + QUIET_ZONE * module) * PT_PER_MM, (self.plate.height - top - QUIET_ZONE * module) * PT_PER_MM
        quiet = module * PT_PER_MM  # round the modules, or their outer edges would be softened twice
        wide = (modules + 2) * quiet
        before = b"q BT 7 Tr %b %b Tf %b TL %b Td\n" % (
            STRIPS, printed(size * EM / (STRIP * UNIT)), printed(size), numbers(x, y + size),
        )  # fmt: skip
        return before, b"\nET %b%b re f Q\n" % (slot.ink, numbers(x - quiet, y + quiet - wide, wide, wide))
