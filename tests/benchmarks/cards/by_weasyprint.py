"""WeasyPrint: one HTML of all cards, typeset whole."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path

from generator.renderers.pdf import FontFolder, typeset
from generator.themes.fonts import FontBook
from tests.benchmarks.cards.page import page_of


def run(folder: Path, count: int, out: Path) -> None:
    """Make so many cards; `folder` holds one as HTML, and its assets."""
    told = json.loads((folder / "assets.json").read_text())
    assets = {name: (b64decode(data), media) for name, (data, media) in told.items()}
    book = FontBook()
    faces = [book.face("Plus Jakarta Sans", weight) for weight in (400, 500, 700, 800)]
    pages = typeset(page_of(folder, count), "card", faces, FontFolder(folder / "w"), [folder], assets)
    out.write_bytes(pages.write_untagged())
