"""LibreOffice as a second opinion: the deck as it draws it, and the words of a PDF with their places."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.renderers.deck.decks import FONTS, Deck

WEIGHTS = (200, 400, 500, 700, 800)
_WORD = re.compile(r'<word xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="([^"]+)">(.*?)</word>')


@dataclass(frozen=True)
class Word:
    """A word of a PDF page: its box in pt from the top left."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@pytest.fixture(scope="session")
def office_pdf(any_deck: Deck, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deck as PDF by LibreOffice, which sees our fonts and no others."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    fonts = folder / "fonts"
    fonts.mkdir()
    for weight in WEIGHTS:
        face = FONTS.face("Plus Jakarta Sans", weight)
        (fonts / face.file_name).write_bytes(face.data)
    configuration = folder / "fonts.conf"
    configuration.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{fonts}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>"
    )
    any_deck.write(folder / "deck.pptx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder]
    subprocess.run(
        [*map(str, command), str(folder / "deck.pptx")],
        env={**os.environ, "FONTCONFIG_FILE": str(configuration)},
        capture_output=True,
        check=True,
        timeout=180,
    )
    return folder / "deck.pdf"


def words(pdf: Path) -> list[list[Word]]:
    """Return the words of each page."""
    out = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True, text=True).stdout
    return [
        [
            Word(float(left), float(top), float(right), float(bottom), html.unescape(text))
            for left, top, right, bottom, text in _WORD.findall(page)
        ]
        for page in out.split("<page ")[1:]
    ]


def line_at(
    page: list[Word], baseline: float, size: float, left: float, right: float, descent: float, slack: float = 0.3
) -> str:
    """Return the words of about `size` (pt) that stand on `baseline`, between `left` and `right`.

    `descent` is what the PDF's fonts reach below the baseline, in em; a word may stand `slack` (pt) off it.
    """
    found = [
        word
        for word in page
        if abs(word.bottom - descent * size - baseline) < slack
        and abs((word.bottom - word.top) - 1.3 * size) < 0.12 * size
        and word.left > left - 3
        and word.right < right + 3
    ]
    return " ".join(word.text for word in sorted(found, key=lambda word: word.left))
