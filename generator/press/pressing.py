"""Press: finished pages in RGB become a PDF/X-4 for the print shop."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

import pikepdf
from pikepdf import Array, Dictionary, Name

from generator.fitting import PT_PER_MM
from generator.press.colours import Inks
from generator.press.declare import declare
from generator.press.marks import Sheet, all_plates, marks
from generator.press.separate import separate
from generator.themes.fonts import FontFace

__all__ = ["Inks", "Sheet", "all_plates", "finished", "separate", "to_press"]

_ALL = "/AllPlates"
Slug = Callable[[int, int], str]


def to_press(data: bytes, sheet: Sheet, inks: Inks, slug: Slug, face: FontFace, moment: datetime) -> bytes:
    """Return a PDF of pages with bleed, in RGB, as PDF/X-4: in inks, with exact boxes and all marks; see `finished`."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        separate(pdf, inks)
        return finished(pdf, sheet, inks, slug, face, moment)


def finished(pdf: pikepdf.Pdf, sheet: Sheet, inks: Inks, slug: Slug, face: FontFace, moment: datetime) -> bytes:
    """Return separated pages, which are changed, as the bytes of a PDF/X-4.

    `slug` gives the line outside the bleed for page n, from 1, of m; it is set in `face`. The same arguments give the
    same bytes.
    """
    for number, page in enumerate(pdf.pages, start=1):
        around = marks(sheet, slug(number, len(pdf.pages)), face, _ALL) if sheet.margin else b""
        _place(pdf, page, sheet, around)
    declare(pdf, inks.profile, moment)
    file = io.BytesIO()
    pdf.save(
        file,
        force_version="1.6",
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        recompress_flate=True,
    )
    return file.getvalue()


def _place(pdf: pikepdf.Pdf, page: pikepdf.Page, sheet: Sheet, around: bytes) -> None:
    """Put a page, by its own trim box, on the sheet: clipped to the bleed, with what stands around it."""
    left, bottom, right, top = (edge * PT_PER_MM for edge in sheet.bleed_box)
    trim = [edge * PT_PER_MM for edge in sheet.trim]
    x, y = trim[0] - float(page.trimbox[0]), trim[1] - float(page.trimbox[1])
    clip = f"q {left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f} re W n 1 0 0 1 {x:.4f} {y:.4f} cm\n"
    content = page.obj.Contents.read_bytes()
    page.obj.Contents = pdf.make_stream(b"%b%b\nQ\n%b" % (clip.encode(), content, around))
    page.obj.Resources.ColorSpace = Dictionary({_ALL: all_plates()})
    page.obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK, I=True)
    boxes = {"/MediaBox": sheet.media, "/BleedBox": sheet.bleed_box, "/TrimBox": sheet.trim}
    for name, box in boxes.items():
        page.obj[name] = Array([round(edge * PT_PER_MM, 4) for edge in box])
    for name in ("/CropBox", "/ArtBox"):
        if name in page.obj:
            del page.obj[name]
