"""WeasyPrint: one HTML of all cards, as our own template writes each, typeset whole."""

from __future__ import annotations

import html
import json
from base64 import b64decode
from pathlib import Path

from generator.personalise.codes import Codes, svg_path
from generator.renderers.pdf import FontFolder, typeset
from generator.themes.fonts import FontBook
from tests.benchmarks.cards.people import LINK, people

MARKS = ("Nama Orang", "Angka Satu", "Unit Kerja", "M0 0h1", LINK + "00000000")


def run(folder: Path, count: int, out: Path) -> None:
    """Make so many cards; `folder` holds card.html, one card with MARKS in its fields, and its assets."""
    page = (folder / "card.html").read_text(encoding="utf-8")
    start, end = page.index('<section class="page"'), page.rindex("</section>") + len("</section>")
    codes = Codes(LINK, "")
    table = codes.table("00000000")
    cards = []
    for each in people(count):
        path = svg_path(table.strips(each.code.encode()), table.modules)
        card = page[start:end]
        for mark, text in zip(MARKS, (each.name, each.number_line, each.unit, path, LINK + each.code), strict=True):
            card = card.replace(mark, html.escape(text))
        cards.append(card)
    told = json.loads((folder / "assets.json").read_text())
    assets = {name: (b64decode(data), media) for name, (data, media) in told.items()}
    book = FontBook()
    faces = [book.face("Plus Jakarta Sans", weight) for weight in (400, 500, 700, 800)]
    pages = typeset(
        page[:start] + "".join(cards) + page[end:], "card", faces, FontFolder(folder / "w"), [folder], assets
    )
    out.write_bytes(pages.write_untagged())
