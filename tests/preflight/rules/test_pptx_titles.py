"""Rules on what a slide needs: title, notes, filled placeholders, slides at all."""

from __future__ import annotations

from pathlib import Path

from pptx import Presentation

from tests.preflight.rules.decks import OWN, Native, found, messages, shape, small_deck, spoilt


def test_a_slide_without_title_is_found(example_kit: Path, tmp_path: Path) -> None:
    def spoil(deck: Native) -> None:
        element = deck.slides[3].shapes.title._element
        element.getparent().remove(element)

    assert found(spoilt(example_kit, tmp_path, spoil), OWN) == [("pptx-title", "error", 4)]


def test_a_title_given_twice_is_found(example_kit: Path, tmp_path: Path) -> None:
    def spoil(deck: Native) -> None:
        text = deck.slides[1].shapes.title.text_frame.paragraphs[0].runs[0].text
        deck.slides[4].shapes.title.text_frame.paragraphs[0].runs[0].text = text.upper()

    path = spoilt(example_kit, tmp_path, spoil)
    assert found(path, OWN) == [("pptx-title-unique", "warning", 5)]
    assert messages(path, "pptx-title-unique")[0].endswith("is that of slide 2 too")


def test_slides_without_title_are_not_called_alike(tmp_path: Path) -> None:
    deck = Presentation()
    for _ in range(2):
        deck.slides.add_slide(deck.slide_layouts[6])
    deck.save(str(tmp_path / "deck.pptx"))
    assert found(tmp_path / "deck.pptx", rule="pptx-title-unique") == []
    assert len(found(tmp_path / "deck.pptx", rule="pptx-title")) == 2


def test_slides_without_notes_are_found(example_kit: Path, tmp_path: Path) -> None:
    def spoil(deck: Native) -> None:
        deck.slides[2].notes_slide.notes_text_frame.text = " "

    assert found(spoilt(example_kit, tmp_path, spoil), OWN) == [("pptx-notes", "warning", 3)]
    path = small_deck(tmp_path, lambda slide: slide.shapes)
    assert found(path, rule="pptx-notes") == [("pptx-notes", "warning", 1)]


def test_an_empty_placeholder_is_found(example_kit: Path, tmp_path: Path) -> None:
    path = spoilt(example_kit, tmp_path, lambda deck: shape(deck, 3, "Alasan 2").text_frame.clear())
    assert found(path, OWN) == [("pptx-empty", "warning", 3)]
    assert messages(path, "pptx-empty") == ["the placeholder “Alasan 2” is empty"]


def test_an_empty_footer_or_text_box_is_nothing(tmp_path: Path) -> None:
    path = small_deck(tmp_path, lambda slide: slide.shapes.add_textbox(0, 0, 9999, 9999))
    assert found(path, rule="pptx-empty") == []


def test_a_deck_without_slides_or_with_too_few_is_found(example_kit: Path, tmp_path: Path) -> None:
    Presentation().save(str(tmp_path / "none.pptx"))
    assert messages(tmp_path / "none.pptx", "pptx-slides") == ["it has no slides"]
    assert found(tmp_path / "none.pptx") == [("pptx-slides", "error", 0)]
    path = small_deck(tmp_path, lambda slide: slide.shapes)
    assert messages(path, "pptx-slides", OWN) == ["it has 1 slides instead of 21"]
    assert messages(path, "pptx-slides") == []
