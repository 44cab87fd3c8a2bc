"""The scanner: it sees colour in every place where it can be, and is silent on ink."""

from __future__ import annotations

import pytest
from pikepdf import Array, Dictionary, Name

from generator.press.scan import scan
from tests.press.pages import BOX, PLANTS, form, image, page, planted


@pytest.mark.parametrize("name", PLANTS)
def test_planted_colour_is_seen(name: str) -> None:
    assert scan(planted(name)) != []


def test_it_says_what_and_where() -> None:
    assert scan(planted("form in form")) == [(1, "RGB (rg) in the form /in of the form /out of the page")]
    assert scan(planted("image")) == [(1, "DeviceRGB in the image /x of the page")]
    many = page(b"1 0 0 rg 0 1 0 rg 0.5 G")
    assert scan(many) == [(1, "RGB (rg), 2 times, in the page"), (1, "grey (G) in the page")]


def test_colour_in_an_inline_image_a_note_and_a_glyph_is_seen() -> None:
    inline = page(b"BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI")
    assert [found for _, found in scan(inline)] == ["DeviceRGB in an image in the page"]

    noted = page(b"")
    look = form(noted, b"1 0 0 rg")
    noted.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Stamp, AP=Dictionary(N=look))])
    assert [found for _, found in scan(noted)] == ["RGB (rg) in a note"]

    drawn = page(b"")
    glyph = drawn.make_stream(b"9 0 d0 1 0 0 rg 0 0 5 5 re f")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=Array(BOX), CharProcs=Dictionary(a=glyph))
    drawn.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=font))
    assert [found for _, found in scan(drawn)] == ["RGB (rg) in a glyph of the font /F of the page"]


def test_lab_is_no_ink() -> None:
    lab = Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))])
    stray = page(b"/l cs 50 0 0 sc", Dictionary(ColorSpace=Dictionary(l=lab)))
    assert [found for _, found in scan(stray)] == ["Lab in cs in the page"]


def test_inks_separations_and_masks_are_let_be() -> None:
    pdf = page(b"")
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array([1] * 4), N=1)
    every = Array([Name.Separation, Name.All, Name.DeviceCMYK, function])
    soft = image(pdf, bytes(4), Name.DeviceGray)
    shown = image(pdf, bytes(16), Name.DeviceCMYK, SMask=soft)
    stencil = pdf.make_stream(b"\0", Subtype=Name.Image, Width=1, Height=1, ImageMask=True, BitsPerComponent=1)
    group = form(pdf, b"0.5 g 0 0 9 9 re f", space=Name.DeviceGray)
    pdf.pages[0].obj.Resources = Dictionary(
        ColorSpace=Dictionary(All=every),
        XObject=Dictionary(i=shown, s=stencil, f=form(pdf, b"0 0 0 1 k", space=Name.DeviceCMYK)),
        ExtGState=Dictionary(m=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))),
    )
    pdf.pages[0].obj.Contents = pdf.make_stream(b"0 0 0 1 k /All CS 1 SCN /i Do /s Do /f Do /m gs 0 0 9 9 re B")
    assert scan(pdf) == []


def test_a_form_that_is_a_mask_and_ink_is_seen_as_ink() -> None:
    pdf = page(b"/f Do")
    shared = form(pdf, b"0.5 g 0 0 9 9 re f")
    pdf.pages[0].obj.Resources = Dictionary(
        XObject=Dictionary(f=shared), ExtGState=Dictionary(m=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=shared)))
    )
    assert [found for _, found in scan(pdf)] == ["grey (g) in the form /f of the page"]


def test_pages_are_told() -> None:
    pdf = page(b"")
    pdf.add_blank_page()
    pdf.pages[1].obj.Contents = pdf.make_stream(b"1 0 0 rg")
    assert [number for number, _ in scan(pdf)] == [2]
