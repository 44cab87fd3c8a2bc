"""Separation: what is in RGB comes out in inks, each for what it paints; transparency stays what it was."""

from __future__ import annotations

from decimal import Decimal

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from generator.press.colours import MOST_INK, RICH_BLACK, Inks
from generator.press.scan import scan
from generator.press.separate import separate
from tests.press.pages import PLANTS, form, gradient, image, page, planted

RICH = " ".join(f"{ink / 100:g}" for ink in RICH_BLACK) + " k"


def _separated(inks: Inks, content: bytes, resources: Dictionary | None = None) -> list[str]:
    pdf = page(content, resources)
    separate(pdf, inks)
    return _lines(pdf.pages[0].obj.Contents)


def _lines(stream: pikepdf.Object) -> list[str]:
    lines = []
    for instruction in pikepdf.parse_content_stream(stream):
        assert isinstance(instruction, pikepdf.ContentStreamInstruction)
        operands = [
            f"{each:g}" if isinstance(each, int | float | Decimal) else str(each) for each in instruction.operands
        ]
        lines.append(" ".join([*operands, str(instruction.operator)]))
    return lines


@pytest.mark.parametrize("name", PLANTS)
def test_every_kind_of_colour_becomes_ink(inks: Inks, name: str) -> None:
    pdf = planted(name)
    separate(pdf, inks)
    assert scan(pdf) == []


def test_declared_colours_are_exact_and_others_go_through_the_profile(inks: Inks) -> None:
    content = b"0.941176 0.647059 0.117647 rg 0 0 9 9 re f 0.070588 0.078431 0.239216 rg 0 0 9 9 re f"
    first, _, _, second, *_ = _separated(inks, content)
    assert first == "0 0.38 0.95 0 k"
    assert [float(ink) for ink in second.split()[:4]] == pytest.approx([0.78, 0.64, 0.12, 0.71], abs=0.06)


def test_black_is_k_alone_in_text_and_lines_and_rich_in_large_areas(inks: Inks) -> None:
    assert _separated(inks, b"BT /F 9 Tf (a) Tj ET") == ["BT", "/F 9 Tf", "0 0 0 1 k", "a Tj", "ET"]
    assert _separated(inks, b"0 0 200 200 re S")[0] == "0 0 0 1 K"
    assert _separated(inks, b"0 0 200 200 re f")[0] == RICH
    assert _separated(inks, b"0 0 200 9 re f")[0] == "0 0 0 1 k"
    assert _separated(inks, b"q 0.1 0 0 0.1 0 0 cm 0 0 200 200 re f Q")[2] == "0 0 0 1 k"


def test_dark_greyish_text_is_k_alone_and_the_same_colour_as_an_area_is_not(inks: Inks) -> None:
    ink = b"0.105882 0.105882 0.2 rg "
    assert _separated(inks, ink + b"BT (a) Tj ET")[1] == "0 0 0 1 k"
    assert _separated(inks, ink + b"0 0 9 9 re f")[0] != "0 0 0 1 k"
    grey = _separated(inks, b"0.384314 0.372549 0.439216 rg BT (a) Tj ET")[1]
    assert grey == "0 0 0 0.8 k"


def test_a_colour_is_written_before_the_path_it_paints_and_once(inks: Inks) -> None:
    content = b"q 1 g 0 0 m 9 9 l h W n 0 0 m 9 9 l f 0 0 5 5 re f Q 0 0 5 5 re f"
    assert _separated(inks, content) == [
        "q", "0 0 m", "9 9 l", "h", "W", "n", "0 0 0 0 k", "0 0 m", "9 9 l", "f", "0 0 5 5 re", "f", "Q",
        "0 0 0 1 k", "0 0 5 5 re", "f",
    ]  # fmt: skip


def test_ink_that_is_there_stays(inks: Inks) -> None:
    assert _separated(inks, b"0 0.5 0 0 k 0 0 5 5 re f 1 g 0 0 5 5 re f 0 0.5 0 0 k 0 0 5 5 re f") == [
        "0 0.5 0 0 k", "0 0 5 5 re", "f", "0 0 0 0 k", "0 0 5 5 re", "f", "0 0.5 0 0 k", "0 0 5 5 re", "f",
    ]  # fmt: skip


def test_tags_go(inks: Inks) -> None:
    assert _separated(inks, b"/P <</MCID 0>> BDC 0 0 5 5 re n EMC") == ["0 0 5 5 re", "n"]


def test_a_form_has_its_callers_colour_until_it_says_its_own(inks: Inks) -> None:
    pdf = page(b"1 0 0 rg /f Do")
    drawn = form(pdf, b"0 0 5 5 re f 1 g 0 0 5 5 re f")
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(f=drawn))
    separate(pdf, inks)
    assert _lines(pdf.pages[0].obj.Contents)[0].endswith(" k")
    assert _lines(drawn) == ["0 0 5 5 re", "f", "0 0 0 0 k", "0 0 5 5 re", "f"]


def test_a_form_knows_how_large_it_is_drawn(inks: Inks) -> None:
    pdf = page(b"q 30 0 0 30 0 0 cm /f Do Q")
    drawn = form(pdf, b"0 g 0 0 5 5 re f")
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(f=drawn))
    separate(pdf, inks)
    assert _lines(drawn)[0] == RICH


def test_masks_are_grey_by_their_luminosity(inks: Inks) -> None:
    pdf = page(b"/m gs 0 0 9 9 re f")
    group = form(pdf, b"0 1 0 rg 0 0 50 50 re f", space=Name.DeviceRGB)
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))
    pdf.pages[0].obj.Resources = Dictionary(ExtGState=Dictionary(m=state))
    separate(pdf, inks)
    assert _lines(group)[0] == "0.59 g"
    assert str(group.Group.CS) == "/DeviceGray"


def test_gradients_are_sampled_with_their_stops_kept(inks: Inks) -> None:
    pdf = page(b"/s sh", Dictionary(Shading=Dictionary(s=gradient(Name.DeviceRGB, [0, 0, 0], [1, 1, 1]))))
    separate(pdf, inks)
    shading = pdf.pages[0].obj.Resources.Shading.s
    assert str(shading.ColorSpace) == "/DeviceCMYK"
    assert shading.Function.Bounds == Array([0.5])
    samples = shading.Function.Functions[0].read_bytes()
    assert samples[:4] == bytes([0, 0, 0, 255])
    assert samples[-4:] == bytes(4)


def test_images_keep_within_the_limit_of_ink_and_their_soft_mask(inks: Inks) -> None:
    pdf = page(b"/i Do")
    soft = image(pdf, bytes([0, 80, 160, 255]), Name.DeviceGray)
    dark = image(pdf, bytes([0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0, 9]), Name.DeviceRGB, SMask=soft)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(i=dark))
    separate(pdf, inks)
    pixels = dark.read_bytes()
    assert len(pixels) == 16
    assert all(0 < sum(pixels[at : at + 4]) <= MOST_INK * 2.55 for at in range(0, 16, 4))
    assert dark.SMask.read_bytes() == bytes([0, 80, 160, 255])


def test_grey_images_are_k_alone(inks: Inks) -> None:
    pdf = page(b"/i Do", Dictionary())
    shown = image(pdf, bytes([0, 255, 0, 255]), Name.DeviceGray)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(i=shown))
    separate(pdf, inks)
    assert shown.read_bytes() == bytes([0, 0, 0, 255, 0, 0, 0, 0] * 2)


def test_what_is_not_known_is_left_for_the_scanner(inks: Inks) -> None:
    lab = Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))])
    pdf = page(b"/l cs 50 0 0 sc 0 0 9 9 re f", Dictionary(ColorSpace=Dictionary(l=lab)))
    cut = image(pdf, bytes(12), Name.DeviceRGB, Mask=Array([0, 0, 0, 0, 0, 0]))
    pdf.pages[0].obj.Resources.XObject = Dictionary(i=cut)
    separate(pdf, inks)
    assert len(scan(pdf)) == 2
