"""Lines: stacked headlines, and insets at which any program breaks where we did."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.fitting import PT_PER_MM, Fitted, Room, Style, fit
from generator.fitting.breaks import bound, units
from generator.renderers.deck.wrapping import glued, inset, stacked
from tests.renderers.deck.decks import FONTS

FACE = FONTS.face("Plus Jakarta Sans", 500)
STYLE = Style("row", 24, 24, 500, 1.25, 0.0, True)
WORDS = st.lists(
    st.sampled_from(["warga", "yang", "datang", "dilayani", "dengan", "ramah,", "cekatan", "dan", "pasti"]),
    min_size=4,
    max_size=14,
)


@pytest.mark.parametrize(
    ("text", "where", "expected"),
    [
        ("Siapa pun warganya, sama pelayanannya.", "pauses", "Siapa pun warganya,\nsama pelayanannya."),
        ("Siapa pun warganya, sama pelayanannya.", "sentences", None),
        ("B. Sekali jelas, warga puas.", "pauses", None),
        ("Utamakan warga.", "pauses", None),
        ("Ia datang sore. Berkasnya kurang.", "sentences", "Ia datang sore.\nBerkasnya kurang."),
        ("Apa saja, di mana saja.", None, None),
    ],
)
def test_headlines_are_stacked_at_pauses_that_leave_no_short_piece(
    text: str, where: str | None, expected: str | None
) -> None:
    assert stacked(text, where) == expected


def test_short_numbers_stay_with_their_word() -> None:
    assert bound("UU 20/2023 Pasal 4 ayat (2) huruf a.") == "UU\u00a020/2023 Pasal\u00a04 ayat\u00a0(2) huruf\u00a0a."
    assert bound("15 Desember 2026") == "15 Desember 2026"


@settings(max_examples=60, deadline=None)
@given(WORDS, st.integers(60, 150))
def test_a_greedy_program_breaks_as_fitted(words: list[str], width: int) -> None:
    (fitted,) = fit([" ".join(words)], STYLE, [Room(width)], FACE.ruler)
    if not isinstance(fitted, Fitted):
        return
    lines = list(fitted.lines)
    narrowed = inset([lines], fitted, width, FACE.ruler)
    if narrowed is None:
        lines[-1] = glued(lines[-1])
        narrowed = inset([lines], fitted, width, FACE.ruler)
    if narrowed is not None:
        assert _greedy(" ".join(lines), (width - narrowed) * PT_PER_MM / fitted.size) == lines


def _greedy(text: str, limit: float) -> list[str]:
    lines = [""]
    for unit in units(text):
        if FACE.ruler.width((lines[-1] + unit).rstrip(" ")) > limit:
            lines.append("")
        lines[-1] += unit
    return [line.rstrip(" ") for line in lines]
