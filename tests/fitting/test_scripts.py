"""Foreign scripts are found, told apart from Latin, and set without tracking."""

from __future__ import annotations

import pytest

from generator.fitting.breaks import units
from generator.fitting.scripts import chunks, is_foreign, line_html, runs_right_to_left, tracked
from tests.proof.texts import NAMES


@pytest.mark.parametrize("text", ["Fulan, S.Sos. – “é” 09.00", "Αθήνα Москва", ""])
def test_latin_greek_and_cyrillic_are_one_plain_part(text: str) -> None:
    assert not is_foreign(text)
    assert [(part.text, part.foreign) for part in chunks(text)] == [(text, False)]
    assert tracked(text) == len(text)


@pytest.mark.parametrize("name", [name for names in NAMES.values() for name in names])
def test_a_name_among_latin_words_is_one_part_without_tracking(name: str) -> None:
    line = f"Dinas {name}, Kota"
    assert [(part.text, part.foreign) for part in chunks(line)] == [("Dinas ", False), (name, True), (", Kota", False)]
    assert tracked(line) == len("Dinas , Kota")
    assert not runs_right_to_left(line)


def test_a_line_runs_right_to_left_only_if_all_its_letters_do() -> None:
    name = NAMES["Arabic"][3]
    assert line_html(f"({name})") == f'<span class="foreign" lang="ar-SA" dir="rtl">({name})</span>'
    assert line_html(f"{name} <b>") == f'<span class="foreign" lang="ar-SA">{name} </span>&lt;b&gt;'


@pytest.mark.parametrize("script", NAMES)
def test_names_break_at_spaces_alone(script: str) -> None:
    for name in NAMES[script]:
        assert [piece.strip() for piece in units(name)] == name.split()
