"""Rules on a finished PDF: pages and boxes, fonts, language and title."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf

from generator.fitting import PT_PER_MM
from generator.preflight.findings import Finding
from generator.renderers import Artefact

BOX_TOLERANCE_MM = 0.1
SAFE_SCHEMES = ("http", "https", "mailto", "tel")


def check_pdf(path: Path, artefact: Artefact) -> Iterator[Finding]:
    """Yield what is wrong with the file against what it was made to be."""
    with pikepdf.open(path) as pdf:
        yield from _pages(pdf, artefact)
        yield from _fonts(pdf, artefact)
        yield from _links(pdf, artefact)
        if "/Lang" not in pdf.Root:
            yield Finding(
                "pdf-language",
                "error",
                artefact.path,
                0,
                "it names no language",
                "set lang on the html element",
            )
        if not str(pdf.docinfo.get("/Title", "")).strip():
            yield Finding("pdf-title", "error", artefact.path, 0, "it has no title", "give the page a title element")


def _pages(pdf: pikepdf.Pdf, artefact: Artefact) -> Iterator[Finding]:
    count = len(pdf.pages)
    if artefact.pages is not None and count != artefact.pages:
        message = f"it has {count} pages instead of {artefact.pages}"
        yield Finding("pdf-pages", "error", artefact.path, 0, message, "shorten its text, or mend its template")
    if artefact.trim_mm is None:
        return
    for number, page in enumerate(pdf.pages, start=1):
        left, bottom, right, top = (float(edge) / PT_PER_MM for edge in page.trimbox)
        size = (right - left, top - bottom)
        if any(abs(is_ - wanted) > BOX_TOLERANCE_MM for is_, wanted in zip(size, artefact.trim_mm, strict=True)):
            message = "its trim size is {:.1f} × {:.1f} mm instead of {:g} × {:g} mm".format(*size, *artefact.trim_mm)
            yield Finding("pdf-trim", "error", artefact.path, number, message, "mend the page size in its template")


def _links(pdf: pikepdf.Pdf, artefact: Artefact) -> Iterator[Finding]:
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.get("/Annots", pikepdf.Array()):
            uri = str(annotation.get("/A", pikepdf.Dictionary()).get("/URI", ""))
            if uri and urlsplit(uri).scheme not in SAFE_SCHEMES:
                mend = f"link only to {', '.join(SAFE_SCHEMES)}"
                yield Finding("pdf-link", "error", artefact.path, number, f"it links to {uri[:80]}", mend)


def _fonts(pdf: pikepdf.Pdf, artefact: Artefact) -> Iterator[Finding]:
    allowed = tuple(family.replace(" ", "-") for family in artefact.fonts or ())
    for name, embedded in sorted(_used_fonts(pdf)):
        if not embedded:
            yield Finding(
                "pdf-font-embedded",
                "error",
                artefact.path,
                0,
                f"the font {name} is not embedded",
                "name a font file",
            )
        if artefact.fonts is not None and not name.startswith(allowed):
            mend = "write it in the brand's fonts, or declare a fallback font that has its characters"
            yield Finding(
                "pdf-font-brand",
                "error",
                artefact.path,
                0,
                f"text is set in {name}, not in a declared font",
                mend,
            )


def _used_fonts(pdf: pikepdf.Pdf) -> set[tuple[str, bool]]:
    """Return the name without subset tag, and whether the file is embedded, of every font object."""
    fonts = set()
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            name = str(item.get("/FontName", "/")).lstrip("/")
            name = name[7:] if name[6:7] == "+" else name
            fonts.add((name, any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))))
    return fonts
