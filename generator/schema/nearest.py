"""The nearest known word to a mistyped one, for "did you mean"."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from generator.wording import say

SHOWN_CHOICES = 12


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` most likely was meant to be, None if none is near."""
    choices = {choice.casefold(): choice for choice in known}
    found = difflib.get_close_matches(word.casefold(), choices, n=1, cutoff=0.6)
    return choices[found[0]] if found else None


def hint(word: str, known: Iterable[str], instead: str) -> str:
    """Return 'did you mean "x"?', or `instead` with the known words if none is near."""
    choices = list(known)
    found = nearest(word, choices)
    if found is not None:
        return say('did you mean "{found}"?', found=found)
    listed = ", ".join(choices[:SHOWN_CHOICES]) + (" …" if len(choices) > SHOWN_CHOICES else "")
    return f"{instead}: {listed}" if choices else instead
