"""The claims that files for screen readers make: PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import say

PDFUA, PDFA = "{http://www.aiim.org/pdfua/ns/id/}", "{http://www.aiim.org/pdfa/ns/id/}"
CLAIMS = {
    "PDF/UA-1": {f"{PDFUA}part": "1"},
    "PDF/A-2a": {f"{PDFA}part": "2", f"{PDFA}conformance": "A"},
}


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each standard that a file was made to keep to and does not claim."""
    if not expected.tagged or expected.template:  # slides in a stranger's template are drawn by LibreOffice
        return
    metadata = file.pdf.open_metadata()
    for standard, claim in CLAIMS.items():
        if any(metadata.get(name) != value for name, value in claim.items()):
            yield Fault(
                say("it does not say that it is {standard}", standard=standard),
                say("build it again, and do not save it with other programs"),
            )


RULE = Rule(
    id="pdf-claims",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="files for screen readers that do not say that they are PDF/UA-1 and PDF/A-2a",
    check=check,
    needs=("product",),
)
