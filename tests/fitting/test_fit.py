"""Fitting keeps its promises for any text, style and room: see each test's name."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.fitting import PT_PER_MM, Fitted, Overflow, Room, Ruler, Style, fit
from generator.fitting.breaks import units
from generator.fitting.fit import sizes
from tests.fitting.faces import faces, quick, rooms, ruler, style, styles, texts, tight_rooms, widths

EPSILON = 0.02


def _one(text: str, how: Style, room: Room, face: tuple[str, int] = ("Plus Jakarta Sans", 400)) -> Fitted | Overflow:
    return fit([text], how, [room], ruler(face))[0]


def _line_width(line: str, fitted: Fitted, measure: Ruler) -> float:
    return (measure.width(line) + fitted.style.tracking * len(line)) * fitted.size / PT_PER_MM


@given(texts, styles, rooms, faces)
@quick
def test_a_fitted_text_never_leaves_its_room(text: str, how: Style, room: Room, face: tuple[str, int]) -> None:
    fitted = _one(text, how, room, face)
    assume(isinstance(fitted, Fitted))
    assert isinstance(fitted, Fitted)
    assert how.minimum <= fitted.size <= max(how.preferred, how.minimum)
    assert fitted.width <= room.width + EPSILON
    assert all(_line_width(line, fitted, ruler(face)) <= room.width + EPSILON for line in fitted.lines)
    assert room.lines is None or len(fitted.lines) <= room.lines
    assert room.height is None or fitted.height <= room.height + EPSILON
    gaps = room.gap * (len(fitted.paragraphs) - 1)
    assert fitted.pitch >= fitted.size * how.leading - EPSILON
    assert fitted.height == pytest.approx((len(fitted.lines) * fitted.pitch + gaps) / PT_PER_MM)


@given(st.lists(texts, min_size=2, max_size=5), styles, widths)
@quick
def test_siblings_share_the_size(several: list[str], how: Style, width: float) -> None:
    results = fit(several, how, [Room(width)] * len(several), ruler())
    fitted = [result for result in results if isinstance(result, Fitted)]
    assert len({result.size for result in fitted}) <= 1
    if len(fitted) < len(several):
        assert all(result.size == how.minimum for result in fitted)


@given(texts, styles, rooms, st.floats(0, 40), st.integers(0, 3))
@quick
def test_a_higher_room_never_gives_a_smaller_size(text: str, how: Style, room: Room, more: float, lines: int) -> None:
    assume(room.height is not None or room.lines is not None)
    low = _one(text, how, room)
    assume(isinstance(low, Fitted))
    higher = Room(
        room.width,
        None if room.height is None else room.height + more,
        None if room.lines is None else room.lines + lines,
        room.gap,
    )
    high = _one(text, how, higher)
    assert isinstance(low, Fitted)
    assert isinstance(high, Fitted)
    assert high.size >= low.size


@given(texts, st.sampled_from((18.0, 64.0)), widths, st.floats(0, 80), st.sampled_from((1, 2, 3)))
@quick
def test_a_wider_room_never_gives_a_balanced_text_a_smaller_size(
    text: str, preferred: float, width: float, more: float, lines: int
) -> None:
    how = style(preferred, balance=True)
    narrow = _one(text, how, Room(width, lines=lines))
    assume(isinstance(narrow, Fitted))
    wide = _one(text, how, Room(width + more, lines=lines))
    assert isinstance(narrow, Fitted)
    assert isinstance(wide, Fitted)
    assert wide.size >= narrow.size


def test_kerning_that_lets_a_line_just_fit_costs_no_size() -> None:
    how = Style("headline", 60, 20, 800, 1.0, -0.03, balance=True)
    rooms = [Room(width / 4, lines=2) for width in range(400, 800)]
    found = [fit(["AVATAR To Yogya"], how, [room], ruler(("Plus Jakarta Sans", 800)))[0] for room in rooms]
    sized = [fitted.size for fitted in found if isinstance(fitted, Fitted)]
    assert len(sized) == len(rooms)
    assert sized == sorted(sized)


@given(texts, styles, rooms)
@quick
def test_the_lines_together_are_the_text(text: str, how: Style, room: Room) -> None:
    fitted = _one(text, how, room)
    assume(isinstance(fitted, Fitted))
    assert isinstance(fitted, Fitted)
    assert "".join(fitted.lines).replace(" ", "") == text.replace(" ", "")
    ends = set(itertools.accumulate(len(piece.replace(" ", "")) for piece in units(text)))
    assert set(itertools.accumulate(len(line.replace(" ", "")) for line in fitted.lines)) <= ends


@given(texts, styles, tight_rooms)
@quick
def test_the_cut_is_as_much_as_needed_and_no_more(text: str, how: Style, room: Room) -> None:
    result = _one(text, how, room)
    assume(isinstance(result, Overflow))
    assert isinstance(result, Overflow)
    assert 0 < result.cut <= len(text)
    smallest = style(how.minimum, how.minimum, how.balance, how.tracking)
    kept = text[: len(text) - result.cut]
    if kept:
        assert isinstance(_one(kept, smallest, room), Fitted)
    longer = [text[:end] for end in range(len(kept) + 1, len(text)) if text[end] == " "]
    assert not any(isinstance(_one(each, smallest, room), Fitted) for each in longer)


def test_what_does_not_fit_leaves_its_siblings_at_the_minimum() -> None:
    long = "mempertanggungjawabkan" * 3
    good, bad = fit(["warga", long], style(24, 9), [Room(60), Room(60)], ruler())
    assert isinstance(good, Fitted)
    assert good.size == 9
    assert isinstance(bad, Overflow)
    assert 0 < bad.cut < len(long)


def test_paragraphs_keep_apart() -> None:
    fitted = _one("satu\ndua tiga", style(), Room(100, gap=6))
    assert isinstance(fitted, Fitted)
    assert fitted.paragraphs == (("satu",), ("dua tiga",))
    assert fitted.height == pytest.approx((2 * 24 * 1.25 + 6) / PT_PER_MM)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Utamakan warga.", 120, ("Utamakan", "warga.")),
        ("Siapa pun warganya, sama pelayanannya.", 200, ("Siapa pun warganya,", "sama pelayanannya.")),
        ("Tiga kriteria berorientasi pelayanan", 130, ("Tiga kriteria", "berorientasi pelayanan")),
        ("Merawat ruang milik kita bersama", 160, ("Merawat ruang", "milik kita bersama")),
    ],
)
def test_headlines_are_balanced(text: str, width: float, lines: tuple[str, ...]) -> None:
    how = Style("headline", 60, 20, 800, 0.95, -0.03, balance=True)
    fitted = fit([text], how, [Room(width, lines=2)], ruler(("Plus Jakarta Sans", 800)))[0]
    assert isinstance(fitted, Fitted)
    assert fitted.lines == lines


@given(texts, st.floats(0.52, 0.95))
@quick
def test_no_single_word_is_left_on_the_last_line_where_another_break_would_do(text: str, share: float) -> None:
    width = ruler().width(text) * 18 / PT_PER_MM * share
    fitted = _one(text, style(18, 9, balance=True), Room(width))
    assume(isinstance(fitted, Fitted) and len(fitted.lines) == 2)
    assert isinstance(fitted, Fitted)
    if " " in fitted.lines[-1] or fitted.lines[0].endswith("-"):
        return
    pieces = units(text)
    limit = width * PT_PER_MM / fitted.size / 1.004
    for at in range(1, len(pieces)):
        first, last = "".join(pieces[:at]).rstrip(), "".join(pieces[at:])
        if " " in last and not first.endswith("-"):
            assert max(ruler().width(first), ruler().width_unkerned(first), ruler().width_unkerned(last)) > limit


@given(st.floats(7, 200), st.floats(5, 200))
@quick
def test_sizes_go_down_from_the_preferred_to_the_minimum(preferred: float, minimum: float) -> None:
    assume(minimum <= preferred)
    tried = list(sizes(style(preferred, minimum)))
    assert tried[-1] == minimum
    assert tried[0] == preferred
    assert tried == sorted(tried, reverse=True)
    assert len(tried) < 400


def test_a_room_says_what_it_is() -> None:
    assert str(Room(100)) == "100 mm"
    assert str(Room(100.4, 20, 1)) == "100 × 20 mm, 1 line at most"
    assert str(Room(100, lines=2)) == "100 mm, 2 lines at most"


@pytest.mark.parametrize(
    ("text", "opened"),
    [("Coba ingat\nkembali", True), ("Utamakan\nwarga", False), ("Coba ingat\nwarga", False)],
)
def test_lines_open_up_only_where_letters_would_touch(text: str, opened: bool) -> None:
    how = replace(style(preferred=40, minimum=40), leading=0.9)
    fitted = _one(text, how, Room(300), ("Plus Jakarta Sans", 800))
    assert isinstance(fitted, Fitted)
    assert (fitted.pitch > 40 * 0.9 + EPSILON) == opened


def test_no_tracking_after_the_last_letter_makes_room() -> None:
    measure, how = ruler(("Plus Jakarta Sans", 800)), style(preferred=40, minimum=40, tracking=-0.035)
    bare = measure.width("Look?")
    seen, counted = ((bare - 0.035 * gaps) * 40 / PT_PER_MM for gaps in (4, 5))
    assert isinstance(_one("Look?", how, Room(seen * 1.003), ("Plus Jakarta Sans", 800)), Fitted)
    assert isinstance(_one("Look?", how, Room(counted * 1.005), ("Plus Jakarta Sans", 800)), Overflow)
