"""Decks of others, and odd ones: the rules say something sensible of each, and stop at none."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.util import Mm, Pt

from generator.preflight.pptx_file import PptxFile
from generator.preflight.pptx_package import DeckError
from tests.preflight.rules.decks import Native, chart, faults, found, messages, rezipped, small_deck, text_box

SMART_ART = (
    '<p:graphicFrame xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvGraphicFramePr>'
    '<p:cNvPr id="9" name="Diagram 1"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
    '<p:xfrm><a:off x="0" y="0"/><a:ext cx="999999" cy="999999"/></p:xfrm><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"/></a:graphic></p:graphicFrame>'
)


def _table(slide: Native) -> None:
    table = slide.shapes.add_table(2, 2, Mm(20), Mm(20), Mm(100), Mm(20)).table
    table.cell(0, 0).text = "Layanan"
    table.cell(1, 1).text_frame.paragraphs[0].font.size = Pt(7)
    table.cell(1, 1).text = "Tabel"
    table.cell(1, 1).text_frame.paragraphs[0].runs[0].font.size = Pt(7)


def _groups(slide: Native) -> None:
    group = slide.shapes.add_group_shape().shapes.add_group_shape()
    box = group.shapes.add_textbox(Mm(20), Mm(20), Mm(80), Mm(20))
    box.text_frame.text = "Dalam kelompok"


def _diagram(slide: Native) -> None:
    slide.shapes._spTree.append(etree.fromstring(SMART_ART))


def _blank_texts(slide: Native) -> None:
    for text in ("", " ", "\n\n", "\v", "a\vb"):
        text_box(slide, (20, 20, 80, 20), text)


def _no_size(slide: Native) -> None:
    box = text_box(slide, (20, 20, 0, 0), "Tanpa ukuran")
    properties = box._element.spPr
    properties.remove(properties.find("{*}xfrm"))


def _turned(slide: Native) -> None:
    text_box(slide, (20, 20, 80, 20), "Miring").rotation = 30


def _nonsense(slide: Native) -> None:
    box = text_box(slide, (20, 20, 80, 20), "Angka")
    box._element.txBody.bodyPr.set("lIns", "lebar")
    box._element.txBody.p_lst[0].get_or_add_pPr().set("lvl", "99")
    box._element.spPr.find("{*}xfrm").set("rot", "miring")
    for properties in box._element.iter("{*}rPr", "{*}defRPr"):
        properties.set("sz", "besar")


def _no_layouts(slide: Native) -> None:
    relations = slide.part.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/slideLayout")]:
        relations.pop(key)


FILLS = [_table, _groups, chart, _diagram, _blank_texts, _no_size, _turned, _nonsense, _no_layouts]


@pytest.mark.parametrize("fill", FILLS, ids=lambda fill: fill.__name__.strip("_"))
def test_no_rule_stops_at_an_odd_slide(tmp_path: Path, fill: Callable[[Native], None]) -> None:
    path = tmp_path / "odd.pptx"
    deck = Presentation()
    fill(deck.slides.add_slide(deck.slide_layouts[6]))
    deck.save(str(path))
    assert ("pptx-title", "error", 1) in found(path)
    assert all(fault.mend for _, _, fault in faults(path))


def test_cells_of_tables_are_read(tmp_path: Path) -> None:
    path = small_deck(tmp_path, _table)
    assert messages(path, "pptx-size") == ["“Tabel” is set in 7 pt; it takes at least 10"]


def test_shapes_in_groups_stand_where_the_groups_put_them(tmp_path: Path) -> None:
    def fill(slide: Native) -> None:
        group = slide.shapes.add_group_shape()
        group.shapes.add_textbox(Mm(20), Mm(20), Mm(80), Mm(20)).text_frame.text = "Dalam kelompok"
        group.left, group.top, group.width, group.height = Mm(100), Mm(50), Mm(160), Mm(40)

    with PptxFile(small_deck(tmp_path, fill)) as file:
        [shape] = [shape for shape in file.slides[0].shapes if shape.text]
    assert shape.box is not None
    assert [round(edge) for edge in (shape.box.left, shape.box.top, shape.box.right, shape.box.bottom)] == [
        100,
        50,
        260,
        90,
    ]


def test_the_default_deck_has_sensible_findings(tmp_path: Path) -> None:
    deck = Presentation()
    for layout in deck.slide_layouts:
        slide = deck.slides.add_slide(layout)
        if slide.shapes.title is not None:
            slide.shapes.title.text_frame.text = f"Tata letak {len(deck.slides)}"
    deck.save(str(tmp_path / "default.pptx"))
    rules = {(rule, severity) for rule, severity, _ in found(tmp_path / "default.pptx")}
    assert rules == {
        ("pptx-title", "error"),  # of the blank one
        ("pptx-empty", "warning"),
        ("pptx-language", "warning"),
        ("pptx-notes", "warning"),
        ("pptx-overflow", "warning"),  # Calibri is not at hand
    }


def test_a_picture_placeholder_that_was_filled_is_not_empty(tmp_path: Path) -> None:
    def fill(slide: Native) -> None:
        file = io.BytesIO()
        Image.new("RGB", (8, 8)).save(file, "PNG")
        file.seek(0)
        slide.placeholders[1].insert_picture(file)

    path = small_deck(tmp_path, fill, layout=8)
    assert messages(path, "pptx-empty") == [
        "the placeholder “Title 1” is empty", "the placeholder “Text Placeholder 3” is empty"
    ]  # fmt: skip
    assert len(messages(path, "pptx-alt")) == 1


def test_strict_files_are_read_as_usual_ones(example_kit: Path, tmp_path: Path) -> None:
    def changed(name: str, text: str) -> str:
        text = text.replace(
            "http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"
        )
        text = text.replace(
            "http://schemas.openxmlformats.org/presentationml/2006/main",
            "http://purl.oclc.org/ooxml/presentationml/main",
        )
        return text.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    path = rezipped(example_kit / "deck.pptx", tmp_path / "strict.pptx", changed)
    with PptxFile(path) as file:
        assert len(file.slides) == 21
        assert all(slide.title for slide in file.slides)


def test_slides_are_known_by_the_order_they_are_shown_in(example_kit: Path, tmp_path: Path) -> None:
    def changed(name: str, text: str) -> str:
        if name != "ppt/presentation.xml":
            return text
        return re.sub(r"(<p:sldId [^>]*/>)(<p:sldId [^>]*/>)", r"\2\1", text, count=1)

    with PptxFile(example_kit / "deck.pptx") as file:
        first, second = (slide.title for slide in file.slides[:2])
    with PptxFile(rezipped(example_kit / "deck.pptx", tmp_path / "deck.pptx", changed)) as file:
        assert [slide.title for slide in file.slides[:2]] == [second, first]


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_deck_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(content)
    with pytest.raises(DeckError):
        PptxFile(path)


def test_a_zip_without_presentation_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "deck.pptx", "w") as file:
        file.writestr("ppt/presentation.xml", "<p/>")
    with pytest.raises(DeckError, match="it holds no presentation"):
        PptxFile(tmp_path / "deck.pptx")


def test_a_font_by_any_name_is_only_looked_for(tmp_path: Path) -> None:
    path = small_deck(tmp_path, lambda slide: text_box(slide, (20, 20, 100, 30), "Warga", "../../os; import sys"))
    assert messages(path, "pptx-overflow") == ["not measured: font ../../os; import sys not at hand"]


def test_a_slide_of_very_many_shapes_is_looked_at_in_part(tmp_path: Path) -> None:
    def fill(slide: Native) -> None:
        one = text_box(slide, (20, 20, 100, 30), "Warga")._element
        copies = etree.tostring(one).decode() * 1500
        root = f'<r xmlns:p="{one.nsmap["p"]}">{copies}</r>'
        slide.shapes._spTree.extend(list(etree.fromstring(root, etree.XMLParser(huge_tree=True))))

    path = small_deck(tmp_path, fill)
    with PptxFile(path) as file:
        assert file.skipped == ["slide 1: only the first 1000 shapes were looked at"]


@pytest.mark.parametrize("value", ["", "-1", "0", "1", "x", "2147483647", "99999999999", "NaN", "inf", "1e400", "50%"])
def test_no_number_stops_a_rule(example_kit: Path, tmp_path: Path, value: str) -> None:
    def changed(name: str, text: str) -> str:
        if not re.fullmatch(r"ppt/(slides/slide3|slideLayouts/slideLayout3|presentation)\.xml", name):
            return text
        numbers = "sz|x|y|cx|cy|w|h|rot|lIns|rIns|spc|marL|indent|val|lvl|fontScale|wR|hR"
        return re.sub(rf' ({numbers})="-?\d+"', rf' \1="{value}"', text)

    faults(rezipped(example_kit / "deck.pptx", tmp_path / "deck.pptx", changed))
