"""Characters that no product can print: control characters, noncharacters, lone surrogates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.wording import marked, say

# Tab and line feed may stand in a text. U+2028 and U+2029 break lines in some readers and not in others;
# U+FFFD says that a character was lost before the file came here.
_REFUSED = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufdd0-\\ufdef\\ufffd-\\uffff"
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 17))
    + "]"
)
_MEND = marked("delete that character and type the text again")


@dataclass(frozen=True)
class CharacterFault:
    """A refused character at a place of the raw text, 1-based."""

    line: int
    column: int
    message: str
    mend: str


def refused_character(text: str) -> str | None:
    """Return the first character of `text` that cannot be printed, None if all can."""
    found = _REFUSED.search(text)
    return found[0] if found else None


def describe(character: str) -> tuple[str, str]:
    """Return what is wrong with a refused character, and how to mend it."""
    code = f"U+{ord(character):04X}"
    if character == "\ufffd":
        return say("holds {code}, the sign of a character lost in conversion", code=code), say(
            "type the lost character again"
        )
    if character in "\u2028\u2029":
        return say("holds {code}, a line break from another program", code=code), say(
            "delete it and press Enter instead"
        )
    return say("holds {code}, a character that cannot be printed", code=code), say(_MEND)


def raw_faults(text: str) -> list[CharacterFault]:
    """Return one fault a line of a file's text that holds a refused character."""
    if refused_character(text) is None:
        return []
    faults = []
    for number, line in enumerate(text.split("\n"), start=1):
        found = _REFUSED.search(line)
        if found:
            faults.append(CharacterFault(number, found.start() + 1, *describe(found[0])))
    return faults
