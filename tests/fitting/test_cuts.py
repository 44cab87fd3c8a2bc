"""Cuts that are tried on a copy of the kit until all its text fits."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from generator.fitting.cuts import cut, proven
from generator.fitting.index import Misfit

KIT: dict[str, Any] = {
    "campaign": {
        "definition": {"value": "Berorientasi pelayanan"},
        "values": {"items": [{"name": "Berorientasi pelayanan", "short": "pelayanan prima demi masyarakat"}]},
    },
    "event": {"agency": "Dinas Contoh", "region": "Kabupaten Contoh", "agency_line": "Dinas Contoh, Kabupaten Contoh"},
}
NAME = ("campaign", "values", "items", 0, "name")
SHORT = ("campaign", "values", "items", 0, "short")


def _trial(kit: Mapping[str, Any]) -> list[Misfit]:
    """Let a name have 14 characters, and its meaning what the name leaves of 34."""
    item = kit["campaign"]["values"]["items"][0]
    over = {NAME: len(item["name"]) - 14, SHORT: len(item["name"] + item["short"]) - 34}
    return [Misfit(field, "", "room", 6.5, 3) for field, characters in over.items() if characters > 0]


def test_the_cuts_told_make_all_text_fit() -> None:
    told = {misfit.field: misfit.cut for misfit in proven(KIT, _trial(KIT), _trial)}
    shorter = deepcopy(KIT)
    for field, characters in told.items():
        cut(shorter, field, characters)
    assert set(told) == {NAME, SHORT}
    assert _trial(shorter) == []


def test_the_kit_itself_stays_as_it_is() -> None:
    before = deepcopy(KIT)
    proven(KIT, _trial(KIT), _trial)
    assert before == KIT


def test_what_repeats_a_field_is_shortened_with_it() -> None:
    kit = deepcopy(KIT)
    assert cut(kit, NAME, 10)
    assert kit["campaign"]["definition"]["value"] == kit["campaign"]["values"]["items"][0]["name"] == "Berorientasi"
    assert cut(kit, ("event", "region"), 7)
    assert kit["event"]["agency_line"] == "Dinas Contoh, Kabupaten"


def test_a_text_keeps_a_character_and_words_of_templates_stay() -> None:
    kit = deepcopy(KIT)
    assert cut(kit, NAME, 100)
    assert kit["campaign"]["values"]["items"][0]["name"] == "B"
    assert not cut(kit, NAME, 1)
    assert not cut(kit, (), 3)
    assert proven(KIT, [Misfit((), "Sumber", "room", 7, 2)], _trial)[0].cut == 2
