"""Small PDFs with colour planted in every place where a PDF can have it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

Plant = Callable[[pikepdf.Pdf], tuple[bytes, Dictionary]]
BOX = (0, 0, 100, 100)


def page(content: bytes, resources: Any = None) -> pikepdf.Pdf:
    """Return a PDF of one page of 300 × 300 pt."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 300))
    pdf.pages[0].obj.Contents = pdf.make_stream(content)
    pdf.pages[0].obj.Resources = resources or Dictionary()
    return pdf


def planted(name: str) -> pikepdf.Pdf:
    """Return a PDF with the colour of that name in it."""
    pdf = page(b"")
    pdf.pages[0].obj.Resources = pdf.make_indirect(Dictionary())
    content, resources = PLANTS[name](pdf)
    pdf.pages[0].obj.Contents = pdf.make_stream(content)
    pdf.pages[0].obj.Resources = pdf.make_indirect(resources)
    return pdf


def form(pdf: pikepdf.Pdf, content: bytes, resources: Any = None, space: Name | None = None) -> Any:
    """Return a form, with a transparency group in `space` if it is given."""
    made = pdf.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=Array(BOX), Resources=resources or Dictionary()
    )
    if space is not None:
        made.Group = Dictionary(S=Name.Transparency, CS=space)
    return made


def image(pdf: pikepdf.Pdf, pixels: bytes, space: Any, side: int = 2, **more: Any) -> Any:
    """Return a square image of 8 bits a channel."""
    keys = {"Type": Name.XObject, "Subtype": Name.Image, "Width": side, "Height": side, "BitsPerComponent": 8}
    return pdf.make_stream(pixels, ColorSpace=space, **keys, **more)


def gradient(space: Name, first: list[float], last: list[float]) -> Dictionary:
    """Return an axial gradient between two colours, by way of a stitched function."""
    part = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array(first), C1=Array(last), N=1)
    stitched = Dictionary(
        FunctionType=3,
        Domain=Array([0, 1]),
        Functions=Array([part, part]),
        Bounds=Array([0.5]),
        Encode=Array([0, 1, 1, 0]),
    )
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=Array([0, 0, 100, 0]), Function=stitched)


def _form_in_form(pdf: pikepdf.Pdf) -> tuple[bytes, Dictionary]:
    inner = form(pdf, b"1 0 0 rg 0 0 9 9 re f")
    outer = form(pdf, b"/in Do", Dictionary(XObject=Dictionary({"/in": inner})))
    return b"/out Do", Dictionary(XObject=Dictionary({"/out": outer}))


def _tiles(pdf: pikepdf.Pdf) -> tuple[bytes, Dictionary]:
    keys = {"Type": Name.Pattern, "PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": 9, "YStep": 9}
    tile = pdf.make_stream(b"0 0 1 rg 0 0 5 5 re f", BBox=Array(BOX), Resources=Dictionary(), **keys)
    return b"/Pattern cs /p scn 0 0 99 99 re f", Dictionary(Pattern=Dictionary({"/p": tile}))


def _gradient(pdf: pikepdf.Pdf) -> tuple[bytes, Dictionary]:
    shading = gradient(Name.DeviceRGB, [1, 0, 0], [0, 0, 1])
    return b"/s sh", Dictionary(Shading=Dictionary({"/s": shading}))


def _gradient_pattern(pdf: pikepdf.Pdf) -> tuple[bytes, Dictionary]:
    pattern = Dictionary(PatternType=2, Shading=gradient(Name.DeviceRGB, [1, 0, 0], [0, 0, 1]))
    return b"/Pattern cs /p scn 0 0 99 99 re f", Dictionary(Pattern=Dictionary({"/p": pattern}))


def _mask(pdf: pikepdf.Pdf) -> tuple[bytes, Dictionary]:
    group = form(pdf, b"1 1 1 rg 0 0 50 50 re f", space=Name.DeviceRGB)
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))
    return b"/m gs 0 0 0 1 k 0 0 99 99 re f", Dictionary(ExtGState=Dictionary({"/m": state}))


def _profiled(pdf: pikepdf.Pdf) -> tuple[bytes, Dictionary]:
    space = Array([Name.ICCBased, pdf.make_stream(b"", N=3)])
    return b"/own cs 1 0 0 sc 0 0 9 9 re f", Dictionary(ColorSpace=Dictionary({"/own": space}))


def _drawn(name: str, make: Callable[[pikepdf.Pdf], Any]) -> Plant:
    return lambda pdf: (b"/x Do", Dictionary({f"/{name}": Dictionary({"/x": make(pdf)})}))


def _plain(content: bytes) -> Plant:
    return lambda pdf: (content, Dictionary())


PLANTS: dict[str, Plant] = {
    "rg": _plain(b"1 0 0 rg 0 0 9 9 re f"),
    "RG": _plain(b"1 0 0 RG 0 0 9 9 re S"),
    "g": _plain(b"0.5 g 0 0 9 9 re f"),
    "G": _plain(b"0.5 G 0 0 9 9 re S"),
    "cs": _plain(b"/DeviceRGB cs 1 0 0 scn 0 0 9 9 re f"),
    "CS": _plain(b"/DeviceGray CS 0.5 SC 0 0 9 9 re S"),
    "profiled": _profiled,
    "form": _drawn("XObject", lambda pdf: form(pdf, b"1 0 0 rg 0 0 9 9 re f")),
    "form in form": _form_in_form,
    "group": _drawn("XObject", lambda pdf: form(pdf, b"", space=Name.DeviceRGB)),
    "image": _drawn("XObject", lambda pdf: image(pdf, bytes(range(12)), Name.DeviceRGB)),
    "grey image": _drawn("XObject", lambda pdf: image(pdf, bytes(range(4)), Name.DeviceGray)),
    "palette": _drawn(
        "XObject", lambda pdf: image(pdf, b"\0\1\0\1", Array([Name.Indexed, Name.DeviceRGB, 1, b"\0\0\0\xff\0\0"]))
    ),
    "tiles": _tiles,
    "gradient": _gradient,
    "gradient pattern": _gradient_pattern,
    "mask": _mask,
}  # fmt: skip
