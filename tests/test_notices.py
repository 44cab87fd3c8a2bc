"""What of a brand could not be had: absent fonts and colours that do not read are told, with what is used instead."""

from __future__ import annotations

import io
import json
from pathlib import Path

import fontpkg
import pytest
from fontTools.ttLib import TTFont

from tests import pdfs
from tests.support import Desk

LORA = Path(str(fontpkg.path("Lora")))


def _brand(desk: Desk, text: str) -> None:
    desk.write("_brand.yml", f"meta: {{name: Dinas Contoh}}\n{text}")


def _all_in(desk: Desk, family: str) -> bool:
    """Return whether all text of the card is set in a family, which PDFs write with hyphens."""
    return all(name.startswith(family) for name in pdfs.fonts(desk.out / "pocket-card.pdf"))


@pytest.mark.parametrize(
    ("fonts", "told"),
    [
        ("", "the font family “Garis Contoh” is not here; Plus Jakarta Sans is used instead"),
        ("[{family: Garis Contoh, source: google}]", "is not here and nothing is fetched from Google Fonts; Plus"),
        ("[{family: Garis Contoh, source: bunny}]", "is not here and nothing is fetched from Bunny Fonts; Plus"),
        (
            "[{family: Garis Contoh, source: file, files: [{path: 'https://contoh.go.id/a.woff2'}]}]",
            "is not here; Plus",
        ),
    ],
)
def test_a_font_that_is_not_here_is_told_with_what_is_used_instead(desk: Desk, fonts: str, told: str) -> None:
    _brand(desk, f"typography:\n  base: Garis Contoh\n{f'  fonts: {fonts}' if fonts else ''}\n")
    outcome = desk.build()
    assert outcome.code == 0, outcome.err
    (notice,) = [line for line in outcome.err.splitlines() if "Garis Contoh" in line]
    assert notice.startswith("_brand.yml:3:9 typography.base: ")
    assert told in notice
    assert notice.endswith("with “source: file”, or install fontpkg-garis-contoh")
    assert json.loads((desk.out / "manifest.json").read_text(encoding="utf-8"))["notices"] == [notice]
    assert _all_in(desk, "Plus-Jakarta-Sans")
    assert desk.build().err.count("Garis Contoh") == 1  # also of a kit that is not built again


def test_headings_that_are_not_here_take_the_brands_own_base(desk: Desk) -> None:
    _brand(desk, "typography: {base: Lora, headings: Garis Contoh}\n")
    outcome = desk.build()
    assert "“Garis Contoh” is not here; Lora is used instead" in outcome.err
    assert _all_in(desk, "Lora")


def test_fallback_fonts_that_are_not_here_are_told_and_left_out(desk: Desk) -> None:
    _brand(desk, "defaults: {sosialisasi: {fallback_fonts: [Lora, Garis Contoh]}}\n")
    outcome = desk.build()
    assert outcome.code == 0, outcome.err
    assert "defaults.sosialisasi.fallback_fonts.1: the font family “Garis Contoh” is not here; no other" in outcome.err


@pytest.mark.parametrize("flavour", ["woff", "woff2"])
def test_a_packed_font_file_is_used(desk: Desk, flavour: str) -> None:
    packed = io.BytesIO()
    font = TTFont(LORA)
    font.flavor = flavour
    font.save(packed)
    desk.write(f"fonts/kita.{flavour}", packed.getvalue())
    files = f"[{{path: fonts/kita.{flavour}}}, {{path: fonts/miring.ttf, style: italic}}]"
    _brand(desk, f"typography:\n  base: Kita\n  fonts: [{{family: Kita, source: file, files: {files}}}]\n")
    outcome = desk.build()
    assert outcome.code == 0, outcome.err
    assert _all_in(desk, "Kita")


def test_a_colour_that_does_not_read_is_told_with_the_nearest_that_does(desk: Desk) -> None:
    _brand(desk, 'color: {primary: "#FF0000", background: "#FFFFFF", foreground: "#B0B0B0"}\n')
    outcome = desk.build()
    assert outcome.code == 0, outcome.err
    assert (
        "_brand.yml:2:18 color.primary: no text reads on #FF0000 both on a screen and printed in grey; #FF4031, the "
        "nearest tone that can be read, is used instead" in outcome.err
    )
    assert "color.foreground: #B0B0B0 has a contrast of 2." in outcome.err
    assert "where 4.5 is needed; #" in outcome.err
