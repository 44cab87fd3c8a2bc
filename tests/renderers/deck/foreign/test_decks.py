"""Decks in templates of others: whole, valid, fitted, accessible; the template's look stays, its slides go."""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from generator.fitting import PT_PER_MM
from generator.preflight.pptx_file import PptxFile
from tests.renderers.deck.foreign.conftest import Built
from tests.renderers.deck.foreign.templates import AGENCY, OLD
from tests.renderers.deck.office import words
from tests.support import sosialisasi

LINK = "https://contoh.go.id/layani"
NEAR = 2.5  # pt by which a letter may stand outside its placeholder


def parts(path: Path) -> dict[str, bytes]:
    """Return the parts of a package."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_it_passes_check_and_the_audit(built: Built) -> None:
    assert sosialisasi("check", built.out).code == 0
    assert OpenXmlValidator().validate(str(built.deck)).errors == []


def test_the_templates_own_slides_sections_and_properties_are_gone(built: Built) -> None:
    found = parts(built.deck)
    everything = b"".join(data for name, data in found.items() if name.endswith((".xml", ".rels")))
    assert OLD.encode() not in everything
    slides = Presentation(str(built.deck)).slides
    assert len([name for name in found if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]) == len(slides)
    assert len([name for name in found if re.fullmatch(r"ppt/notesSlides/notesSlide\d+\.xml", name)]) == len(slides)
    assert everything.count(b"<p14:sectionLst") == 1
    core = found["docProps/core.xml"].decode()
    assert "Dinas Pelayanan Contoh" in core and "python-pptx" not in core and "2026-12-15" in core


def test_its_themes_masters_and_pictures_stay(built: Built) -> None:
    before, after = parts(built.template), parts(built.deck)
    kinds = ("ppt/slideMasters/slideMaster", "ppt/slideLayouts/slideLayout")
    for kind in kinds:
        assert {name for name in before if name.startswith(kind)} <= set(after)
    hashes = {hashlib.sha256(data).hexdigest() for data in after.values()}
    kept = [name for name in before if re.match(r"ppt/media/|ppt/theme/theme1\.xml", name)]
    used = b"".join(data for name, data in before.items() if "slideMasters/_rels" in name)
    for name in kept:
        if Path(name).name.encode() in used:
            assert hashlib.sha256(before[name]).hexdigest() in hashes, name


def test_its_footer_and_numbers_stay_but_where_its_own_title_slide_shows_none(built: Built) -> None:
    slides = list(Presentation(str(built.deck)).slides)
    for number, slide in enumerate(slides, 1):
        kinds = {shape.element.ph.get("type"): shape for shape in slide.placeholders}
        model = {shape.element.ph.get("type") for shape in slide.slide_layout.placeholders}
        bare = built.kind != "python-pptx" and slide.slide_layout.name == slides[0].slide_layout.name
        assert ("sldNum" in kinds) == ("sldNum" in model and not bare)
        if "sldNum" in kinds:
            assert kinds["sldNum"].text_frame.text == str(number)
            assert b'type="slidenum"' in slide.part.blob
        if "ftr" in kinds:
            assert kinds["ftr"].text_frame.text == (AGENCY if built.kind == "4:3" else "Berorientasi Pelayanan")


def test_every_slide_has_its_own_title_notes_and_language(built: Built) -> None:
    slides = list(Presentation(str(built.deck)).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert len(titles) == len(set(titles)) >= 22
    for slide in slides:
        assert slide.notes_slide.notes_text_frame.text.strip()
        for xml in (slide.part.blob, slide.notes_slide.part.blob):
            assert set(re.findall(rb'lang="([^"]+)"', xml)) == {b"id-ID"}
            assert xml.count(b"<a:r>") == len(re.findall(rb"<a:r><a:rPr lang=", xml))


def test_no_placeholder_is_empty_and_texts_take_their_place_from_the_layout(built: Built) -> None:
    moved = 0
    for slide in Presentation(str(built.deck)).slides:
        for shape in slide.placeholders:
            if shape.has_text_frame:
                assert shape.text_frame.text.strip(), shape.name
                moved += shape._element.spPr.xfrm is not None
    assert moved == 0


def test_text_is_fitted_to_its_placeholders(built: Built) -> None:
    with PptxFile(built.deck) as file:
        for slide in file.slides:
            for text in slide.texts:
                if text.shape.furniture:
                    continue
                assert text.measured and text.frame
                assert text.measured.height <= text.frame.inner.height + 0.1, (slide.number, text.words)
                assert not text.measured.torn
                sizes = [run.size for one in text.paragraphs for run in one.runs]
                assert min(sizes) >= (14 if not text.shape.title else 20), (slide.number, text.words)
                assert text.measured.exact_pitch


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_sets_every_word_in_its_placeholder(built: Built) -> None:
    pages = words(built.out / "deck.pdf")
    with PptxFile(built.deck) as file:
        for slide, page in zip(file.slides, pages, strict=True):
            boxes = [shape.box for shape in slide.shapes if shape.box and shape.text]
            for word in page:
                if not any(character.isalnum() for character in word.text):
                    continue
                middle = (word.left + word.right) / 2, (word.top + word.bottom) / 2
                inside = any(
                    box.left * PT_PER_MM - NEAR <= word.left
                    and word.right <= box.right * PT_PER_MM + NEAR
                    and box.top * PT_PER_MM - NEAR <= middle[1] <= box.bottom * PT_PER_MM + NEAR
                    for box in boxes
                )
                assert inside, (slide.number, word)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_pdf_shows_the_code_and_says_what_it_is(built: Built) -> None:
    pdf = pypdfium2.PdfDocument(built.out / "deck.pdf")
    image = pdf[len(pdf) - 1].render(scale=2).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [LINK]
    assert pdf.get_metadata_value("Title") == "Sosialisasi budaya berorientasi pelayanan"
    assert len(pdf) == len(Presentation(str(built.deck)).slides)


def test_the_code_has_words_and_a_drawing(built: Built) -> None:
    (picture,) = re.findall(rb"<p:pic>.*?</p:pic>|<p:pic .*?</p:pic>", _last(built.deck), re.S)
    assert LINK.encode() in picture and b"svgBlip" in picture and b"r:embed" in picture


def test_the_build_says_what_is_shown_otherwise_and_which_fonts_it_could_not_measure(built: Built) -> None:
    lacks = "has no layout for “comparison” slides; they are shown as “two”" in built.said
    assert lacks == (built.kind == "libreoffice")
    unknown = {
        "libreoffice": "Source Sans Pro, Source Sans Pro Light",
        "python-pptx": "Calibri",
        "pandoc": "Calibri",
    }.get(built.kind)
    said = re.search(r"fit unchecked: no file of the template's font (.*) is at hand", built.said)
    assert (said and said[1]) == unknown
    fonts = sorted(path.name for path in (built.out / "fonts").glob("*.ttf"))
    family = {"indonesian": "PlusJakartaSans", "4:3": "Lora"}.get(built.kind)
    assert fonts == ([f"{family}-Bold.ttf", f"{family}-Regular.ttf"] if family else [])


def _last(deck: Path) -> bytes:
    slides = list(Presentation(str(deck)).slides)
    return bytes(slides[-1].part.blob)
