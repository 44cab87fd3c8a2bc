"""Cuts that do: what misfits ask for is cut from a copy of the kit until all its text fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from generator.fitting.index import Misfit, Path_, at

MOST_ROUNDS = 12
Trial = Callable[[Mapping[str, Any]], Sequence[Misfit]]


def proven(kit: Mapping[str, Any], misfits: Sequence[Misfit], trial: Trial) -> list[Misfit]:
    """Return a misfit for each field to shorten, with the characters to cut so that `trial` of the kit finds none.

    One cut can make room for another text, or take it away: the cuts are made together, and again where that does
    not do.
    """
    shorter = deepcopy(dict(kit))
    first: dict[Path_, Misfit] = {}
    for _ in range(MOST_ROUNDS):
        wanted: dict[Path_, int] = {}
        for misfit in misfits:
            wanted[misfit.field] = max(wanted.get(misfit.field, 0), misfit.cut)
            first.setdefault(misfit.field, misfit)
        if not any(cut(shorter, field, characters) for field, characters in wanted.items()):
            break
        misfits = trial(shorter)
    return [_told(misfit, kit, shorter) for misfit in first.values()]


def cut(kit: dict[str, Any], field: Path_, characters: int) -> bool:
    """Cut characters from the end of a field of the kit, and of what repeats it; return whether there were any."""
    text = at(kit, field) if field and field[0] in ("campaign", "event") else ""
    left = text[: max(len(text) - characters, 1)].rstrip(" ,;:-") if characters else text
    if left == text:
        return False
    at(kit, field[:-1])[field[-1]] = left
    definition, event = kit["campaign"]["definition"], kit["event"]
    if definition["value"] == text:
        definition["value"] = left
    event["agency_line"] = ", ".join(part for part in (event["agency"], event["region"]) if part)
    return True


def _told(misfit: Misfit, kit: Mapping[str, Any], shorter: Mapping[str, Any]) -> Misfit:
    if not misfit.field:
        return misfit
    return replace(misfit, cut=len(at(kit, misfit.field)) - len(at(shorter, misfit.field)) or misfit.cut)
