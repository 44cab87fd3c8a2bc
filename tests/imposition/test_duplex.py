"""Which back lies behind which front once a sheet is printed: rebuilt from the PDF, for every paper, flip and count."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.imposition import Box, Flip, Scheme, folded_sheets
from generator.imposition.sheets import impose
from tests.imposition.papers import BLEED, CARD, flips, meet, numbered_pages, papers, scheme, shifts
from tests.imposition.placed import Placed, placed

MOST = 50
SOURCE = numbered_pages(2 * MOST)  # card n has the pages 2n and 2n + 1
PAGES = list(SOURCE.pages)
TOLERANCE = 0.001  # mm


def _cards(count: int) -> Iterator[list[pikepdf.Page]]:
    return (PAGES[2 * number : 2 * number + 2] for number in range(count))


def _seen_from_the_front(back: Placed, sheet: tuple[float, float], flip: Flip, shift: tuple[float, float]) -> Placed:
    """Return where a back comes to lie, as one looks through the front of the printed sheet.

    The printer turns the sheet about an edge and prints out of place by `shift`. `upright` is then whether the back
    reads upright when the sheet is turned sideways, as a page is.
    """
    width, height = sheet
    left, top, right, bottom = back.box
    sideways = (flip == "long-edge") == (height >= width)
    box = Box(width - right, top, width - left, bottom) if sideways else Box(left, height - bottom, right, height - top)
    x, y = shift
    moved = Box(box.left + x, box.top + y, box.right + x, box.bottom + y)
    return Placed(back.page, moved, back.upright == sideways)


def _size(page: pikepdf.Page) -> tuple[float, float]:
    return (float(page.mediabox[2]) / 72 * 25.4, float(page.mediabox[3]) / 72 * 25.4)


def _behind(fronts: list[Placed], backs: list[Placed]) -> dict[int, int]:
    """Return the page behind each page of the front, where box lies exactly on box and both read upright."""
    return {
        front.page: back.page
        for front in fronts
        for back in backs
        if front.upright and back.upright and back.box == pytest.approx(front.box, abs=TOLERANCE)
    }


@settings(max_examples=120, deadline=None)
@given(
    paper=papers, flip=flips, shift=shifts, count=st.integers(1, MOST), sides=st.sampled_from(["duplex", "one-sided"])
)
def test_every_back_lies_behind_its_own_front(
    paper: tuple[float, float], flip: Flip, shift: tuple[float, float], count: int, sides: str
) -> None:
    plan = scheme(paper, sides, flip, shift)
    sheets = impose(_cards(count), plan)
    pages = list(sheets.pages)
    assert len(pages) == plan.pages_of(count)
    half = len(pages) // 2
    pairs = zip(pages[::2], pages[1::2], strict=True) if sides == "duplex" else zip(pages, pages[half:], strict=False)
    found: dict[int, int] = {}
    for front, back in pairs:
        backs = [_seen_from_the_front(each, _size(front), flip, shift) for each in placed(back)]
        found |= _behind(placed(front), backs)
    assert found == {2 * number: 2 * number + 1 for number in range(count)}


@settings(max_examples=60, deadline=None)
@given(paper=papers, count=st.integers(1, MOST))
def test_cards_keep_clear_of_each_other_and_their_order(paper: tuple[float, float], count: int) -> None:
    plan = scheme(paper)
    sheets = impose(_cards(count), plan)
    for number, sheet in enumerate(list(sheets.pages)[::2]):
        cards = placed(sheet)
        first = number * plan.grid.count
        assert [card.page for card in cards] == [2 * each for each in range(first, min(first + plan.grid.count, count))]
        for index, card in enumerate(cards):
            assert card.box == pytest.approx(plan.grid.trim(index).grown(BLEED), abs=TOLERANCE)
            assert not any(meet(card.box.grown(-TOLERANCE), other.box) for other in cards[index + 1 :])


@settings(max_examples=40, deadline=None)
@given(paper=st.sampled_from([(210, 297), (297, 420), (320, 450), (250, 120)]), count=st.integers(1, MOST))
def test_folded_cards_have_their_verso_beside_them(paper: tuple[float, float], count: int) -> None:
    plan = scheme(paper, "fold-over")
    sheets = impose(_cards(count), plan)
    assert len(sheets.pages) == plan.pages_of(count) == -(-count // plan.grid.count)
    cards = [card for sheet in sheets.pages for card in placed(sheet)]
    assert [card.page for card in cards] == list(range(2 * count))
    for recto, verso in zip(cards[::2], cards[1::2], strict=True):
        # They meet at the fold, where neither has a bleed, and have one on every other side.
        assert recto.box.right == pytest.approx(verso.box.left, abs=TOLERANCE)
        assert (recto.box.top, recto.box.bottom) == (verso.box.top, verso.box.bottom)
        assert recto.box.right - recto.box.left == pytest.approx(CARD[0] + BLEED, abs=TOLERANCE)
        assert verso.box.right - verso.box.left == pytest.approx(CARD[0] + BLEED, abs=TOLERANCE)
        assert recto.box.bottom - recto.box.top == pytest.approx(CARD[1] + 2 * BLEED, abs=TOLERANCE)


@pytest.mark.parametrize("flip", ["long-edge", "short-edge"])
@pytest.mark.parametrize("shift", [(0.0, 0.0), (1.5, -0.5)])
def test_a_leaflet_reads_in_order_when_it_is_folded(flip: Flip, shift: tuple[float, float]) -> None:
    with numbered_pages(4, (148.5, 210), 0) as source:
        pages = list(source.pages)
        sheets = impose([pages], folded_sheets((148.5, 210), flip, shift))
        front, back = sheets.pages
        assert _size(front) == pytest.approx((297, 210), abs=TOLERANCE)
        fronts = placed(front)
        assert [page.page for page in fronts] == [3, 0]
        assert fronts[0].box == pytest.approx(Box(0, 0, 148.5, 210), abs=TOLERANCE)
        backs = [_seen_from_the_front(each, _size(front), flip, shift) for each in placed(back)]
        assert _behind(fronts, backs) == {0: 1, 3: 2}


@pytest.mark.parametrize("paper", [(210, 297), (297, 420), (320, 450)])
def test_the_two_flips_give_different_backs(paper: tuple[float, float]) -> None:
    """Or the tests above would not tell them apart."""
    one, other = (impose(_cards(50), scheme(paper, flip=flip)) for flip in ("long-edge", "short-edge"))
    assert placed(one.pages[0]) == placed(other.pages[0])
    assert placed(one.pages[1]) != placed(other.pages[1])


def test_viewers_are_asked_to_print_as_it_was_meant() -> None:
    def preferences(plan: Scheme) -> tuple[str, str]:
        sheets = impose(_cards(1), plan)
        wishes = sheets.Root.ViewerPreferences
        return str(wishes.PrintScaling), str(wishes.Duplex)

    assert preferences(scheme((210, 297))) == ("/None", "/DuplexFlipLongEdge")
    assert preferences(scheme((210, 297), flip="short-edge")) == ("/None", "/DuplexFlipShortEdge")
    assert preferences(scheme((210, 297), sides="one-sided")) == ("/None", "/Simplex")
    assert preferences(scheme((210, 297), sides="fold-over")) == ("/None", "/Simplex")


def test_a_page_that_comes_again_is_embedded_once() -> None:
    verso = PAGES[1]
    sheets = impose(([PAGES[2 * number], verso] for number in range(20)), scheme((210, 297)))
    forms = [item for item in sheets.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"]
    assert len(forms) == 20 + 1 + 1  # the marks
