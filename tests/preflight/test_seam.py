"""What a build does with findings: which rules it runs, and which findings keep a kit from being published."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image

from generator.preflight import Finding, stops_a_build
from tests.support import Desk


def _finding(rule: str, severity: str) -> Finding:
    return Finding(rule, severity, "deck.pptx", 1, "it is so", "mend it")  # type: ignore[arg-type]  # from a table


def test_errors_and_what_our_kit_must_be_free_of_stop_a_build() -> None:
    assert stops_a_build(_finding("pdf-title", "error"))
    assert stops_a_build(_finding("pptx-title-unique", "warning"))
    assert stops_a_build(_finding("pdf-image-resolution", "error"))
    assert not stops_a_build(_finding("pdf-image-resolution", "warning"))
    assert not stops_a_build(_finding("pptx-font", "warning"))


def test_a_build_holds_its_text_to_the_rules_too(desk: Desk) -> None:
    style = "position:absolute;left:10mm;top:10mm;margin:0;font-size:9pt"
    desk.page(f'<p style="{style}">Satu</p><p style="{style}">Dua</p><p style="break-before:page">Tiga</p>')
    outcome = desk.build("-p", "pocket-card", "-l", "id")
    assert outcome.code == 4
    assert "[pdf-text-overlap]" in outcome.err


@pytest.mark.parametrize(("size", "code"), [("A1", 4), ("A3", 0)])
def test_a_logo_without_enough_pixels_stops_a_build_and_a_soft_one_does_not(desk: Desk, size: str, code: int) -> None:
    file = io.BytesIO()
    Image.new("RGBA", (120, 120), (240, 165, 30, 128)).save(file, format="PNG")
    desk.write("assets/dinas.png", file.getvalue())
    desk.edit("_brand.yml", "assets/logo.svg", "assets/dinas.png")
    before = json.loads((desk.out / "manifest.json").read_text(encoding="utf-8"))["files"]
    outcome = desk.build("-p", "poster", "--design", "criteria", "--size", size, "-l", "id")
    assert outcome.code == code, outcome.err
    told = "dinas.png of 120 × 120 pixels is printed at "
    after = json.loads((desk.out / "manifest.json").read_text(encoding="utf-8"))["files"]
    if code:
        assert "poster.pdf, page 1, " in outcome.err
        assert (
            f"{told}117 ppi [pdf-image-resolution]; use one of at least 308 × 308 pixels, or a drawing (SVG)"
            in outcome.err
        )
        assert after == before
    else:
        (poster,) = (entry for entry in after if entry["path"] == "poster.pdf")
        assert [told in finding for finding in poster["findings"]] == [True]
