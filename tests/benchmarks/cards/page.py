"""All cards as one HTML, as our own template writes each."""

from __future__ import annotations

import html
from pathlib import Path

from generator.personalise.codes import Codes, svg_path
from tests.benchmarks.cards.people import LINK, people

MARKS = ("Nama Orang", "Angka Satu", "Unit Kerja", "M0 0h1", LINK + "00000000")


def page_of(folder: Path, count: int) -> str:
    """Return so many cards; `folder` holds card.html, one card with MARKS in its fields."""
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
    return page[:start] + "".join(cards) + page[end:]
