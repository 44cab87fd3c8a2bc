"""The rule on alternative text."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from tests.preflight.rules.decks import OWN, Native, chart, found, messages, small_deck, spoilt

DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _picture() -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(file, "PNG")
    file.seek(0)
    return file


def _properties(shape: Native) -> Native:
    return shape._element.xpath(".//p:cNvPr")[0]


def _first_picture(deck: Native) -> tuple[int, Native]:
    return next(
        (number, _properties(shape))
        for number, slide in enumerate(deck.slides, 1)
        for shape in slide.shapes
        if shape._element.tag.endswith("}pic")
    )


@pytest.mark.parametrize(
    "alt",
    ["", "  ", "foto.png", "/home/ani/foto/warga", r"C:\foto\warga", "foto/rapat/warga", "Picture 3", "IMG_2024",
     "https://contoh.go.id/foto", "Foto Warga.JPEG"],
)  # fmt: skip
def test_pictures_without_words_are_found(example_kit: Path, tmp_path: Path, alt: str) -> None:
    numbers: list[int] = []

    def spoil(deck: Native) -> None:
        number, properties = _first_picture(deck)
        properties.set("descr", alt)
        numbers.append(number)

    assert found(spoilt(example_kit, tmp_path, spoil), OWN) == [("pptx-alt", "error", numbers[0])]


@pytest.mark.parametrize(
    "alt", ["Lambang Kabupaten Contoh", "Kode QR ke contoh.go.id/materi", "Petugas dan/atau warga"]
)
def test_words_are_taken(tmp_path: Path, alt: str) -> None:
    path = small_deck(tmp_path, lambda slide: _properties(slide.shapes.add_picture(_picture(), 0, 0)).set("descr", alt))
    assert found(path, rule="pptx-alt") == []


def test_decoration_needs_no_words(tmp_path: Path) -> None:
    def fill(slide: Native) -> None:
        properties = _properties(slide.shapes.add_picture(_picture(), 0, 0))
        properties.set("descr", "")
        extension = etree.SubElement(
            etree.SubElement(properties, f"{{{MAIN}}}extLst"), f"{{{MAIN}}}ext", uri="{C183D7F6}"
        )
        etree.SubElement(extension, f"{{{DECORATIVE}}}decorative", val="1")

    assert found(small_deck(tmp_path, fill), rule="pptx-alt") == []


def test_words_of_a_group_hold_for_its_pictures(tmp_path: Path) -> None:
    def fill(slide: Native) -> None:
        group = slide.shapes.add_group_shape()
        _properties(group.shapes.add_picture(_picture(), 0, 0)).set("descr", "")
        _properties(group).set("descr", "Empat petugas")

    assert found(small_deck(tmp_path, fill), rule="pptx-alt") == []


def test_a_chart_without_words_is_found(tmp_path: Path) -> None:
    [message] = messages(small_deck(tmp_path, chart), "pptx-alt")
    assert message.startswith("the chart, diagram or object “Chart 1”")
