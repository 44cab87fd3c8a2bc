"""Accessible PDFs: PDF/UA-1 and PDF/A-2a in one file, with what WeasyPrint leaves out of its tags."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

VARIANT = "pdf/a-2a"
# PDF/A allows no other metadata than it knows, unless they bring their schema along.
_UA_CLAIM = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>\
</rdf:Description><rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema\
</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of PDF/UA that the file keeps to\
</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\
</rdf:Description>"""


def write_accessible(document: Any, zoom: float, identifier: bytes) -> bytes:
    """Return the PDF of a rendered WeasyPrint document, tagged, and claiming PDF/UA-1 and PDF/A-2a."""
    generate = document.metadata.generate_rdf_metadata
    end = b"</rdf:RDF>"
    document.metadata.generate_rdf_metadata = lambda *claim: generate(*claim).replace(end, _UA_CLAIM + end)
    for page in document.pages:
        page.bookmarks = [(level, " ".join(label.split()), *rest) for level, label, *rest in page.bookmarks]
    with _fuller_tags(document, zoom * 0.75):
        pdf: bytes = document.write_pdf(zoom=zoom, finisher=_unsmoothed, pdf_identifier=identifier, pdf_variant=VARIANT)
    return pdf


def _unsmoothed(document: Any, pdf: Any) -> None:
    """Leave images as they are: PDF/A forbids to ask for smoothing."""
    for item in pdf.objects:
        if "Interpolate" in getattr(item, "extra", ()):
            item.extra["Interpolate"] = "false"


@contextmanager
def _fuller_tags(document: Any, points: float) -> Iterator[None]:
    """Let WeasyPrint's tags tell languages, scopes and where figures are, and nothing of boxes that say nothing.

    `points` is the size of a CSS pixel in pt.
    """
    from weasyprint.pdf import tags  # noqa: PLC0415  # slow to import, and its Pango may be missing

    build = tags._build_box_tree

    def fuller(box: Any, parent: Any, pdf: Any, page: int, *rest: Any) -> Iterator[Any]:
        box = getattr(box, "_box", box)  # what is positioned absolutely stands behind a placeholder
        if box.element_tag == "div" and not box.children:
            return
        for element in build(box, parent, pdf, page, *rest):
            kind = element["S"]
            if kind == "/Figure":
                element["A"]["BBox"] = _corners(box, document.pages[page].height, points)
            elif kind == "/TH":
                element["A"]["Scope"] = "/Row" if box.element.get("scope") == "row" else "/Column"
            language = _own_language(box)
            if language:
                element["Lang"] = f"({language})"
            yield element

    tags._build_box_tree = fuller
    try:
        yield
    finally:
        tags._build_box_tree = build


def _own_language(box: Any) -> str | None:
    """Return the language that a box's element names for itself; the document's stands at its root."""
    if box.element is None or box.element_tag in ("html", "body"):
        return None
    language: str | None = box.element.get("lang")
    return language


def _corners(box: Any, page_height: float, points: float) -> Any:
    """Return the lower left and the upper right corner of a figure on its page in pt."""
    from weasyprint.pdf import pydyf  # noqa: PLC0415  # slow to import, and its Pango may be missing

    left, top = box.content_box_x(), box.content_box_y()
    return pydyf.Array(
        round(value * points, 2)
        for value in (left, page_height - top - box.height, left + box.width, page_height - top)
    )
