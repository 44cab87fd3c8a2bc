"""What slides say in templates of others: all that they say in our own layouts, once."""

from __future__ import annotations

import pytest

from generator.errors import InputError
from generator.renderers.deck.foreign.drafts import Draft, Para, drafted, headed, in_one, read_ways
from generator.renderers.deck.geometry import load_products
from generator.renderers.deck.outline import Outline
from generator.resources import Resources
from tests.renderers.deck.decks import Deck

UNUSED = {"plain"}  # for slides that a speaker adds


@pytest.fixture(scope="module")
def drafts(deck: Deck) -> list[Draft]:
    """The example's drafts."""
    return made(deck.outline)


def made(outline: Outline) -> list[Draft]:
    path = Resources(None).find_template("deck/template.yaml")
    assert path
    names = {key: f"nama {key}" for key in load_products(path.with_name("layouts.yaml"))}
    return drafted(outline, read_ways(path), path, names)


def said(draft: Draft) -> str:
    """Return all that a draft says, a line a paragraph."""
    paras = [para for block in draft.blocks for texts in block.values() for para in texts]
    paras += [para for texts in draft.fixed.values() for para in texts]
    return "\n".join([draft.title, *(f"{para.lead} {para.text}" for para in paras)]).replace("\u00a0", " ")


def test_every_layout_of_the_product_has_its_way() -> None:
    path = Resources(None).find_template("deck/template.yaml")
    assert path
    assert set(read_ways(path).slides) == set(load_products(path.with_name("layouts.yaml"))) - UNUSED


def test_nothing_that_a_slide_says_is_lost(deck: Deck, drafts: list[Draft]) -> None:
    for slide, draft in zip(deck.outline.slides, drafts, strict=True):
        texts = [*slide.texts.values(), *(text for row in slide.rows for text in row.values())]
        for text in (line for each in texts for line in ([each] if isinstance(each, str) else each)):
            assert text.replace("\u00a0", " ") in said(draft), (slide.layout, text)
        assert draft.notes == tuple(slide.notes)


def test_titles_are_told_apart(drafts: list[Draft]) -> None:
    titles = [draft.title for draft in drafts]
    assert len(set(titles)) == len(titles) and "Kuis (2)" in titles


def test_bold_is_what_the_outline_and_the_variant_choose(drafts: list[Draft]) -> None:
    by_title = {draft.title: draft for draft in drafts}
    agenda = [block["text"][0] for block in by_title["Agenda"].blocks]
    assert [(one.lead, one.bold) for one in agenda[3:6]] == [("09.10", False), ("09.20", True), ("10.10", True)]
    answers = [block["text"][0] for block in by_title["Jawaban kuis"].blocks[1:]]
    assert [one.lead for one in answers if one.bold] == ["B."]


def test_what_is_under_another_paragraph_stays_with_it(drafts: list[Draft]) -> None:
    (reasons,) = [draft for draft in drafts if draft.title == "Mengapa warga diutamakan?"]
    assert [[para.stance for para in block["text"]] for block in reasons.blocks] == [["bullet", "under"]] * 3


def test_two_columns_can_be_headed_or_in_one(drafts: list[Draft]) -> None:
    (pairs,) = [draft for draft in drafts if draft.kind == "comparison"]
    assert pairs.title == "nama practice"
    assert [para.text for texts in pairs.fixed.values() for para in texts] == ["Di loket, lakukan", "Hindari"]
    two = headed(pairs, ("left", "right"))
    assert two.blocks[0]["right"][0] == Para("Hindari", bold=True, stance="plain") and not two.fixed
    one = in_one(pairs, ("left", "right"))
    lines = [para.text for block in one.blocks for para in block["text"]]
    assert lines[0] == "Di loket, lakukan" and lines[5] == "Hindari" and len(lines) == 10


def test_a_slide_without_a_way_is_an_error(deck: Deck) -> None:
    slide = deck.outline.slides[0].model_copy(update={"layout": "baru"})
    with pytest.raises(InputError, match=r"template.yaml slides.baru: is missing"):
        made(deck.outline.model_copy(update={"slides": [slide]}))
