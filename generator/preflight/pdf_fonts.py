"""The fonts of a PDF."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf

from generator.preflight.pdf_file import PdfFile
from generator.preflight.pdf_text import plain_name


@dataclass(frozen=True, order=True)
class Font:
    """A font by its name without subset tag, and whether its file is in the PDF."""

    name: str
    embedded: bool


def fonts(file: PdfFile) -> list[Font]:
    """Return every font of the file, by name; those drawn by the file itself (Type 3) have no name and are left out."""
    return sorted({font for item in file.pdf.objects if (font := _font(item)) is not None})


def _font(item: pikepdf.Object) -> Font | None:
    if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/Font":
        return None
    if item.get("/Subtype") in ("/Type0", "/Type3"):  # what a Type 0 font is made of has its own dictionary
        return None
    descriptor = item.get("/FontDescriptor", pikepdf.Dictionary())
    name = plain_name(str(item.get("/BaseFont", "/?")).lstrip("/"))
    return Font(name, any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")))
