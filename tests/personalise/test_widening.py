"""Faces that copies are set in."""

from __future__ import annotations

import pytest

from generator.personalise.widening import PlateFace, array
from generator.themes.fonts import FontBook

BOOK = FontBook()


@pytest.fixture(scope="module")
def face() -> PlateFace:
    return PlateFace(BOOK.face("Plus Jakarta Sans", 400), "id")


def test_common_letters_are_there_for_every_copy(face: PlateFace) -> None:
    for text in ("Bagian Umum 12", "Çelik – “é”", "efisien affair"):
        shaped = face.shape(text, 18.0)
        assert shaped is not None
        assert face.beyond(shaped) == frozenset()


def test_other_letters_are_told(face: PlateFace) -> None:
    shaped = face.shape("Şahin", 18.0)
    assert shaped is not None
    assert len(face.beyond(shaped)) == 1


@pytest.mark.parametrize("text", ["ꦲꦏ", "سلام", "a\u0301"])
def test_letters_that_do_not_simply_follow_each_other_are_not_set(face: PlateFace, text: str) -> None:
    assert face.shape(text, 18.0) is None


def test_widths_grow_with_the_size(face: PlateFace) -> None:
    small, large = face.shape("Aula", 9.0), face.shape("Aula", 18.0)
    assert small is not None
    assert large is not None
    assert large.width == pytest.approx(2 * small.width, rel=0.01)


def test_kerning_stands_between_glyphs_and_brackets_are_escaped() -> None:
    assert array([(0x0128, 20), (0x0041, 0), (0x0042, 7)]) == b"[(\x01\\050)20(\x00A\x00B)]"
