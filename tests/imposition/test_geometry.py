"""Grids hold as many as fit; marks and ruler touch no card, no bleed, and not the edge that printers leave white."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.imposition import Box, Scheme, least_paper, sheets_of_cards
from generator.imposition.marks import marks, ruler_length, ruler_strip
from generator.imposition.scheme import MARGIN, ROOM
from generator.products import SHEETS
from tests.imposition.papers import BLEED, CARD, meet, scheme

sides = st.sampled_from(["duplex", "one-sided", "fold-over"])
cards = st.tuples(st.floats(50, 150), st.floats(50, 150))
bleeds = st.floats(0, 6)
any_papers = st.tuples(st.floats(90, 900), st.floats(90, 900))


def _scheme(card: tuple[float, float], bleed: float, paper: tuple[float, float], kind: str) -> Scheme:
    found = sheets_of_cards(card, bleed, paper, kind)  # type: ignore[arg-type]
    assume(found is not None)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("paper", "kind", "columns", "rows", "landscape"),
    [
        ("A4", "duplex", 3, 3, True),
        ("A3", "duplex", 3, 6, False),
        ("SRA3", "duplex", 3, 7, False),
        ("A4", "fold-over", 1, 4, False),
        ("A3", "fold-over", 2, 4, True),
    ],
)
def test_the_orientation_that_holds_more_is_chosen(
    paper: str, kind: str, columns: int, rows: int, landscape: bool
) -> None:
    grid = scheme(SHEETS[paper], kind).grid
    assert (grid.columns, grid.rows) == (columns, rows)
    assert (grid.width > grid.height) == landscape


@settings(max_examples=200, deadline=None)
@given(card=cards, bleed=bleeds, paper=any_papers, kind=sides)
def test_it_holds_as_many_as_fit_either_way(
    card: tuple[float, float], bleed: float, paper: tuple[float, float], kind: str
) -> None:
    grid = _scheme(card, bleed, paper, kind).grid
    assert sorted((grid.width, grid.height)) == sorted(paper)
    wide, high = grid.unit.width + 2 * bleed, grid.unit.height + 2 * bleed
    room_x, room_y = (2 * free for free in ROOM)
    assert grid.columns * wide + room_x <= grid.width + 1e-5
    assert grid.rows * high + room_y <= grid.height + 1e-5
    for width, height in (paper, paper[::-1]):
        assert max(int((width - room_x) // wide), 0) * max(int((height - room_y) // high), 0) <= grid.count
    # In the middle of the sheet.
    assert grid.block.left == pytest.approx(grid.width - grid.block.right)
    assert grid.block.top == pytest.approx(grid.height - grid.block.bottom)


@settings(max_examples=200, deadline=None)
@given(card=cards, bleed=bleeds, paper=any_papers, kind=sides)
def test_no_mark_touches_a_card_its_bleed_the_ruler_or_the_margin(
    card: tuple[float, float], bleed: float, paper: tuple[float, float], kind: str
) -> None:
    grid = _scheme(card, bleed, paper, kind).grid
    printable = Box(MARGIN, MARGIN, grid.width - MARGIN, grid.height - MARGIN).grown(0.05)  # half a mark's weight
    bleeds = [trim.grown(bleed) for trim in grid.trims]
    strip = ruler_strip(grid, MARGIN)
    for mark in marks(grid):
        assert not any(meet(mark.box.grown(0.5), box) for box in bleeds)
        assert not meet(mark.box.grown(-0.05), strip)
        assert _within(mark.box, printable)
    assert _within(strip, printable)
    assert not any(meet(strip, box) for box in bleeds)


def _within(box: Box, room: Box) -> bool:
    return box.left >= room.left and box.top >= room.top and box.right <= room.right and box.bottom <= room.bottom


@settings(max_examples=100, deadline=None)
@given(card=cards, bleed=bleeds, paper=any_papers, kind=sides)
def test_every_cut_and_fold_has_a_mark_at_either_end(
    card: tuple[float, float], bleed: float, paper: tuple[float, float], kind: str
) -> None:
    grid = _scheme(card, bleed, paper, kind).grid
    drawn = list(marks(grid))
    upright = sorted(mark.x1 for mark in drawn if mark.x1 == mark.x2)
    level = sorted(mark.y1 for mark in drawn if mark.y1 == mark.y2)
    edges_x = {round(edge, 6) for trim in grid.trims for edge in (trim.left, trim.right)}
    edges_y = {round(edge, 6) for trim in grid.trims for edge in (trim.top, trim.bottom)}
    folds = {round(trim.left + fold, 6) for trim in grid.trims for fold in grid.unit.folds}
    assert upright == sorted([*(edges_x | folds)] * 2)
    assert level == sorted([*edges_y] * 2)
    assert {mark.x1 for mark in drawn if mark.dashed} == folds
    assert all(mark.x1 == mark.x2 or mark.y1 == mark.y2 for mark in drawn)


def test_cards_lie_two_bleeds_apart() -> None:
    trims = list(scheme((320, 450)).grid.trims)
    assert all(not meet(one.grown(BLEED - 1e-6), other.grown(BLEED - 1e-6)) for one, other in combinations(trims, 2))
    assert trims[1].left - trims[0].right == pytest.approx(2 * BLEED)
    assert all(trim.right - trim.left == pytest.approx(CARD[0]) for trim in trims)


@pytest.mark.parametrize("kind", ["duplex", "fold-over"])
def test_the_least_paper_holds_one_and_nothing_smaller_does(kind: str) -> None:
    width, height = least_paper(CARD, BLEED, kind)  # type: ignore[arg-type]
    assert scheme((width, height), kind).grid.count == 1
    for paper in ((width - 0.1, height), (width, height - 0.1)):
        assert sheets_of_cards(CARD, BLEED, paper, kind) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(("width", "length"), [(250, 100), (120, 50), (70, 20), (30, 20)])
def test_the_ruler_leaves_room_for_its_label(width: float, length: int) -> None:
    assert ruler_length(Box(10, 0, 10 + width, 4)) == length
