"""Text that goes on on further slides: everything kept, in order, evenly, on as few slides as it needs."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.preflight.rule import Expected
from generator.preflight.runner import examine
from generator.renderers.deck.compose import ComposedSlide, compose_slides
from generator.renderers.deck.flow import even
from generator.renderers.deck.layout import SLACK, LayoutMaker, Setting
from generator.renderers.deck.models import ProductLayout
from generator.renderers.deck.outline import OutlineSlide
from generator.renderers.deck.texts import SlideOverflow
from tests.renderers.deck.decks import FONTS, LONG, Deck, flowing_kit, make
from tests.renderers.deck.office import WEIGHTS

WEIGHING = st.lists(st.integers(1, 9), min_size=1, max_size=8).flatmap(
    lambda weights: st.tuples(st.just([float(weight) for weight in weights]), st.integers(1, len(weights)))
)
WORDS = st.lists(st.sampled_from(LONG.split()), min_size=1, max_size=45)
POINTS = st.lists(WORDS.map(" ".join), min_size=1, max_size=12)
TITLES = st.lists(WORDS.map(lambda words: " ".join(words[:8])), min_size=9, max_size=26)


def composed(deck: Deck, slide: OutlineSlide, **changes: Any) -> tuple[list[ComposedSlide], list[SlideOverflow]]:
    """Compose a deck of one slide."""
    outline = deck.outline.model_copy(update={"slides": [slide], **changes})
    return compose_slides(outline, deck.geometry, FONTS, "id")


def slide_of(deck: Deck, layout: str, **changes: Any) -> OutlineSlide:
    """Return the deck's first slide of a layout, with changes."""
    return next(slide for slide in deck.outline.slides if slide.layout == layout).model_copy(update=changes)


def agenda(deck: Deck, titles: list[str]) -> OutlineSlide:
    """Return an agenda."""
    rows = [{"time": f"{n:02}.00", "item": title} for n, title in enumerate(titles)]
    return slide_of(deck, "agenda", rows=rows, strong={})


def shown(slides: list[ComposedSlide], key: str) -> list[str]:
    """Return the paragraphs of a placeholder, or of rows of them, slide after slide."""
    return [line for slide in slides for box in slide.texts if box.place.key == key for line in box.text.split("\n")]


@given(WEIGHING, st.integers(1, 40))
def test_spans_are_as_even_as_can_be_and_leave_no_item_alone_at_the_end(
    weighing: tuple[list[float], int], limit: int
) -> None:
    weights, count = weighing
    spans = even(weights, count, float(limit))
    assert spans[0][0] == 0 and spans[-1][1] == len(weights) and len(spans) == count
    assert all(end == start for (_, end), (start, _) in pairwise(spans))

    def heaviest(ways: list[tuple[int, int]]) -> float:
        return max(sum(weights[start:end]) for start, end in ways)

    cuts = [list(pairwise([0, *cut, len(weights)])) for cut in combinations(range(1, len(weights)), count - 1)]
    without = [heaviest(way) for way in cuts if way[-1][1] - way[-1][0] > 1]
    if without and min(without) <= limit:
        assert spans[-1][1] - spans[-1][0] > 1 and heaviest(spans) == min(without)
    else:
        assert heaviest(spans) == min(map(heaviest, cuts))


def test_equal_items_fill_the_first_slides() -> None:
    assert even([1.0] * 20, 3, 8) == [(0, 7), (7, 14), (14, 20)]
    assert even([1.0] * 9, 2, 8) == [(0, 5), (5, 9)]
    assert even([1.0] * 3, 2, 8) == [(0, 1), (1, 3)]


@settings(max_examples=40, deadline=None)
@given(points=POINTS)
def test_points_are_kept_in_order_and_each_slide_has_room_for_its_own(deck: Deck, points: list[str]) -> None:
    slide = slide_of(deck, "criterion")
    slides, overflows = composed(deck, slide.model_copy(update={"texts": {**slide.texts, "points": points}}))
    alone = [composed(deck, slide.model_copy(update={"texts": {**slide.texts, "points": [one]}}))[1] for one in points]
    assert bool(overflows) == any(alone)
    if overflows:
        return
    assert [" ".join(text.split()) for text in shown(slides, "points")] == points
    boxes = [box for one in slides for box in one.texts if box.place.key == "points"]
    assert len({box.fitted.size for box in boxes}) == 1
    assert all(box.fitted.height <= box.place.box.height - SLACK + 0.02 for box in boxes)


@settings(max_examples=20, deadline=None)
@given(titles=TITLES)
def test_rows_are_kept_in_order_on_as_few_slides_as_hold_them(deck: Deck, titles: list[str]) -> None:
    slides, overflows = composed(deck, agenda(deck, titles))
    assert overflows == []
    assert [" ".join(text.split()) for text in shown(slides, "item")] == titles
    counts = [len(shown([one], "item")) for one in slides]
    assert len(slides) == -(-len(titles) // 8) and max(counts) - min(counts) <= 1
    assert len({next(box.place.box.y for box in one.texts if box.place.key == "item") for one in slides}) == 1


def test_further_slides_are_numbered_and_leave_the_notes_to_the_first() -> None:
    flowing = make(flowing_kit())
    first, second, third = flowing.slides[1:4]
    assert [slide.title for slide in (first, second, third)] == [
        "Agenda",
        "Agenda (lanjutan)",
        "Agenda (lanjutan\u00a02)",
    ]
    assert len(first.notes) > 2 and second.notes == third.notes
    assert second.notes == ("Lanjutan slide 2; catatan pembicaranya ada di sana.",)
    assert (first.minutes > 0, second.minutes, third.minutes) == (True, 0, 0)
    assert first.section == second.section == third.section
    assert [slide.number for slide in flowing.slides] == list(range(1, len(flowing.slides) + 1))


def test_bold_rows_stay_bold_where_they_go() -> None:
    slides = make(flowing_kit()).slides
    bold = [box.strong for slide in slides[1:4] for box in slide.texts if box.place.key == "item"]
    assert bold == [item["session"] for item in flowing_kit()["event"]["agenda"]]


def test_what_fits_stays_on_one_slide(deck: Deck) -> None:
    assert len(deck.slides) == len(deck.outline.slides)


def test_long_rows_share_the_room_before_they_go_on(deck: Deck) -> None:
    (slide,), overflows = composed(deck, agenda(deck, [LONG] * 3))
    assert overflows == [] and slide.layout.name == "Agenda 3 ↕"


def test_a_paragraph_longer_than_a_slide_is_refused_and_its_cut_makes_it_fit(deck: Deck) -> None:
    slide = slide_of(deck, "criterion")
    points = ["Pendek.", f"{LONG}. " * 3, "Pendek juga."]
    _, (overflow,) = composed(deck, slide.model_copy(update={"texts": {**slide.texts, "points": points}}))
    ((text, cut),) = overflow.overflow.cuts
    assert (overflow.placeholder, text.strip()) == ("points", points[1].strip())
    points[1] = text[:-cut]
    slides, overflows = composed(deck, slide.model_copy(update={"texts": {**slide.texts, "points": points}}))
    assert overflows == [] and len(slides) > 1


def test_a_title_without_room_for_its_addition_is_reported_in_the_words_of_the_content(deck: Deck) -> None:
    slide = agenda(deck, ["Sambutan"] * 12)
    title = "Susunan acara pelatihan"
    _, (overflow,) = composed(deck, slide.model_copy(update={"texts": {**slide.texts, "title": title}}))
    assert (overflow.number, overflow.placeholder, overflow.overflow.text) == (2, "title", title)
    cut = title[: -overflow.overflow.cut]
    _, overflows = composed(deck, slide.model_copy(update={"texts": {**slide.texts, "title": cut}}))
    assert cut and overflows == []


def test_points_share_a_size_at_which_one_of_them_breaks_alike_only_in_less_width(deck: Deck) -> None:
    slide = slide_of(deck, "criterion")
    points = [
        "Menjaga martabat dan kehormatan ASN" + ", menjaga martabat dan kehormatan asn" * 3,
        "Menuntun perilaku dan keputusan" + ", menuntun perilaku dan keputusan" * 3,
        "Meningkatkan disiplin dan mutu kerja" + ", meningkatkan disiplin dan mutu kerja" * 3,
    ]
    slides, overflows = composed(deck, slide.model_copy(update={"texts": {**slide.texts, "points": points}}))
    assert overflows == [] and shown(slides, "points") == points
    assert len({box.fitted.size for one in slides for box in one.texts if box.place.key == "points"}) == 1


def test_nothing_flows_without_words_for_it(deck: Deck) -> None:
    slide = slide_of(deck, "criterion")
    long = slide.model_copy(update={"texts": {**slide.texts, "points": [LONG] * 3}})
    slides, overflows = composed(deck, long, continued=None)
    assert len(slides) == 1 and [one.placeholder for one in overflows] == ["points"]


def test_only_one_thing_of_a_layout_flows() -> None:
    body = {"idx": 1, "prompt": "Isi", "flows": True}
    with pytest.raises(ValidationError, match="only one placeholder of a layout, or its rows, may flow on"):
        ProductLayout.model_validate({"name": "Isi", "holders": {"body": body, "more": body}})


def test_every_way_of_setting_a_layout_has_a_name_of_its_own(deck: Deck) -> None:
    maker = LayoutMaker(deck.geometry, FONTS, "id", "topic")
    ways = [
        Setting(count, of, loose, continued)
        for of in range(1, 9)
        for count in range(1, of + 1)
        for loose in (False, True)
        for continued in (False, True)
    ]
    for key, product in deck.geometry.products.items():
        if product.rows and product.flowing:
            made = {maker.set(key, "", way) for way in ways}
            assert len({layout.name for layout in made}) == len(made)


def test_check_finds_nothing_wrong_in_a_deck_that_flows(tmp_path: Path) -> None:
    flowing = make(flowing_kit())
    path = flowing.write(tmp_path / "deck.pptx")
    (tmp_path / "fonts").mkdir()
    for weight in WEIGHTS:
        face = FONTS.face("Plus Jakarta Sans", weight)
        (tmp_path / "fonts" / face.file_name).write_bytes(face.data)
    report = examine(path, Expected(product="deck", language="id", locale="id-ID"))
    assert [finding.rule for finding in report.findings] == ["pptx-font"]  # lies beside, is not embedded
