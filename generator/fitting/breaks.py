"""Where a line may break: at spaces, and inside words as UAX #14 has it, tailored to LibreOffice and PowerPoint."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"[^ ]+ *| +")
_BEFORE_DIGIT = re.compile(r"(?<=[^\W\d]-)(?=\d)")
_REFERENCE = re.compile(r"(?<=\w) (?=\(?\d{1,3}(?:/\d{4})?\)?(?:\(\w{1,2}\))*(?:[\s.,;:!?]|$)|[a-z](?:[.,;:!?)]|$))")
NO_BREAK_SPACE = "\u00a0"
# Words of Latin letters and these break only after a dash that is not between figures; asking uniseg, slow to import
# too, takes a hundred times as long.
_PLAIN = re.compile(r"(?:[{0}.,;:!?()“”‘’'\"…&%+@/\u00a0]|(?<=[{0}])[-–](?=[{0}]))+ *".format("A-Za-zÀ-ÖØ-öø-ÿ0-9"))
# Newer editions of UAX #14 break Buginese, Balinese, Batak and Javanese after any syllable; programs do not yet.
_SYLLABLES = re.compile("[\u1a00-\u1a1b\u1b00-\u1b59\u1bc0-\u1bf3\ua980-\ua9c0]{2}")
_AFTER_DASH = re.compile(r"(?<=–)|(?<=[^\W\d]-)|(?<=-)(?=[^\W\d])")


@lru_cache(maxsize=4096)
def units(text: str) -> tuple[str, ...]:
    """Return the unbreakable pieces of `text`, each with the spaces that follow it."""
    return tuple(piece for word in _WORD.findall(text) for piece in _inside(word)) or (text,)


def joined_at_hyphens(pieces: Sequence[str]) -> tuple[str, ...]:
    """Return the pieces with those that end in a hyphen joined to what follows."""
    joined: list[str] = []
    for piece in pieces:
        if joined and joined[-1].endswith("-"):
            joined[-1] += piece
        else:
            joined.append(piece)
    return tuple(joined)


def bound(text: str) -> str:
    """Return `text` with the numbers of a law tied to the word before them: "Pasal 4", "ayat (2)", "huruf a"."""
    return _REFERENCE.sub(NO_BREAK_SPACE, text)


@lru_cache(maxsize=16384)
def _inside(word: str) -> tuple[str, ...]:
    """Return the pieces of one word: no break after a slash, one after every hyphen, before digits too."""
    return tuple(_AFTER_DASH.split(word)) if _PLAIN.fullmatch(word) else _asked(word)


def _asked(word: str) -> tuple[str, ...]:
    from uniseg.linebreak import line_break_units  # noqa: PLC0415  # slow to import, seldom needed

    pieces: list[str] = []
    for unit in line_break_units(word):
        parts = _BEFORE_DIGIT.split(unit)
        if pieces and (pieces[-1].endswith("/") or _SYLLABLES.fullmatch(pieces[-1][-1] + unit[0])):
            pieces[-1] += parts.pop(0)
        pieces.extend(parts)
    return tuple(piece for piece in pieces if piece)
