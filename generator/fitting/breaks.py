"""Where a line may break: at spaces, and inside words as UAX #14 has it, tailored to LibreOffice and PowerPoint."""

from __future__ import annotations

import re
from functools import lru_cache

from uniseg.linebreak import line_break_units

_WORD = re.compile(r"[^ ]+ *| +")
_BEFORE_DIGIT = re.compile(r"(?<=[^\W\d]-)(?=\d)")
# Words of Latin letters and these break nowhere; asking uniseg takes a hundred times as long.
_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9.,;:!?()“”‘’'\"…&%+\u00a0]+ *")


@lru_cache(maxsize=4096)
def units(text: str) -> tuple[str, ...]:
    """Return the unbreakable pieces of `text`, each with the spaces that follow it."""
    return tuple(piece for word in _WORD.findall(text) for piece in _inside(word)) or (text,)


@lru_cache(maxsize=16384)
def _inside(word: str) -> tuple[str, ...]:
    """Return the pieces of one word: no break after a slash, one after every hyphen, before digits too."""
    if _PLAIN.fullmatch(word):
        return (word,)
    pieces: list[str] = []
    for unit in line_break_units(word):
        parts = _BEFORE_DIGIT.split(unit)
        if pieces and pieces[-1].endswith("/"):
            pieces[-1] += parts.pop(0)
        pieces.extend(parts)
    return tuple(piece for piece in pieces if piece)
