"""What imposing a run of cards costs once they are rendered."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pikepdf

from generator.imposition import sheets_of_cards
from generator.imposition.sheets import impose
from generator.products import SHEETS

CARD, BLEED = (85.6, 54.0), 3.0


def run_of_cards(card: Path, count: int) -> bytes:
    """Return a PDF of `count` cards, each with pages of its own, as a personalised run has them."""
    with pikepdf.open(card) as single, pikepdf.Pdf.new() as run:
        for number in range(count):
            for page in single.pages:
                content = b"\n".join(stream.read_bytes() for stream in _streams(page))
                run.pages.append(page)
                run.pages[-1].Contents = run.make_stream(content + f"\n% card {number}".encode())
        written = io.BytesIO()
        run.save(written)
    return written.getvalue()


def imposing_seconds(run: bytes, out: Path) -> tuple[float, int]:
    """Impose a run onto A4, both sides, and save it; return CPU seconds and the number of pages written."""
    start = time.process_time()
    scheme = sheets_of_cards(CARD, BLEED, SHEETS["A4"])
    assert scheme is not None
    with pikepdf.open(io.BytesIO(run)) as source:
        pages = list(source.pages)
        sheets = impose(zip(pages[::2], pages[1::2], strict=True), scheme)
        sheets.save(out, deterministic_id=True)
    return time.process_time() - start, len(sheets.pages)


def imposing_line(card: Path, scratch: Path, count: int = 1000) -> str:
    """Return the figure as it is printed."""
    run = run_of_cards(card, count)
    seconds, pages = min(imposing_seconds(run, scratch / "imposed.pdf") for _ in range(3))
    return f"{count} cards, every one different, on {pages} pages of A4 with marks: {seconds:.2f} CPU s after rendering"


def _streams(page: pikepdf.Page) -> list[pikepdf.Stream]:
    contents = page.Contents
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]  # type: ignore[arg-type,list-item]
