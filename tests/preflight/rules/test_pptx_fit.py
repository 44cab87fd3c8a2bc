"""Rules on room: overflow, the slide's edge, text on text, order of reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Mm

from tests.preflight.rules.decks import OWN, Native, found, literal, messages, shape, small_deck, spoilt, text_box

LONG = "Pelayanan prima kepada masyarakat adalah tujuan dari setiap unit kerja di daerah ini. " * 3


def test_text_that_overflows_its_shape_is_found(example_kit: Path, tmp_path: Path) -> None:
    def spoil(deck: Native) -> None:
        box = shape(deck, 18, "Siapa")
        box.text_frame.paragraphs[0].runs[0].text = "Dinas Pelayanan Contoh " * 10
        for below in ("Baris ikrar 1", "Baris ikrar 2"):  # or the text would run into them as well
            element = shape(deck, 18, below)._element
            element.getparent().remove(element)

    path = spoilt(example_kit, tmp_path, spoil)
    assert found(path, OWN) == [("pptx-overflow", "error", 18)]
    assert "mm higher than its shape" in messages(path, "pptx-overflow")[0]


@pytest.mark.parametrize(
    ("height", "autofit", "severity"),
    [(20, MSO_AUTO_SIZE.NONE, "error"), (20, MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE, "error"),
     (20, MSO_AUTO_SIZE.SHAPE_TO_FIT_TEXT, "warning"), (150, MSO_AUTO_SIZE.NONE, "")],
)  # fmt: skip
def test_overflow_depends_on_height_and_autofit(
    tmp_path: Path, height: float, autofit: MSO_AUTO_SIZE, severity: str
) -> None:
    def fill(slide: Native) -> None:
        text_box(slide, (20, 20, 120, height), LONG).text_frame.auto_size = autofit

    assert [one[1] for one in found(small_deck(tmp_path, fill), rule="pptx-overflow")] == [severity] * bool(severity)


def test_shrunken_text_fits(tmp_path: Path) -> None:
    def fill(slide: Native) -> None:
        frame = text_box(slide, (20, 20, 120, 20), LONG).text_frame
        frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
        frame._txBody.bodyPr.find("{*}normAutofit").set("fontScale", "40000")

    assert found(small_deck(tmp_path, fill), rule="pptx-overflow") == []


def test_a_word_wider_than_its_shape_is_found(tmp_path: Path) -> None:
    path = small_deck(tmp_path, lambda slide: text_box(slide, (20, 20, 30, 90), "Pertanggungjawabannya ada"))
    assert messages(path, "pptx-overflow") == [
        "“Pertanggungjawabannya ada” has a word wider than its shape: “Pertanggungjawabannya”"
    ]


def test_a_font_that_is_not_at_hand_is_told_once(tmp_path: Path) -> None:
    def fill(slide: Native) -> None:
        for y in (20, 80):
            text_box(slide, (20, y, 120, 10), LONG, "Gill Sans MT")

    path = small_deck(tmp_path, fill)
    assert found(path, rule="pptx-overflow") == [("pptx-overflow", "warning", 0)]
    assert messages(path, "pptx-overflow") == ["not measured: font Gill Sans MT not at hand"]


def test_text_off_the_slide_is_found(example_kit: Path, tmp_path: Path) -> None:
    def spoil(deck: Native) -> None:
        box = shape(deck, 3, "Judul")
        box.left, box.top, box.width, box.height = Mm(-30), Mm(20), Mm(220), Mm(20)

    path = spoilt(example_kit, tmp_path, spoil)
    assert found(path, OWN) == [("pptx-outside", "error", 3)]
    assert messages(path, "pptx-outside") == ["“Mengapa warga diutamakan?” runs 30.0 mm off the slide"]


def test_a_shape_off_the_slide_is_a_warning(tmp_path: Path) -> None:
    def fill(slide: Native) -> None:
        slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Mm(250), Mm(20), Mm(30), Mm(10))
        slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Mm(0), Mm(0), Mm(254), Mm(190.5))

    path = small_deck(tmp_path, fill)
    assert found(path, rule="pptx-outside") == [("pptx-outside", "warning", 1)]
    assert messages(path, "pptx-outside") == ["“Rectangle 1” stands 26.0 mm off the slide"]


def test_text_on_text_is_found(example_kit: Path, tmp_path: Path) -> None:
    def spoil(deck: Native) -> None:
        upper, lower = shape(deck, 18, "Baris ikrar 1"), shape(deck, 18, "Baris ikrar 2")
        lower.left, lower.top, lower.width, lower.height = upper.left, upper.top + Mm(3), upper.width, upper.height

    path = spoilt(example_kit, tmp_path, spoil)
    assert found(path, OWN) == [("pptx-overlap", "error", 18)]
    assert messages(path, "pptx-overlap")[0].startswith("the text “Memahami kebutuhan warga” stands on “Menjaga")


@pytest.mark.parametrize(("y", "colour", "count"), [(22, True, 1), (22, False, 0), (60, True, 0)])
def test_a_filled_shape_on_text_is_found(tmp_path: Path, y: float, colour: bool, count: int) -> None:
    def fill(slide: Native) -> None:
        text_box(slide, (20, 20, 120, 15), "Utamakan warga")
        cover = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Mm(20), Mm(y), Mm(60), Mm(20))
        if colour:
            cover.fill.solid()
            cover.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
        else:
            cover.fill.background()

    assert found(small_deck(tmp_path, fill), rule="pptx-overlap") == [("pptx-overlap", "error", 1)] * count


def test_boxes_that_overlap_where_no_text_is_are_nothing(tmp_path: Path) -> None:
    def fill(slide: Native) -> None:
        card = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Mm(10), Mm(10), Mm(150), Mm(100))
        card.fill.solid()
        card.fill.fore_color.rgb = literal(255, 255, 255)
        text_box(slide, (20, 20, 120, 60), "Utamakan warga")
        text_box(slide, (20, 60, 120, 15), "Tanpa membedakan")

    assert found(small_deck(tmp_path, fill), rule="pptx-overlap") == []


def test_an_order_against_the_place_is_found(example_kit: Path, tmp_path: Path) -> None:
    def spoil(deck: Native) -> None:
        first, last = shape(deck, 18, "Baris ikrar 1"), shape(deck, 18, "Baris ikrar 4")
        last._element.addnext(first._element)

    path = spoilt(example_kit, tmp_path, spoil)
    assert found(path, OWN) == [("pptx-order", "warning", 18)]
    assert messages(path, "pptx-order")[0].endswith(
        "is read before “Menjaga kode etik dan martabat”, which stands above it"
    )


@pytest.mark.parametrize(
    ("places", "count"),
    [
        ([(20, 20), (140, 20), (20, 60), (140, 60)], 0),  # row by row
        ([(20, 20), (20, 60), (140, 20), (140, 60)], 0),  # column by column
        ([(20, 20), (140, 50), (20, 60)], 0),  # staggered
        ([(140, 20), (20, 20)], 1),
        ([(20, 60), (20, 20)], 1),
    ],
)
def test_columns_and_rows_are_both_an_order(tmp_path: Path, places: list[tuple[float, float]], count: int) -> None:
    def fill(slide: Native) -> None:
        for x, y in places:
            text_box(slide, (x, y, 100, 30), "Utamakan warga")

    assert len(found(small_deck(tmp_path, fill), rule="pptx-order")) == count
