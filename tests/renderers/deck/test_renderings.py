"""The deck drawn by LibreOffice and by WeasyPrint: the same pages, the same lines, on the same baselines."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from generator.fitting import PT_PER_MM
from generator.renderers.deck.html import slides_html
from generator.renderers.pdf import FontFolder, render_pdf
from generator.templating import environment
from tests.renderers.deck.decks import FONTS, RESOURCES, Deck
from tests.renderers.deck.office import WEIGHTS, line_at, words

OFFICE_DESCENT = 0.3498  # em, as pdftotext tells it of LibreOffice's PDF
WEASYPRINT_DESCENT = 0.222


def test_office_draws_every_slide_in_our_fonts(any_deck: Deck, office_pdf: Path) -> None:
    assert len(words(office_pdf)) == len(any_deck.slides)
    listed = subprocess.run(["pdffonts", str(office_pdf)], capture_output=True, check=True, text=True).stdout
    fonts = {line.split()[0].partition("+")[2] for line in listed.splitlines()[2:]}
    assert fonts <= {f"PlusJakartaSans-{name}" for name in ("ExtraLight", "Regular", "Medium", "Bold", "ExtraBold")}


def test_office_breaks_every_line_where_we_did(any_deck: Deck, office_pdf: Path) -> None:
    assert list(_misplaced(any_deck, office_pdf, OFFICE_DESCENT)) == []


def test_the_pdf_shows_the_same_lines(any_deck: Deck, tmp_path: Path) -> None:
    html, drawings = slides_html(any_deck.slides, any_deck.geometry, any_deck.meta, environment(RESOURCES))
    faces = [FONTS.face("Plus Jakarta Sans", weight) for weight in WEIGHTS]
    assets = drawings | {name: (image.data, image.media) for name, image in any_deck.images.items()}
    pdf = tmp_path / "deck.pdf"
    pdf.write_bytes(render_pdf(html, "deck/page.html.j2", faces, FontFolder(tmp_path / "fonts"), [], assets))
    assert len(words(pdf)) == len(any_deck.slides)
    assert list(_misplaced(any_deck, pdf, WEASYPRINT_DESCENT)) == []


def _misplaced(deck: Deck, pdf: Path, descent: float) -> Iterator[tuple[int, str, str]]:
    """Yield every line that does not stand where it was composed, with what stands there."""
    for slide, page in zip(deck.slides, words(pdf), strict=True):
        for box in slide.texts:
            left, right = box.place.box.x * PT_PER_MM, (box.place.box.x + box.place.box.width) * PT_PER_MM
            baseline = box.first_baseline
            for paragraph in box.fitted.paragraphs:
                for line in paragraph:
                    found = line_at(page, baseline, box.fitted.size, left, right, descent)
                    if found.split() != line.split():
                        yield slide.number, line, found
                    baseline += box.fitted.pitch
                baseline += box.place.gap
