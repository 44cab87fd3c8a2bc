"""Files for a print shop: declared, in inks alone, and with the bleed that their product has."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from generator.fitting import PT_PER_MM
from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.press.scan import scan
from generator.wording import marked, say

TOLERANCE_MM = 0.01
_MEND = marked("build it again with --press")


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each way in which a file for the press is not ready for it; others are not looked at."""
    if expected.bleed_mm is None:
        return
    yield from _declared(file.pdf)
    for number in file.numbers:
        page = file.pdf.pages[number - 1]
        trim, bleed = ([float(edge) / PT_PER_MM for edge in box] for box in (page.trimbox, page.bleedbox))
        rooms = [abs(inner - outer) for inner, outer in zip(trim, bleed, strict=True)]
        if any(abs(room - expected.bleed_mm) > TOLERANCE_MM for room in rooms):
            message = say(
                "its bleed is {rooms:.2f} mm instead of {bleed_mm:g} mm", rooms=min(rooms), bleed_mm=expected.bleed_mm
            )
            yield Fault(message, say(_MEND), number)
        if "/Annots" in page:
            yield Fault(say("it has links, which PDF/X forbids"), say(_MEND), number)
    for number, stray in scan(file.pdf):
        mend = say("use plain colours (#RRGGBB), PNG, JPEG or SVG there")
        yield Fault(say("{stray} is not in inks", stray=stray), mend, number)


def _declared(pdf: pikepdf.Pdf) -> Iterator[Fault]:
    intents = [item for item in pdf.Root.get("/OutputIntents", pikepdf.Array()) if item.get("/S") == "/GTS_PDFX"]
    profile = intents[0].get("/DestOutputProfile") if intents else None
    if profile is None or profile.get("/N") != 4:
        yield Fault(say("it names no printing condition with its CMYK profile"), say(_MEND))
    metadata = pdf.Root.get("/Metadata")
    if metadata is None or b"GTS_PDFXVersion>PDF/X-4<" not in metadata.read_bytes():
        yield Fault(say("it does not say that it is PDF/X-4"), say(_MEND))
    if pdf.is_encrypted:
        yield Fault(say("it is encrypted, which PDF/X forbids"), say(_MEND))


RULE = Rule(
    id="pdf-press",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="what is not ready for a press in files made for it: colours, bleed, declarations",
    check=check,
)
