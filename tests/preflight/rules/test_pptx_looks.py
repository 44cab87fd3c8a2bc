"""Rules on what text looks like: size, contrast, colours of the theme, fonts, language."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Mm, Pt

from tests.preflight.rules.decks import (
    ANYONE,
    OWN,
    Native,
    found,
    literal,
    messages,
    shape,
    small_deck,
    spoilt,
    text_box,
)


def _run(deck: Native, slide: int, name: str) -> Native:
    return shape(deck, slide, name).text_frame.paragraphs[0].runs[0]


def test_small_text_is_found(example_kit: Path, tmp_path: Path) -> None:
    path = spoilt(example_kit, tmp_path, lambda deck: setattr(_run(deck, 18, "Catatan").font, "size", Pt(9)))
    assert found(path, OWN) == [("pptx-size", "error", 18)]
    assert messages(path, "pptx-size") == [
        "“Rancangan kit ini, bukan naskah resmi” is set in 9 pt; it takes at least 10"
    ]


@pytest.mark.parametrize(
    ("size", "least", "severities"),
    [(9.5, None, ["error"]), (11, None, ["warning"]), (12, None, []), (13, 14.0, ["error"]), (11, 11.0, [])],
)
def test_the_least_size_is_the_products_or_what_can_be_read(
    tmp_path: Path, size: float, least: float | None, severities: list[str]
) -> None:
    def fill(slide: Native) -> None:
        text_box(slide, (20, 20, 100, 30), "Warga").text_frame.paragraphs[0].font.size = Pt(size)

    expected = replace(ANYONE, least_pt=least)
    assert [one[1] for one in found(small_deck(tmp_path, fill), expected, "pptx-size")] == severities


def test_a_size_is_resolved_through_layout_and_master(tmp_path: Path) -> None:
    def fill(slide: Native) -> None:
        slide.placeholders[1].text_frame.text = "Warga"
        style = slide.slide_layout.slide_master.element.find(".//{*}bodyStyle/{*}lvl1pPr/{*}defRPr")
        style.set("sz", "800")

    assert messages(small_deck(tmp_path, fill, layout=1), "pptx-size") == [
        "“Warga” is set in 8 pt; it takes at least 10"
    ]


def test_text_too_close_to_its_ground_is_found(example_kit: Path, tmp_path: Path) -> None:
    def spoil(deck: Native) -> None:
        _run(deck, 3, "Alasan 1").font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1

    path = spoilt(example_kit, tmp_path, spoil)
    assert found(path, OWN) == [("pptx-contrast", "error", 3)]
    assert messages(path, "pptx-contrast") == ["“Untuk semua warga” has a contrast of 1.0, under 3"]


def test_contrast_is_that_with_the_shape_beneath(tmp_path: Path) -> None:
    def fill(slide: Native) -> None:
        for x, colour in ((20, MSO_THEME_COLOR.TEXT_1), (140, MSO_THEME_COLOR.BACKGROUND_1)):
            card = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Mm(x), Mm(20), Mm(100), Mm(50))
            card.fill.solid()
            card.fill.fore_color.theme_color = colour
            text_box(slide, (x + 5, 25, 90, 30), f"Warga {x}")

    assert messages(small_deck(tmp_path, fill), "pptx-contrast") == ["“Warga 20” has a contrast of 1.0, under 3"]


@pytest.mark.parametrize(("brightness", "count"), [(0.5, 1), (0.0, 0)])
def test_modulated_colours_are_resolved(tmp_path: Path, brightness: float, count: int) -> None:
    def fill(slide: Native) -> None:
        colour = text_box(slide, (20, 20, 100, 30), "Warga").text_frame.paragraphs[0].font.color
        colour.theme_color = MSO_THEME_COLOR.ACCENT_1
        colour.brightness = brightness

    assert len(found(small_deck(tmp_path, fill), rule="pptx-contrast")) == count


def test_an_unknown_ground_is_told_once(tmp_path: Path) -> None:
    def fill(slide: Native) -> None:
        card = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Mm(20), Mm(20), Mm(100), Mm(50))
        card.fill.gradient()
        card.text_frame.text = "Warga"
        text_box(slide, (25, 25, 80, 30), "Warga")

    path = small_deck(tmp_path, fill)
    assert found(path, rule="pptx-contrast") == [("pptx-contrast", "warning", 0)]
    assert messages(path, "pptx-contrast")[0].startswith("not checked on slide 1:")


def test_a_literal_colour_is_found(example_kit: Path, tmp_path: Path) -> None:
    def spoil(deck: Native) -> None:
        _run(deck, 3, "Alasan 1").font.color.rgb = literal(0, 0, 0x40)

    path = spoilt(example_kit, tmp_path, spoil)
    assert found(path, OWN) == [("pptx-colour", "warning", 3)]
    assert messages(path, "pptx-colour") == ["it holds 1 literal colour (000040)"]


def test_fonts_of_other_machines_are_found(example_kit: Path, tmp_path: Path) -> None:
    path = spoilt(example_kit, tmp_path, lambda deck: None)
    shutil.rmtree(tmp_path / "fonts")
    assert found(path, OWN) == [("pptx-font", "error", 0)]
    assert "neither embedded nor on every machine" in messages(path, "pptx-font")[0]


@pytest.mark.parametrize(("font", "embed", "count"), [("Arial", False, 0), ("Kartika", False, 1), ("Kartika", True, 0)])
def test_common_and_embedded_fonts_are_taken(tmp_path: Path, font: str, embed: bool, count: int) -> None:
    def fill(slide: Native) -> None:
        text_box(slide, (20, 20, 100, 30), "Warga", font)
        if embed:
            deck = slide.part.package.presentation_part.presentation.element
            namespace = deck.nsmap["p"]
            listed = etree.SubElement(deck, f"{{{namespace}}}embeddedFontLst")
            one = etree.SubElement(listed, f"{{{namespace}}}embeddedFont")
            etree.SubElement(one, f"{{{namespace}}}font", typeface=font)

    assert len(found(small_deck(tmp_path, fill), rule="pptx-font")) == count


@pytest.mark.parametrize("where", ["slide", "notes"])
def test_another_language_is_found(example_kit: Path, tmp_path: Path, where: str) -> None:
    def spoil(deck: Native) -> None:
        slide = deck.slides[2]
        frame = slide.shapes.title.text_frame if where == "slide" else slide.notes_slide.notes_text_frame
        frame.paragraphs[0].runs[0]._r.rPr.set("lang", "en-US")

    path = spoilt(example_kit, tmp_path, spoil)
    assert found(path, OWN) == [("pptx-language", "error", 3)]
    assert messages(path, "pptx-language", OWN) == ["text is tagged en-US instead of id-ID"]


def test_a_missing_language_is_a_warning_where_none_is_expected(tmp_path: Path) -> None:
    path = small_deck(tmp_path, lambda slide: text_box(slide, (20, 20, 100, 30), "Warga"))
    assert found(path, rule="pptx-language") == [("pptx-language", "warning", 1)]
    assert found(path, OWN, "pptx-language") == [("pptx-language", "error", 1)]


def test_a_freeform_that_is_a_rectangle_is_a_ground(tmp_path: Path) -> None:
    def fill(slide: Native) -> None:
        builder = slide.shapes.build_freeform(Mm(20), Mm(20))
        builder.add_line_segments([(Mm(120), Mm(20)), (Mm(120), Mm(70)), (Mm(20), Mm(70))])
        card = builder.convert_to_shape()
        card.fill.solid()
        card.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_1
        text_box(slide, (25, 25, 90, 30), "Warga")

    assert messages(small_deck(tmp_path, fill), "pptx-contrast") == ["“Warga” has a contrast of 1.0, under 3"]


def test_text_between_the_outlines_of_a_freeform_is_checked_against_what_is_behind(tmp_path: Path) -> None:
    def fill(slide: Native) -> None:
        builder = slide.shapes.build_freeform(Mm(20), Mm(20))
        builder.add_line_segments([(Mm(30), Mm(20)), (Mm(30), Mm(30))])
        builder.move_to(Mm(180), Mm(120))
        builder.add_line_segments([(Mm(190), Mm(120)), (Mm(190), Mm(130))])
        drawing = builder.convert_to_shape()
        drawing.fill.solid()
        drawing.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_1
        text_box(slide, (60, 60, 90, 30), "Warga")

    assert messages(small_deck(tmp_path, fill), "pptx-contrast") == []
