"""Rules on the file's insides: sections, relationships, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.preflight.rules.decks import (
    OWN,
    Native,
    beside_fonts,
    found,
    messages,
    rezipped,
    shape,
    small_deck,
    spoilt,
    text_box,
)


@pytest.mark.parametrize(
    ("change", "page", "message"),
    [
        ((r'<p14:sldId id="\d+"/>', ""), 1, "it is in no section"),
        ((r"(<p14:sldIdLst>)", r'\1<p14:sldId id="9999"/>'), 0, "sections name slides that are not there: 9999"),
        ((r'(<p14:sldId id="\d+"/>)', r"\1\1"), 1, "it is in two sections"),
    ],
)
def test_wrong_sections_are_found(
    example_kit: Path, tmp_path: Path, change: tuple[str, str], page: int, message: str
) -> None:
    def changed(name: str, text: str) -> str:
        return re.sub(*change, text, count=1) if name == "ppt/presentation.xml" else text

    path = rezipped(example_kit / "deck.pptx", beside_fonts(example_kit, tmp_path), changed)
    assert found(path, OWN) == [("pptx-sections", "error", page)]
    assert messages(path, "pptx-sections") == [message]


def test_a_deck_without_sections_is_nothing(tmp_path: Path) -> None:
    assert found(small_deck(tmp_path, lambda slide: slide.shapes), rule="pptx-sections") == []


def test_a_relationship_without_target_is_found(example_kit: Path, tmp_path: Path) -> None:
    def changed(name: str, text: str) -> str | None:
        return None if name == "ppt/viewProps.xml" else text

    path = rezipped(example_kit / "deck.pptx", beside_fonts(example_kit, tmp_path), changed)
    assert found(path, OWN) == [("pptx-relations", "error", 0)]
    assert messages(path, "pptx-relations") == ["ppt/presentation.xml refers to ppt/viewProps.xml, which is not there"]


def test_a_reference_without_relationship_is_found(example_kit: Path, tmp_path: Path) -> None:
    def changed(name: str, text: str) -> str:
        return text.replace('r:embed="', 'r:embed="lost', 1) if name == "ppt/slides/slide1.xml" else text

    path = rezipped(example_kit / "deck.pptx", beside_fonts(example_kit, tmp_path), changed)
    assert found(path, OWN) == [("pptx-relations", "error", 1)]


def test_a_part_that_cannot_be_read_is_found(example_kit: Path, tmp_path: Path) -> None:
    def changed(name: str, text: str) -> str:
        return text[:-20] if name == "ppt/viewProps.xml" else text

    path = rezipped(example_kit / "deck.pptx", beside_fonts(example_kit, tmp_path), changed)
    assert messages(path, "pptx-relations") == ["ppt/viewProps.xml is no well-formed XML"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "materi.docx", "//server/share"])
def test_unsafe_links_are_found(example_kit: Path, tmp_path: Path, address: str) -> None:
    def spoil(deck: Native) -> None:
        deck.slides[2].shapes[1].click_action.hyperlink.address = address

    path = spoilt(example_kit, tmp_path, spoil)
    assert found(path, OWN) == [("pptx-link", "error", 3)]
    assert messages(path, "pptx-link") == [f"it links to {address}"]


@pytest.mark.parametrize(
    "address", ["https://contoh.go.id", "HTTP://contoh.go.id", "mailto:a@contoh.go.id", "tel:1708"]
)
def test_safe_links_are_taken(tmp_path: Path, address: str) -> None:
    def fill(slide: Native) -> None:
        text_box(slide, (20, 20, 100, 30), "Warga").click_action.hyperlink.address = address

    assert found(small_deck(tmp_path, fill), rule="pptx-link") == []


def test_a_click_that_runs_something_is_found(example_kit: Path, tmp_path: Path) -> None:
    def spoil(deck: Native) -> None:
        properties = shape(deck, 3, "Judul")._element.xpath(".//p:cNvPr")[0]
        properties.get_or_add_hlinkClick().set("action", "ppaction://macro?name=Pasang")

    path = spoilt(example_kit, tmp_path, spoil)
    assert found(path, OWN) == [("pptx-link", "error", 3)]
    assert messages(path, "pptx-link") == ["a click runs or opens something (macro)"]
