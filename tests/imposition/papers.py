"""What imposition is tried with: cards, papers, and numbered pages to find again on the sheets."""

from __future__ import annotations

import pikepdf
from hypothesis import strategies as st

from generator.imposition import Box, Scheme, sheets_of_cards
from generator.products import SHEETS

CARD = (85.6, 54.0)
BLEED = 3.0
PT_PER_MM = 72 / 25.4

lengths = st.floats(min_value=115, max_value=700).map(lambda length: round(length, 1))
papers = st.sampled_from([size for size in SHEETS.values() if size != SHEETS["A5"]]) | st.tuples(lengths, lengths)
flips = st.sampled_from(["long-edge", "short-edge"])
shifts = st.tuples(*[st.floats(min_value=-5, max_value=5).map(lambda length: round(length, 2))] * 2)


def scheme(
    paper: tuple[float, float], sides: str = "duplex", flip: str = "long-edge", shift: object = (0, 0)
) -> Scheme:
    """Return the scheme of a card on a paper that holds it."""
    found = sheets_of_cards(CARD, BLEED, paper, sides, flip, shift)  # type: ignore[arg-type]
    assert found is not None
    return found


def meet(one: Box, other: Box) -> bool:
    """Return whether two boxes have more than an edge in common."""
    across = min(one.right, other.right) - max(one.left, other.left)
    return min(across, min(one.bottom, other.bottom) - max(one.top, other.top)) > 1e-6


def numbered_pages(count: int, size: tuple[float, float] = CARD, bleed: float = BLEED) -> pikepdf.Pdf:
    """Return a PDF of pages with bleed that say in a comment which they are, from 0."""
    pdf = pikepdf.Pdf.new()
    width, height = (length * PT_PER_MM for length in size)
    edge = bleed * PT_PER_MM
    for number in range(count):
        pdf.add_blank_page(page_size=(width + 2 * edge, height + 2 * edge))
        page = pdf.pages[-1]
        page.Contents = pdf.make_stream(f"% page {number}\n0 0 10 10 re f".encode())
        page.TrimBox = [edge, edge, edge + width, edge + height]
    return pdf
