"""Widths are those of the font itself, with kerning, tracking left to others, and figures of one width where asked."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.fitting.faces import BOOK, faces, quick, ruler, texts


@given(faces, texts)
@quick
def test_widths_are_in_em_and_grow_with_the_text(face: tuple[str, int], text: str) -> None:
    measure = ruler(face)
    assert 0 < measure.width(text) < 1.3 * len(text)
    assert measure.width(text) < measure.width(f"{text} {text}")


def test_kerning_counts_unless_it_is_left_out() -> None:
    measure = ruler(("Plus Jakarta Sans", 800))
    assert measure.width("AVATAR") < measure.width_unkerned("AVATAR")
    assert measure.width("nnn") == measure.width_unkerned("nnn")


@pytest.mark.parametrize("family", ["Plus Jakarta Sans", "Lora"])
def test_tabular_figures_are_all_as_wide(family: str) -> None:
    tabular = BOOK.face(family, 400).ruler.tabular
    assert len({tabular.width(figure) for figure in "0123456789"}) == 1
    assert tabular.width("nilai") == pytest.approx(BOOK.face(family, 400).ruler.width("nilai"))


def test_missing_names_what_the_font_cannot_draw_once() -> None:
    assert ruler().missing("Utamakan warga: “é” – 09.00") == ""
    assert ruler().missing("漢 and 漢字 and ᮞ") == "ᮞ字漢"
    assert ruler().missing("a\u00a0b\n") == ""


def test_no_text_has_neither_width_nor_ink() -> None:
    measure = BOOK.face("Lora", 400).ruler
    assert measure.width("") == 0
    assert list(measure.ink("", 0.1)) == []
