"""The .pptx: valid, native, clean, accessible, and the same bytes from the same input."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from tests.renderers.deck.decks import Deck


@pytest.fixture(scope="module")
def file(any_deck: Deck, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deck's file."""
    return any_deck.write(tmp_path_factory.mktemp("deck") / "deck.pptx")


def parts(file: Path, start: str) -> dict[str, str]:
    """Return the XML parts whose name starts with `start`."""
    with zipfile.ZipFile(file) as package:
        names = [name for name in package.namelist() if name.startswith(start) and name.endswith(".xml")]
        return {name: package.read(name).decode() for name in names}


def test_the_audit_finds_no_error(file: Path) -> None:
    assert OpenXmlValidator().validate(str(file)).errors == []


def test_the_same_input_gives_the_same_bytes(any_deck: Deck, file: Path, tmp_path: Path) -> None:
    assert any_deck.write(tmp_path / "again.pptx").read_bytes() == file.read_bytes()


def test_slides_and_layouts_hold_theme_colours_only(file: Path) -> None:
    for name, xml in (
        parts(file, "ppt/slides/") | parts(file, "ppt/slideLayouts/") | parts(file, "ppt/slideMasters/")
    ).items():
        assert "srgbClr" not in xml, name
    for name, xml in parts(file, "ppt/slides/").items():
        assert "schemeClr" not in xml and "typeface" not in xml and "<a:ln" not in xml.replace("<a:lnSpc", ""), name


def test_the_theme_holds_the_brands_colours_and_fonts(any_deck: Deck, file: Path) -> None:
    theme = parts(file, "ppt/theme/")["ppt/theme/theme1.xml"]
    for slot, colour in any_deck.geometry.theme.slots.items():
        assert f'<a:{slot}><a:srgbClr val="{colour[1:].upper()}"/>' in theme
    assert re.findall(r'<a:latin typeface="([^"]+)"', theme) == ["Plus Jakarta Sans ExtraBold", "Plus Jakarta Sans"]


def test_text_is_in_placeholders_that_take_their_place_from_the_layout(any_deck: Deck, file: Path) -> None:
    presentation = Presentation(str(file))
    assert len(presentation.slides) == len(any_deck.slides)
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                assert shape.is_placeholder, shape.name
                assert shape._element.spPr.xfrm is None
                assert shape.width and shape.height


def test_every_slide_has_its_own_title(any_deck: Deck, file: Path) -> None:
    titles = [slide.shapes.title.text for slide in Presentation(str(file)).slides]
    assert all(titles) and len(set(titles)) == len(titles)
    assert [" ".join(title.split()) for title in titles] == [" ".join(slide.title.split()) for slide in any_deck.slides]


def test_pictures_have_alt_text_and_svg_a_raster(file: Path) -> None:
    pictures = [pic for xml in parts(file, "ppt/slides/").values() for pic in re.findall(r"<p:pic>.*?</p:pic>", xml)]
    assert pictures
    for picture in pictures:
        assert re.search(r' descr="[^"]+"', picture)
        assert "svgBlip" in picture and "r:embed" in picture


def test_notes_carry_the_slide(any_deck: Deck, file: Path) -> None:
    for slide, native in zip(any_deck.slides, Presentation(str(file)).slides, strict=True):
        notes = native.notes_slide.notes_text_frame.text
        if slide.minutes:  # else it goes on from the one before
            assert len(notes.split()) >= 40, slide.number
            assert re.match(r"(Waktu|Time) \(\w+\): \d+", notes), slide.number


def test_other_cases_and_quiz_items_stand_in_the_notes(deck: Deck) -> None:
    notes = {slide.number: "\n".join(slide.notes) for slide in deck.slides}
    campaign = deck.kit["campaign"]
    for case in campaign["cases"][1:]:
        assert case["story"] in notes[11] and case["answer"][0] in notes[12]
    for item in campaign["quiz"][2:]:
        assert item["question"] in notes[16] and item["reason"] in notes[17]


def test_every_run_names_its_language(any_deck: Deck, file: Path) -> None:
    for name, xml in (parts(file, "ppt/slides/") | parts(file, "ppt/notesSlides/")).items():
        tags = re.findall(r"<a:(?:rPr|endParaRPr)\b[^>]*", xml)
        assert tags and all(f'lang="{any_deck.kit["locale"]}"' in tag for tag in tags), name


def test_sections_cover_all_slides_once(any_deck: Deck, file: Path) -> None:
    presentation = parts(file, "ppt/presentation.xml")["ppt/presentation.xml"]
    listed = re.findall(r'<p:sldId id="(\d+)"', presentation)
    assert re.findall(r'<p14:sldId id="(\d+)"', presentation) == listed
    sections = re.findall(r'<p14:section name="([^"]+)"', presentation)
    assert sections == list(dict.fromkeys(slide.section for slide in any_deck.slides))


def test_numbers_and_footers_are_on_the_slides(any_deck: Deck, file: Path) -> None:
    for slide, native in zip(any_deck.slides, Presentation(str(file)).slides, strict=True):
        shown = [shape.text_frame.text for shape in native.placeholders if shape.placeholder_format.idx == 12]
        assert shown == ([str(slide.number)] if slide.layout.number else [])


def test_nothing_is_left_of_a_template(any_deck: Deck, file: Path) -> None:
    with zipfile.ZipFile(file) as package:
        names = package.namelist()
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in names if "thumbnail" in name or "printer" in name.lower()]
    core = Presentation(str(file)).core_properties
    assert (core.author, core.title, core.language) == (
        any_deck.meta.agency,
        any_deck.meta.title,
        any_deck.meta.language,
    )
    assert core.created.date() == any_deck.meta.date
    assert Presentation(str(file)).slide_width == 12192000


def test_a_long_title_is_cut_where_office_keeps_no_more(deck: Deck, tmp_path: Path) -> None:
    long = replace(
        deck, kit={**deck.kit, "event": {**deck.kit["event"], "title": "kata " * 80, "agency": "dinas " * 80}}
    )
    core = Presentation(str(long.write(tmp_path / "deck.pptx"))).core_properties
    assert (core.title, core.author) == (("kata " * 80)[:255], ("dinas " * 80)[:255])
