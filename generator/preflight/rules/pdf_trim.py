"""Pages of the size they were declared with."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import say

TOLERANCE_MM = 0.1


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each page of another size."""
    wanted = expected.trim_mm or (0.0, 0.0)
    for page, size in zip(file.numbers, file.sizes, strict=True):
        if any(abs(length - declared) > TOLERANCE_MM for length, declared in zip(size, wanted, strict=True)):
            message = say(
                "its trim size is {width:.1f} × {height:.1f} mm instead of {wide:g} × {high:g} mm",
                width=size[0],
                height=size[1],
                wide=wanted[0],
                high=wanted[1],
            )
            yield Fault(message, say("mend the page size in its template"), page)


RULE = Rule(
    id="pdf-trim",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="a trim size other than the product's",
    check=check,
    needs=("trim_mm",),
)
