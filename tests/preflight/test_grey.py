"""What is told apart in grey: colours, PDFs' text and areas, decks' text and shapes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Mm, Pt

from generator.preflight.grey import alike, grey_contrast
from generator.preflight.runner import examine
from tests.preflight.rules.decks import Native, found, literal, messages, small_deck, text_box
from tests.preflight.small import EXPECTED, broken, small_pdf, text

RED, GREEN, PALE_GREEN = "#D32F2F", "#2E7D32", "#A5D6A7"
TEXT, AREAS = ([(rule, "warning", 1)] for rule in ("pdf-grey-contrast", "pdf-grey-areas"))


def _tile(colour: str, left: float, top: float = 30, side: float = 15) -> str:
    return f"<div style='left:{left}mm;top:{top}mm;width:{side}mm;height:{side}mm;background:{colour}'></div>"


PAGES = {
    "black on red": (_tile("#FF0000", 0, 0, 60) + text(style="color:#000"), TEXT),
    "black on pale red": (_tile("#FF9999", 0, 0, 60) + text(style="color:#000"), []),
    "red and green tiles": (text() + _tile(RED, 10) + _tile(GREEN, 40), AREAS),
    "a red mark on green": (text() + _tile(GREEN, 10) + _tile(RED, 15, 35, 3), AREAS),
    "a red mark on pale green": (text() + _tile(PALE_GREEN, 10) + _tile(RED, 15, 35, 3), []),
    "tones of one hue": (text() + _tile("#12143D", 10) + _tile("#262A6E", 40), []),
    "an ornament of specks": (text() + _tile(GREEN, 10) + _tile(RED, 15, 35, 0.4), []),
}


@pytest.mark.parametrize("case", PAGES)
def test_what_a_page_loses_in_grey_is_found(tmp_path: Path, case: str) -> None:
    body, faults = PAGES[case]
    assert broken(small_pdf(tmp_path, body)) == faults


def test_the_contrast_in_grey_and_the_colours_are_told(tmp_path: Path) -> None:
    body = PAGES["black on red"][0] + _tile(RED, 62) + _tile(GREEN, 80)
    told = [finding.message for finding in examine(small_pdf(tmp_path, body), EXPECTED).findings]
    assert "“Utamakan warga” has a contrast of 2.4 printed in grey; it needs 4.5" in told
    assert any(RED in message and GREEN in message for message in told)


def test_photographs_may_have_all_colours(tmp_path: Path) -> None:
    photograph = Image.new("RGB", (400, 400), RED)
    photograph.paste(GREEN, (0, 0, 200, 400))
    file = io.BytesIO()
    photograph.save(file, format="PNG")
    image = "<img src='asset:foto' alt='foto' style='left:40mm;top:20mm;width:25.4mm;height:25.4mm'>"
    assert broken(small_pdf(tmp_path, text() + image, {"foto": (file.getvalue(), "image/png")})) == []


def test_grey_is_what_printers_make_of_a_colour() -> None:
    assert grey_contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert grey_contrast(RED, GREEN) < 1.1
    assert list(alike([RED, "#FFFFFF", GREEN, "#5E5E5E"])) == [(RED, GREEN), (RED, "#5E5E5E")]


@pytest.mark.parametrize(("colour", "faults"), [("#FF0000", 1), ("#FF9999", 0)])
def test_text_that_a_slide_loses_in_grey_is_found(tmp_path: Path, colour: str, faults: int) -> None:
    def fill(slide: Native) -> None:
        box = text_box(slide, (20, 20, 100, 30), "Warga")
        box.fill.solid()
        box.fill.fore_color.rgb = literal.from_string(colour[1:])
        run = box.text_frame.paragraphs[0].runs[0]
        run.font.color.rgb, run.font.size = literal(0, 0, 0), Pt(14)

    path = small_deck(tmp_path, fill)
    told = ["“Warga” has a contrast of 2.4 printed in grey, under 4.5"] * faults
    assert messages(path, "pptx-grey-contrast") == told
    assert found(path, rule="pptx-contrast") == []


@pytest.mark.parametrize(("other", "faults"), [(GREEN, 1), (PALE_GREEN, 0)])
def test_shapes_that_a_slide_loses_in_grey_are_found(tmp_path: Path, other: str, faults: int) -> None:
    def fill(slide: Native) -> None:
        for x, colour in ((20, RED), (140, other)):
            tile = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Mm(x), Mm(20), Mm(100), Mm(50))
            tile.fill.solid()
            tile.fill.fore_color.rgb = literal.from_string(colour[1:])

    found_here = found(small_deck(tmp_path, fill), rule="pptx-grey-areas")
    assert found_here == [("pptx-grey-areas", "warning", 1)] * faults
