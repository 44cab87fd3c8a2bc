"""Generated text boxes: texts in the theme's roles, in boxes of any size, predicted and drawn by LibreOffice."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.renderers.deck.compose import compose_slides
from generator.renderers.deck.geometry import Geometry, load_geometry
from generator.renderers.deck.meta import DeckMeta
from generator.renderers.deck.models import Holder, ProductLayout
from generator.renderers.deck.outline import Outline, OutlineSlide
from generator.renderers.deck.package import write_pptx
from generator.resources import Resources
from generator.themes.fonts import FontBook
from generator.themes.theme import load_theme
from tests.proof.office import Difference, differences, page_words, strays, to_pdf
from tests.proof.projects import LANGUAGES, shipped_trees
from tests.proof.texts import Writer, prose

COLUMNS, ROWS = (20.0, 180.0), (15.0, 95.0)  # mm, where the boxes of a slide start
WIDEST, HIGHEST = 138.0, 75.0
BATCH = 40  # slides a file
LONGEST = {"display": 60, "statement": 110, "numeral": 3, "numeral-large": 2, "letter": 2, "figure": 12}


@dataclass(frozen=True)
class Boxes:
    """What LibreOffice made of the boxes; `different` holds the first wrong line of each."""

    boxes: int
    refused: int
    lines: int
    strays: int
    different: tuple[Difference, ...]


def prove_boxes(seed: int, count: int, folder: Path) -> Boxes:
    """Return how many of `count` boxes that could be set have the lines predicted."""
    chance = random.Random(f"{seed} boxes")
    total = Boxes(0, 0, 0, 0, ())
    fonts = FontBook()
    while total.boxes < count:
        wanted = min(BATCH, -(-(count - total.boxes) // 4))
        more = _file(chance, wanted, fonts, folder / f"boxes-{total.boxes}")
        total = Boxes(
            total.boxes + more.boxes,
            total.refused + more.refused,
            total.lines + more.lines,
            total.strays + more.strays,
            total.different + more.different,
        )
    return total


def _file(chance: random.Random, count: int, fonts: FontBook, folder: Path) -> Boxes:
    resources = Resources(None)
    layouts = resources.find_template("deck/layouts.yaml")
    assert layouts
    shipped = load_geometry(layouts, load_theme("kawung", resources, {}))
    language = chance.choice(LANGUAGES)
    geometry, outline = _generated(shipped, count, language, chance)
    slides, overflows = compose_slides(outline, geometry, fonts, language)
    slides = [slide for slide in slides if slide.texts]
    folder.mkdir()
    meta = DeckMeta("Boxes", "Boxes", "id-ID", datetime.date(2026, 12, 15), "Tests")
    write_pptx(slides, geometry, fonts, meta, {}, folder / "boxes.pptx")
    faces = {box.face.file_name: box.face for slide in slides for box in slide.texts}
    files = [folder / name for name in faces]
    for file in files:
        file.write_bytes(faces[file.name].data)
    (pdf,) = to_pdf([folder / "boxes.pptx"], files, folder / "office")
    pages = page_words(pdf)
    found = {(one.slide, one.role): one for one in reversed(list(differences(slides, pages)))}
    return Boxes(
        boxes=sum(len(slide.texts) for slide in slides),
        refused=len(overflows),
        lines=sum(len(box.fitted.lines) for slide in slides for box in slide.texts),
        strays=len(list(strays(slides, pages))),
        different=tuple(reversed(found.values())),
    )


def _generated(shipped: Geometry, count: int, language: str, chance: random.Random) -> tuple[Geometry, Outline]:
    """Return a geometry of `count` layouts with four boxes each, every one in a role of its own, and their texts."""
    writer = Writer(prose(shipped_trees()[0][language]), language, chance)
    roles = [name for name in shipped.roles if name != "footer"]
    products, sketches, slides = dict(shipped.products), dict(shipped.sketches), []
    for number in range(count):
        key = f"boxes-{number}"
        chosen = chance.sample(roles, 4)
        title = chance.randrange(4)
        holders = {
            name: Holder(
                idx=0 if n == title else 20 + n, type="title" if n == title else "body", role=name, prompt=name
            )
            for n, name in enumerate(chosen)
        }
        products[key] = ProductLayout(name=f"Boxes {number}", holders=holders)
        sketches[key] = {"ground": "paper", "spots": {name: _spot(n, chance) for n, name in enumerate(chosen)}}
        texts: dict[str, str | list[str]] = {
            name: _text(name, n == title, writer, chance) for n, name in enumerate(chosen)
        }
        slides.append(OutlineSlide(layout=key, section="Boxes", minutes=1, texts=texts, notes=["Boxes"]))
    outline = Outline(title="Boxes", footer="", minutes=count, time_line="{minutes}", slides=slides)
    return replace(shipped, products=products, sketches=sketches), outline


def _spot(place: int, chance: random.Random) -> dict[str, Any]:
    width, height = chance.uniform(45, WIDEST), chance.uniform(30, HIGHEST)
    return {"x": COLUMNS[place % 2], "top": ROWS[place // 2], "width": width, "height": height, "colour": "ink"}


def _text(role: str, title: bool, writer: Writer, chance: random.Random) -> str | list[str]:
    length = chance.randint(1, LONGEST.get(role, 220))
    if role in ("points", "content") and not title and chance.random() < 0.7:
        return [writer.text(chance.randint(10, 70)) for _ in range(chance.randint(2, 4))]
    text = writer.text(length, long_word=chance.random() < 0.1)
    return text[:length].strip() if length < 4 else f"{text}{chance.choice(['', '.', '?'])}"
