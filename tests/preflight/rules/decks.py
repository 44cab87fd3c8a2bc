"""Decks for tests of the rules: the example's, spoilt, and small ones of python-pptx; what the rules find in them."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Mm

from generator.preflight.pptx_file import PptxFile
from generator.preflight.rule import Expected, Fault
from generator.preflight.rules import all_rules

# A deck, slide or shape of python-pptx, which has no types.
Native = Any
literal: Native = RGBColor
_chart_data: Native = CategoryChartData
OWN = Expected(product="deck", language="id", locale="id-ID", pages=21)
ANYONE = Expected()
Found = list[tuple[str, str, int]]


def faults(path: Path, expected: Expected = ANYONE, rule: str = "") -> list[tuple[str, str, Fault]]:
    """Return what the rules for decks, or one of them, find: id, severity, fault."""
    with PptxFile(path) as file:
        return [
            (one.id, fault.severity or one.severity, fault)
            for one in all_rules()
            if one.media == "pptx" and rule in ("", one.id)
            for fault in one.check(file, expected)
        ]


def found(path: Path, expected: Expected = ANYONE, rule: str = "") -> Found:
    """Return id, severity and slide of what is found."""
    return [(id_, severity, fault.page) for id_, severity, fault in faults(path, expected, rule)]


def messages(path: Path, rule: str, expected: Expected = ANYONE) -> list[str]:
    """Return what a rule says, place by place."""
    return [fault.message for _, _, fault in faults(path, expected, rule)]


def beside_fonts(kit: Path, folder: Path) -> Path:
    """Return where a spoilt deck of the kit goes: beside a copy of the kit's fonts."""
    if not (folder / "fonts").is_dir():
        shutil.copytree(kit / "fonts", folder / "fonts")
    return folder / "deck.pptx"


def spoilt(kit: Path, folder: Path, change: Callable[[Native], object]) -> Path:
    """Return a copy of the example's deck that `change` has changed with python-pptx."""
    presentation = Presentation(str(kit / "deck.pptx"))
    change(presentation)
    target = beside_fonts(kit, folder)
    presentation.save(str(target))
    return target


def rezipped(source: Path, target: Path, change: Callable[[str, str], str | None]) -> Path:
    """Return a copy of a deck with other parts: `change` gets name and text of each of XML, and drops it with None."""
    with zipfile.ZipFile(source) as good, zipfile.ZipFile(target, "w") as bad:
        for name in good.namelist():
            data: bytes | str | None = good.read(name)
            if name.endswith((".xml", ".rels")):
                assert isinstance(data, bytes)
                data = change(name, data.decode())
            if data is not None:
                bad.writestr(name, data)
    return target


def small_deck(folder: Path, fill: Callable[[Native], object], layout: int = 6) -> Path:
    """Return a deck of python-pptx's own template with one slide, by default blank, that `fill` has filled."""
    presentation = Presentation()
    fill(presentation.slides.add_slide(presentation.slide_layouts[layout]))
    path = folder / "small.pptx"
    presentation.save(str(path))
    return path


def shape(presentation: Native, slide: int, name: str) -> Native:
    """Return a shape of a slide (counted from 1) by its name."""
    return next(one for one in presentation.slides[slide - 1].shapes if one.name == name)


def text_box(
    slide: Native, box: tuple[float, float, float, float], text: str, font: str = "Plus Jakarta Sans"
) -> Native:
    """Add a text box (x, y, width, height in mm) set in 24 pt."""
    made = slide.shapes.add_textbox(*(Mm(edge) for edge in box))
    made.text_frame.word_wrap = True
    made.text_frame.text = text
    for paragraph in made.text_frame.paragraphs:
        paragraph.font.size = 24 * 12700
        paragraph.font.name = font
    return made


def chart(slide: Native) -> Native:
    """Add a chart of one series."""
    data = _chart_data()
    data.categories = ["a", "b"]
    data.add_series("s", (1, 2))
    return slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Mm(20), Mm(20), Mm(80), Mm(80), data)
