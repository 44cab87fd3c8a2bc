"""LibreOffice as the judge: decks to PDF, a batch a run, with the kits' own fonts and no others."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.fitting import PT_PER_MM
from generator.fitting.scripts import is_foreign
from generator.renderers.deck.compose import ComposedSlide
from generator.renderers.deck.layout import Place
from tests.renderers.deck.office import Word, line_at, words

DESCENT = 0.3498  # em, as pdftotext tells it of LibreOffice's PDFs
RAISED = 0.03  # em; a letter that is stacked on another may lift its word as much
ROUNDING = 1.5  # pt; a letter may stand this much outside its box


@dataclass(frozen=True)
class Difference:
    """A line that does not stand where it was composed, and what LibreOffice has there."""

    slide: int
    role: str
    expected: str
    found: str


def to_pdf(decks: Sequence[Path], fonts: Iterable[Path], folder: Path) -> list[Path]:
    """Return each deck as a PDF in `folder`, drawn with the font files named; a missing PDF is a failure."""
    shelf = folder / "fonts"
    shelf.mkdir(parents=True, exist_ok=True)
    for font in fonts:
        (shelf / font.name).write_bytes(font.read_bytes())
    configuration = folder / "fonts.conf"
    configuration.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{shelf}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>"
    )
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [*command, *map(str, decks)],
        env={**os.environ, "FONTCONFIG_FILE": str(configuration)},
        capture_output=True,
        check=True,
        timeout=120 + 30 * len(decks),
    )
    return [folder / f"{deck.stem}.pdf" for deck in decks]


def differences(slides: Sequence[ComposedSlide], pages: Sequence[list[Word]]) -> Iterator[Difference]:
    """Yield every line that the pages do not have where the slides have it."""
    for slide, page in zip(slides, pages, strict=True):
        for box in slide.texts:
            left = box.place.box.x * PT_PER_MM
            right = left + box.place.box.width * PT_PER_MM
            baseline = box.first_baseline
            for paragraph in box.fitted.paragraphs:
                for line in paragraph:
                    slack = RAISED * box.fitted.size if is_foreign(line) else 0.3
                    found = line_at(page, baseline, box.fitted.size, left, right, DESCENT, slack)
                    if _said(found) != _said(line):
                        yield Difference(slide.number, box.place.style.name, line, found)
                    baseline += box.fitted.pitch
                baseline += box.place.gap


def _said(line: str) -> list[str]:
    """Return the words of a line; of one in a script that is reordered its letters, in no order."""
    return sorted("".join(line.split())) if is_foreign(line) else line.split()


def strays(slides: Sequence[ComposedSlide], pages: Sequence[list[Word]]) -> Iterator[tuple[int, str]]:
    """Yield the words that stand in no placeholder of their slide."""
    for slide, page in zip(slides, pages, strict=True):
        places = [box.place for box in slide.texts]
        furniture = [place for place in (slide.layout.footer, slide.layout.number) if place]
        for word in page:
            if not any(_inside(word, place) for place in (*places, *furniture)):
                yield slide.number, word.text


def _inside(word: Word, place: Place) -> bool:
    """Return whether a word's letters stand in a placeholder, from its top to its bottom edge."""
    box = place.box
    size = (word.bottom - word.top) / 1.3
    baseline = word.bottom - DESCENT * size
    return (
        word.left >= box.x * PT_PER_MM - ROUNDING
        and word.right <= (box.x + box.width) * PT_PER_MM + ROUNDING
        and baseline - 0.4 * size >= box.y * PT_PER_MM - ROUNDING
        and baseline <= (box.y + box.height) * PT_PER_MM + ROUNDING
    )


def page_words(pdf: Path) -> list[list[Word]]:
    """Return the words of each page, none if LibreOffice made no file."""
    return words(pdf) if pdf.is_file() else []
