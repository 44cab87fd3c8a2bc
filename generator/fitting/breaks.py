"""Where a line may break: UAX #14, tailored to what LibreOffice and PowerPoint do."""

from __future__ import annotations

import re
from functools import lru_cache

from uniseg.linebreak import line_break_units

_BEFORE_DIGIT = re.compile(r"(?<=[^\W\d]-)(?=\d)")


@lru_cache(maxsize=8192)
def units(text: str) -> tuple[str, ...]:
    """Return the unbreakable pieces of `text`, each with the spaces that follow it."""
    if text.isascii() and not set(text) & set("-/"):
        return tuple(re.findall(r"\s*\S+\s*", text)) or (text,)
    pieces: list[str] = []
    for unit in line_break_units(text):
        parts = _BEFORE_DIGIT.split(unit)
        if pieces and pieces[-1].endswith("/"):
            pieces[-1] += parts.pop(0)
        pieces.extend(parts)
    return tuple(piece for piece in pieces if piece)
