"""Lines break where LibreOffice and PowerPoint break them, and nothing gets lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.fitting.breaks import _PLAIN, _asked, units
from tests.fitting.faces import quick


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=60))
@quick
def test_the_pieces_together_are_the_text(text: str) -> None:
    assert "".join(units(text)) == text


@given(st.text("abz AZ09-/.,“”(", max_size=40))
@quick
def test_no_piece_starts_with_a_space_but_the_first(text: str) -> None:
    assert not any(piece.startswith(" ") for piece in units(text)[1:])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("utamakan warga", ("utamakan ", "warga")),
        ("bersama-sama", ("bersama-", "sama")),
        ("SP4N-1708", ("SP4N-", "1708")),
        ("dan/atau", ("dan/atau",)),
        ("UU 20/2023", ("UU ", "20/2023")),
        ("S.Kom.,\u00a0M.Si.", ("S.Kom.,\u00a0M.Si.",)),
        ("“prima”, ya", ("“prima”, ", "ya")),
        ("09.00–11.30 WIB", ("09.00–", "11.30 ", "WIB")),
        ("", ("",)),
        (" a", (" ", "a")),
    ],
)
def test_where_lines_may_break(text: str, pieces: tuple[str, ...]) -> None:
    assert units(text) == pieces


@given(st.text("abZé09-–/@.,", min_size=1, max_size=9))
@quick
def test_plain_words_break_as_they_would_if_uniseg_were_asked(word: str) -> None:
    if _PLAIN.fullmatch(word):
        assert units(word) == _asked(word)


def test_a_plain_word_is_one_piece_whatever_its_length() -> None:
    assert units("mempertanggungjawabkan" * 5) == ("mempertanggungjawabkan" * 5,)
