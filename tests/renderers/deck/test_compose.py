"""Composing: what is on the slides, at which size, and that nothing collides."""

from __future__ import annotations

import copy
from itertools import combinations

import pytest

from generator.errors import InputError
from generator.fitting import PT_PER_MM
from generator.renderers.deck.compose import compose_slides
from generator.renderers.deck.drawing import Frame, draw
from generator.renderers.deck.layout import LayoutMaker
from generator.renderers.deck.models import Drawing
from generator.renderers.deck.texts import TextBox
from tests.kits import THEMES
from tests.renderers.deck.decks import FONTS, Deck, example_kit, make

ORDER = (
    "title agenda why statement definition path criterion criterion criterion practice case case-answer values "
    "quiz quiz-answer quiz quiz-answer pledge channels sources closing"
)
SAFE = 8.0  # mm from the slide's edge that text keeps


def test_slides_come_in_order(deck: Deck) -> None:
    assert [slide.layout.key for slide in deck.slides] == ORDER.split()


def test_nothing_overflows(any_deck: Deck) -> None:
    assert any_deck.overflows == []


def test_siblings_share_a_size(any_deck: Deck) -> None:
    for slide in any_deck.slides:
        roles = {box.place.style.name for box in slide.texts}
        for role in roles:
            assert len({box.fitted.size for box in slide.texts if box.place.style.name == role}) == 1


def test_no_two_texts_touch_and_all_keep_to_the_slide(any_deck: Deck) -> None:
    for slide in any_deck.slides:
        areas = {f"{slide.number} {box.place.key} {box.place.row}": _area(box) for box in slide.texts}
        for name, (left, top, right, bottom) in areas.items():
            inside = left >= SAFE and top >= SAFE and right <= any_deck.geometry.width - SAFE
            assert inside and bottom <= any_deck.geometry.height - SAFE, name
        for (one, a), (two, b) in combinations(areas.items(), 2):
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, f"{one} and {two}"


def test_few_words_a_slide(deck: Deck) -> None:
    for slide in deck.slides:
        if slide.layout.key != "sources":
            assert sum(len(box.text.split()) for box in slide.texts) <= 40, slide.number


def test_sizes_keep_to_the_minima_that_a_hall_needs(any_deck: Deck) -> None:
    for slide in any_deck.slides:
        for box in slide.texts:
            least = 28 if box.place.type in ("title", "ctrTitle") else 14 if box.place.key == "note" else 16
            assert box.fitted.size >= least, (slide.number, box.place.key)


def test_only_stacked_headlines_are_broken_by_hand(any_deck: Deck) -> None:
    broken = [box for slide in any_deck.slides for box in slide.texts if box.breaks]
    assert all(box.place.type in ("title", "ctrTitle") for box in broken)
    assert len(broken) <= 2


def test_session_rows_are_bold_and_the_right_answer_stands_out(deck: Deck) -> None:
    agenda, answer = deck.slides[1], deck.slides[14]
    assert [box.strong for box in agenda.texts if box.place.key == "item"] == [False, False, True, True, True, False]
    weights = [box.face.weight for box in answer.texts if box.place.key == "option"]
    assert answer.layout.name.endswith("B") and weights == [500, 700, 500]


def test_a_text_too_long_is_reported_with_slide_and_cut() -> None:
    kit = copy.deepcopy(example_kit("id"))
    kit["campaign"]["why"]["reasons"][1]["text"] = "pelayanan " * 60
    (overflow,) = make(kit).overflows
    assert (overflow.number, overflow.layout, overflow.placeholder) == (3, "why", "text")
    assert 0 < overflow.overflow.cut < 600


def test_a_layout_gives_way_before_a_text_is_refused() -> None:
    kit = copy.deepcopy(example_kit("id"))
    kit["campaign"]["promise"]["subtitle"] = (
        "Tiga kriteria pelayanan publik yang kita jalankan bersama setiap hari di loket"
    )
    deck = make(kit)
    assert deck.overflows == []
    subtitle, details = (
        next(box for box in deck.slides[0].texts if box.place.key == key) for key in ("subtitle", "details")
    )
    assert len(subtitle.fitted.lines) == 2
    assert subtitle.place.box.y + subtitle.place.box.height <= details.place.box.y + details.place.box.height


def test_a_title_that_comes_again_is_numbered() -> None:
    kit = copy.deepcopy(example_kit("id"))
    case = kit["campaign"]["cases"][0]
    case["answer_title"] = case["title"].upper()
    titles = [slide.title.replace("\u00a0", " ") for slide in make(kit).slides]
    assert f"{case['title'].upper()} (2)" in titles
    assert len({title.casefold() for title in titles}) == len(titles)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"layout": "nowhere"}, "there is no layout “nowhere”"),
        ({"texts": {"nothing": "x"}}, "has no such placeholder"),
        ({"rows": []}, "takes 1 to 8 rows, not 0"),
        ({"variant": "Z", "layout": "criterion", "rows": []}, "has no variant “Z”"),
        ({"strong": {"when": [-1], "item": [0]}, "texts": {"when": "x"}}, "has no bold of its own"),
    ],
)
def test_an_outline_that_the_layouts_cannot_hold_is_refused(deck: Deck, change: dict[str, object], said: str) -> None:
    slide = deck.outline.slides[1].model_copy(update=change)
    outline = deck.outline.model_copy(update={"slides": [slide]})
    with pytest.raises(InputError) as caught:
        compose_slides(outline, deck.geometry, FONTS, "id")
    assert said in str(caught.value)


def test_tiles_stand_side_by_side_line_after_line() -> None:
    kertas = make(example_kit("id"), theme_name="kertas")
    places = [place.box for place in kertas.slides[12].layout.places if place.key == "value"]
    columns, lines = sorted({round(box.x) for box in places}), sorted({round(box.y) for box in places})
    assert [(columns.index(round(box.x)), lines.index(round(box.y))) for box in places] == [
        (0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1),
    ]  # fmt: skip


def test_a_layout_may_move_its_number() -> None:
    kertas = make(example_kit("id"), theme_name="kertas")
    left, right = (kertas.slides[number].layout.number for number in (6, 9))
    assert left and right
    assert (left.align, right.align) == ("l", "r")
    assert left.box.x < right.box.x
    assert left.box.y == right.box.y


def test_art_whose_parts_have_no_colour_is_refused(deck: Deck) -> None:
    drawing = Drawing(art="check", at=[0, 0])  # its part "icon" is no token
    with pytest.raises(InputError, match=r"gives the part “icon” of check\.svg no colour"):
        list(draw("sign", drawing, Frame(), (100, 100), deck.geometry.theme))


@pytest.mark.parametrize("theme", THEMES)
def test_every_layout_can_be_made_in_every_number_of_rows(theme: str) -> None:
    deck = make(example_kit("id"), theme_name=theme)
    maker = LayoutMaker(deck.geometry, FONTS, "id", "topic")
    names = []
    for key, product in deck.geometry.products.items():
        counts = range(product.rows.least, product.rows.most + 1) if product.rows else [0]
        for variant in deck.geometry.sketches[key].get("variants", {"": None}):
            names += [maker.make(key, variant, count).name for count in counts]
    assert len(names) == len(set(names)) >= 40


def _area(box: TextBox) -> tuple[float, float, float, float]:
    """Return where ink may be: from the first capital's top to the last line's descenders, mm."""
    fitted, place = box.fitted, box.place.box
    top = box.first_baseline / PT_PER_MM - 0.75 * fitted.size / PT_PER_MM
    bottom = top + fitted.height + (0.95 * fitted.size - fitted.pitch) / PT_PER_MM
    return place.x, top, place.x + fitted.width, bottom
