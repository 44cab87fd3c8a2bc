"""What may stand in a roster's cells: names, employee numbers, codes; each is put right, or told what is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from generator.schema.roster_tables import Cell
from generator.wording import marked, say

LONGEST = {"name": 200, "text": 200, "code": 100, "nip": 40, "phone": 40, "status": 60}
NONE = "-"  # as people write that there is none
LARGEST_WHOLE = 10**15  # spreadsheets keep fifteen digits of a number
YOUNGEST = 15  # years; nobody is appointed younger
_NIP = re.compile(r"(19[2-9]\d|20[0-4]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(19[4-9]\d|20\d\d)(\d\d)[12]\d{3}")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+")
_INVISIBLE = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
_TEXT_MEND = marked("delete that character and type the text again")


class CellError(ValueError):
    """What is wrong with a cell, and how to mend it."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend


def cell_text(cell: Cell, kind: str) -> str:
    """Return a cell as text; CellError if the spreadsheet has made something else of it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        shown = say("true or false") if isinstance(cell, bool) else say("a date or a time")
        raise CellError(say("is {shown}, not text", shown=shown), say("format the column as text and type it again"))
    if abs(cell) >= LARGEST_WHOLE:
        raise CellError(
            say("is the number {cell:.15g}, of which the spreadsheet has lost digits", cell=cell), say(_AS_TEXT)
        )
    if kind == "name":
        raise CellError(say("is the number {cell:g}, not a name", cell=cell), say("write the name"))
    if kind in {"nip", "phone"}:
        raise CellError(say("is the number {cell:.15g}; leading zeros would be lost", cell=cell), say(_AS_TEXT))
    return str(int(cell)) if cell == int(cell) else repr(cell)


_AS_TEXT = marked("format the column as text, and enter the number again from its source")


def clean(text: str, longest: int) -> str:
    """Return a text with single spaces and composed letters; CellError if it holds what cannot be printed or seen."""
    if not (text.isascii() and text.isprintable()):
        text = _composed(text)
    if len(text) > longest:
        raise CellError(
            say("has {count} characters; {longest} at most are read", count=len(text), longest=longest),
            say("shorten it"),
        )
    return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text


def _composed(text: str) -> str:
    if len(text) > 2000:
        raise CellError(say("has {count} characters", count=len(text)), say("shorten it"))
    text = " ".join(unicodedata.normalize("NFC", text).split())
    for character in text:
        if unicodedata.category(character) in _INVISIBLE or character == "\ufffd":
            raise CellError(
                say("holds U+{code:04X}, a character that cannot be seen or printed", code=ord(character)),
                say(_TEXT_MEND),
            )
    return text


def name(text: str) -> str:
    """Return a person's name; it begins as names do, not as formulas."""
    if not text:
        raise CellError(say("is empty"), say("write the name, or delete the row"))
    if text[0] in "=+-@":
        raise CellError(say("begins with “{text}”, as a formula does", text=text[0]), say("write the name itself"))
    if not any(map(str.isalpha, text)):
        raise CellError(say("holds no letter"), say("write the name"))
    return text


def nip(text: str) -> str:
    """Return an employee number as 18 digits, "" for "-"; `check_month` looks at a civil servant's month."""
    if text == NONE:
        return ""
    digits = text.lstrip("'").replace(" ", "").replace(".", "")
    found = _NIP.fullmatch(digits)
    if found and int(found[4]) >= int(found[1]) + YOUNGEST and (found[3] <= "28" or _is_date(digits[:8])):
        return digits
    raise CellError(*_nip_fault(text, digits))


def _nip_fault(text: str, digits: str) -> tuple[str, str]:
    if not text:
        return say("is empty"), say("write the number, or “{none}” where there is none", none=NONE)
    if _SCIENTIFIC.fullmatch(text):
        return say("“{text}” is what a spreadsheet has left of a number", text=text), say(_AS_TEXT)
    message = say(
        "tells the year of birth {digits} and of appointment {second}", digits=digits[:4], second=digits[8:12]
    )
    if not digits.isascii() or not digits.isdigit():
        message = say("“{short}” is no number of 18 digits", short=_short(text))
    elif len(digits) != 18:
        message = say("has {count} digits, not 18", count=len(digits))
    elif not _is_date(digits[:8]):
        message = say(
            "does not begin with a date of birth: {digits}-{second}-{third}",
            digits=digits[:4],
            second=digits[4:6],
            third=digits[6:8],
        )
    elif digits[14] not in "12":
        message = say("has {digits} where 1 or 2 stands for the sex, its 15th digit", digits=digits[14])
    return message, say("correct it after the letter of appointment")


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True


def check_month(number: str) -> None:
    """Hold a civil servant's number (PNS) to its month of appointment; a contract employee's (PPPK) has none there."""
    if number and not "01" <= number[12:14] <= "12":
        message = say(
            "has {number} where the month of appointment stands, its 13th and 14th digit", number=number[12:14]
        )
        raise CellError(message, say("correct it, or say PPPK if the holder is one"))


def code(text: str) -> str:
    """Return a code that stands in a link."""
    if not text:
        raise CellError(say("is empty"), say("write the code that this row's link ends in"))
    return text


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"


def reader(kind: str, statuses: Mapping[str, str]) -> Callable[[Cell], str]:
    """Return the function that reads a cell of a kind; `statuses` maps folded words to a status."""
    checks: dict[str, Callable[[str], str]] = {"name": name, "nip": nip, "code": code}

    @lru_cache(64)  # the same few words in all rows
    def status(text: str) -> str:
        if not text:
            return ""
        if (found := statuses.get(folded(text))) is None:
            raise CellError(
                say("“{short}” is no status", short=_short(text)),
                say("write one of: {names}", names=", ".join(statuses)),
            )
        return found

    check, longest = None if kind in {"text", "phone"} else checks.get(kind, status), LONGEST[kind]

    def read(cell: Cell) -> str:
        text = cell if isinstance(cell, str) else cell_text(cell, kind)
        # Nearly every cell is tidy.
        if "  " in text or not (
            text.isascii() and text.isprintable() and text.strip() == text and len(text) <= longest
        ):
            text = clean(text, longest)
        return check(text) if check else text

    return read


def folded(text: str) -> str:
    """Return a heading or a word as it is compared: letters and figures alone, without case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
