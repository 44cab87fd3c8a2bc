"""What a print shop's file cannot be made of: refused by name, with nothing published."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image, ImageCms

from generator.press.profile import Profile
from tests.support import Desk, snapshot

ICC = "assets/toko.icc"
PRESS = "defaults:\n  sosialisasi:\n    press:\n      {}"
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _refused(desk: Desk, code: int, *options: str) -> str:
    before = snapshot(desk.out)
    outcome = desk.build("--press", *options)
    assert outcome.code == code, outcome.err
    assert "Traceback" not in outcome.err
    assert snapshot(desk.out) == before
    return outcome.err


def _press(desk: Desk, settings: str) -> int:
    """Give the brand press settings; return their line."""
    return desk.edit("_brand.yml", r"^defaults:\n  sosialisasi:", PRESS.format(settings)) + 3


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: SRGB, "is a profile for RGB, not for CMYK"),
        (lambda data: data[: len(data) // 2], "is damaged or cut off"),
        (lambda data: data[:200] + bytes(len(data) - 200), "is damaged"),
        (lambda data: b"hello", "is no ICC profile"),
    ],
)
def test_a_profile_that_is_none(desk: Desk, profile: Profile, spoil: Callable[[bytes], bytes], said: str) -> None:
    desk.write(ICC, spoil(profile.data))
    line = _press(desk, f"icc: {ICC}")
    err = _refused(desk, 3)
    assert f"_brand.yml:{line}:" in err
    assert f"defaults.sosialisasi.press.icc: {ICC} {said}" in err


def test_a_profile_that_is_missing_or_outside(desk: Desk) -> None:
    _press(desk, "icc: assets/tidak-ada.icc")
    assert "assets/tidak-ada.icc does not exist" in _refused(desk, 3)
    desk.edit("_brand.yml", "assets/tidak-ada.icc", "../../toko.icc")
    assert "is outside the project folder" in _refused(desk, 3)


@pytest.mark.parametrize(
    ("inks", "said"),
    [
        ("{nila: [100, 100, 60, 80]}", "press.cmyk.nila: is 340 % of ink together; paper takes 300 %"),
        ("{nilla: [100, 80, 0, 60]}", 'press.cmyk.nilla: is no colour of this brand; did you mean "nila"?'),
        ("{nila: [100, 80, 0]}", "press.cmyk.nila"),
        ("{nila: [100, 80, 0, 160]}", "press.cmyk.nila"),
    ],
)
def test_inks_that_are_none(desk: Desk, inks: str, said: str) -> None:
    _press(desk, f"cmyk: {inks}")
    assert said in _refused(desk, 3)


@pytest.mark.parametrize("stray", ["true", "[nila]", "{palette: 7}"])
def test_inks_of_a_brand_whose_colours_are_no_mapping(desk: Desk, stray: str) -> None:
    brand = desk.project / "_brand.yml"
    others = re.sub(r"(?ms)^color:.*?(?=^\S)", f"color: {stray}\n", brand.read_text())
    brand.write_text(others)
    _press(desk, "cmyk: {nila: [100, 80, 0, 60]}")
    assert "press.cmyk.nila: is no colour of this brand" in _refused(desk, 3)


def test_a_negative_bleed(desk: Desk) -> None:
    desk.write("templates/pocket-card/product.yaml", "title: Kartu\nrenderer: pdf\ntrim_mm: [85.6, 54]\nbleed_mm: -3\n")
    err = _refused(desk, 3)
    assert "product.yaml:4:" in err
    assert "bleed_mm" in err


def test_a_logo_without_enough_pixels_for_a1(desk: Desk) -> None:
    picture = io.BytesIO()
    Image.new("RGBA", (120, 60), (200, 30, 30, 128)).save(picture, "PNG")
    desk.write("assets/logo.png", picture.getvalue())
    desk.edit("_brand.yml", "assets/logo.svg", "assets/logo.png")
    err = _refused(desk, 4, "-p", "poster", "--size", "A1", "-l", "id")
    assert "press/poster.pdf, page 1" in err
    assert "logo.png of 120 × 60 pixels is printed at" in err
    assert "[pdf-image-resolution]" in err


def test_a_logo_with_enough_pixels_is_printed_in_inks(desk: Desk) -> None:
    picture = io.BytesIO()
    Image.new("RGBA", (1400, 700), (0, 0, 0, 128)).save(picture, "PNG")
    desk.write("assets/logo.png", picture.getvalue())
    desk.edit("_brand.yml", "assets/logo.svg", "assets/logo.png")
    outcome = desk.build("--press", "-p", "poster", "--size", "A1", "-l", "id")
    assert outcome.code == 0, outcome.err


def test_the_shops_profile_and_inks_are_used(desk: Desk, profile: Profile) -> None:
    desk.write(ICC, profile.data)
    _press(desk, f"icc: {ICC}\n      cmyk: {{nila: [100, 90, 0, 50]}}")
    outcome = desk.build("--press", "-l", "id")
    assert outcome.code == 0, outcome.err
    with pikepdf.open(desk.out / "press/pocket-card.pdf") as pdf:
        assert str(pdf.Root.OutputIntents[0].OutputConditionIdentifier) == profile.name
        assert b"1 0.9 0 0.5 k" in pdf.pages[0].obj.Contents.read_bytes()


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ("700x500mm", "700 × 500 mm is not of the shape of poster; 700 × 990 mm would be"),
        ("A5", "poster does not come in A5; it comes in: A4, A3, A2, A1"),
        ("B1", "poster does not come in B1; it comes in: A4, A3, A2, A1, or a size as 500x700mm"),
        ("-500x-700mm", "poster does not come in -500x-700mm"),
        ("0x0mm", "a sheet of 0 × 0 mm is none"),
        ("5x", "“5x” is no sheet"),
    ],
)
def test_sizes_that_a_poster_does_not_come_in(desk: Desk, size: str, said: str) -> None:
    assert said in _refused(desk, 2, "-p", "poster", f"--size={size}")
