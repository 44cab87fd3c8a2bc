"""QR codes that a telephone reads at the printed size, and that lead to the event's page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pdf_file import PdfFile
from generator.preflight.pdf_paint import Picture
from generator.preflight.pdf_text import Box
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import say

PRINT_DPI, PAGE_DPI = 300, 150
MOST_PIXELS = 320  # along a code's side: eight a module; more is no sharper to a telephone
LEAST_SEGMENTS = 160  # of a path that may be a code: the smallest has about 200, a line for each run of modules
QUIET = 0.15  # of its side around it
SQUARE = 0.1
SMALLEST_MM = 5
MOST_CANDIDATES = 8  # on a page


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each page that must have a code and has none that is read, and for each code that misleads."""
    for page in expected.link_on or file.numbers:
        if page not in file.numbers:
            continue
        codes = list(_codes(file, page, thorough=bool(expected.link_on)))
        for text, place in codes:
            if text != expected.link:
                message = say("a QR code says {text} instead of {link}", text=text[:80], link=expected.link)
                yield Fault(message, say("make it anew from the event's link"), page, place)
        if expected.link_on and not codes:
            mend = say("make it larger, darker, or the link shorter; keep its quiet zone clear")
            yield Fault(say("its QR code cannot be read at its size"), mend, page)


def _codes(file: PdfFile, page: int, thorough: bool) -> Iterator[tuple[str, tuple[float, float] | None]]:
    """Yield what the codes of a page say, and where they are; look at the whole page if there is no likely drawing."""
    found = False
    for likely in [each for each in file.drawings(page) if _likely(each)][:MOST_CANDIDATES]:
        for text in _read(file, page, likely.box):
            found = True
            yield text, likely.place
    if thorough and not found:
        yield from ((text, None) for text in _read(file, page, None))


def _likely(drawing: Picture) -> bool:
    wide, high = drawing.box.right - drawing.box.left, drawing.box.bottom - drawing.box.top
    detailed = drawing.kind == "image" or drawing.segments >= LEAST_SEGMENTS
    return detailed and min(wide, high) >= SMALLEST_MM and abs(wide - high) <= SQUARE * max(wide, high)


def _read(file: PdfFile, page: int, box: Box | None) -> list[str]:
    import zxingcpp  # noqa: PLC0415  # only where there may be a code

    dpi: float = PAGE_DPI
    if box is not None:
        side = box.right - box.left
        quiet = QUIET * side
        box = Box(box.left - quiet, box.top - quiet, box.right + quiet, box.bottom + quiet)
        dpi = min(PRINT_DPI, MOST_PIXELS / side * 25.4)
    picture, qr = file.picture(page, box, dpi), zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    if picture is None:
        return []
    return [code.text for code in zxingcpp.read_barcodes(picture, formats=qr)]


RULE = Rule(
    id="pdf-code",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="QR codes that cannot be read at their size or lead elsewhere",
    check=check,
    needs=("link",),
)
