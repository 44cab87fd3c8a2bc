"""Ten brands in every theme: each kit passes the rules; its colours are the brand's, and none of ours remain."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.enum.dml import MSO_COLOR_TYPE
from pptx.shapes.base import BaseShape

from generator.resources import Resources
from generator.schema.brand import colours
from generator.schema.project import load_project
from generator.themes.colour import WHITE, reach
from generator.themes.theme import Theme, load_theme
from generator.themes.tokens import READABLE
from tests.brands import NAMES, project_of
from tests.kits import THEMES
from tests.support import sosialisasi

# What a short run builds: a palette in which nothing reads, one with no dark colour, logos that need plates.
SHORT = [("kontras-rendah", "kertas"), ("pastel", "kawung"), ("tiga-logo", "kertas")]
# What a short run takes to press: tones that read on a screen, and would not in inks.
PRESSED = [("tiga-logo", "kawung")]
# What keeps no kit from being used, and no tone can mend: hues of the brand's own that grey does not tell apart.
TOLD = ("pdf-grey-areas", "pptx-grey-areas")
_RGB = {"rg", "RG"}
_GREY = {"g", "G"}


def _all_but(short: Sequence[tuple[str, str]]) -> list[Any]:
    """Return every brand in every theme; those that are not `short` are long."""
    return [pytest.param(*each, marks=() if each in short else pytest.mark.long) for each in product(NAMES, THEMES)]


def _built(name: str, theme: str, folder: Path, *options: str) -> tuple[Path, Theme]:
    """Return a brand's kit and its theme."""
    project = project_of(name, folder / name)
    outcome = sosialisasi("build", project, "-o", folder / "kit", "--theme", theme, *options)
    assert outcome.code == 0, outcome.err
    brand = load_project(project, Resources(project)).brand
    return folder / "kit", load_theme(theme, Resources(project), colours(brand))


def _passes(kit: Path) -> None:
    entries = json.loads((kit / "manifest.json").read_text(encoding="utf-8"))["files"]
    findings = [finding for entry in entries for finding in entry["findings"]]
    assert [finding for finding in findings if not any(f"[{rule}]" in finding for rule in TOLD)] == []
    outcome = sosialisasi("check", kit)
    assert outcome.code == 0, outcome.out


def _pdf_colours(path: Path) -> set[str]:
    """Return every colour that the pages of a PDF are painted with, as "#RRGGBB", pictures left out."""
    with pikepdf.open(path) as pdf:
        streams = [*pdf.pages, *_forms(pdf)]
        return {colour for stream in streams for colour in _painted(stream)}


def _forms(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form" and "/Alt" not in item:
            yield item


def _painted(stream: pikepdf.Page | pikepdf.Object) -> Iterator[str]:
    for instruction in pikepdf.parse_content_stream(stream):
        operator = str(instruction.operator)
        if operator in _RGB | _GREY:
            parts = [float(operand) for operand in instruction.operands]
            red, green, blue = parts if operator in _RGB else parts * 3
            yield "#" + "".join(f"{round(part * 255):02X}" for part in (red, green, blue))


def _own(theme: Theme) -> set[str]:
    """Return every colour that a kit of the theme may show: its tokens, and what reads on the white of a sheet."""
    label = reach(theme.colours["ink"], [WHITE], READABLE)
    return {*theme.colours.values(), *theme.code.values(), label, "#000000", "#FFFFFF"}


def _pptx_literals(path: Path) -> set[str]:
    """Return every literal colour in a deck beside its theme parts."""
    with zipfile.ZipFile(path) as package:
        parts = [name for name in package.namelist() if name.endswith(".xml") and "/theme/" not in name]
        return {found for name in parts for found in re.findall(rb'srgbClr val="(\w{6})"', package.read(name))}


def _scheme(path: Path) -> dict[str, str]:
    """Return the colours of a deck's theme part by slot."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("ppt/theme/theme1.xml"))
    scheme = root.find(".//{*}clrScheme")
    assert scheme is not None
    return {etree.QName(slot).localname: f"#{slot[0].get('val')}" for slot in scheme}


@pytest.mark.parametrize(("name", "theme"), _all_but(SHORT))
def test_every_product_of_every_brand_passes(tmp_path: Path, name: str, theme: str) -> None:
    kit, look = _built(name, theme, tmp_path, "-l", "id")
    _passes(kit)
    strange = {path.name: _pdf_colours(path) - _own(look) - _in_logos(tmp_path / name) for path in kit.glob("*.pdf")}
    assert {name: colours for name, colours in strange.items() if colours} == {}
    assert _pptx_literals(kit / "deck.pptx") == set()
    assert _scheme(kit / "deck.pptx") == look.slots


@pytest.mark.parametrize(("name", "theme"), _all_but(PRESSED))
def test_poster_and_cards_of_every_brand_go_to_press(tmp_path: Path, name: str, theme: str) -> None:
    kit, _ = _built(name, theme, tmp_path, "-l", "id", "-p", "poster", "-p", "pocket-card", "--press")
    _passes(kit)
    assert {path.name for path in (kit / "press").iterdir()} == {
        "poster.pdf", "poster-values.pdf", "poster-event.pdf", "pocket-card.pdf", "pocket-card-sheet.pdf",
    }  # fmt: skip


def _in_logos(project: Path) -> set[str]:
    """Return the colours that the brand's SVG logos are drawn with: they stand in PDFs as they are."""
    texts = [path.read_text(encoding="utf-8") for path in project.glob("assets/*.svg")]
    found = {hexa.upper() for text in texts for hexa in re.findall(r"#[0-9a-fA-F]{3,6}", text)}
    return {each if len(each) == 7 else "#" + "".join(digit * 2 for digit in each[1:]) for each in found}


@pytest.mark.parametrize("theme", THEMES)
def test_one_hex_of_the_brand_is_found_in_deck_poster_and_card(tmp_path: Path, theme: str) -> None:
    before, after = "#8B1A1A", "#1A5E3B"
    project = project_of("satu-warna", tmp_path / "satu-warna")
    brand = project / "_brand.yml"
    shown = {}
    for colour in (before, after):
        brand.write_text(brand.read_text(encoding="utf-8").replace(before, colour), encoding="utf-8")
        out = tmp_path / colour[1:]
        outcome = sosialisasi(
            "build", project, "-o", out, "--theme", theme, "-l", "id",
            "-p", "deck", "-p", "poster", "-p", "pocket-card", "--design", "criteria",
        )  # fmt: skip
        assert outcome.code == 0, outcome.err
        shown[colour] = {
            "theme": set(_scheme(out / "deck.pptx").values()),
            **{name: _pdf_colours(out / f"{name}.pdf") for name in ("deck", "poster", "pocket-card")},
        }
    logo = _in_logos(project)
    for place, found in shown[before].items():
        assert before in found, place
        assert after not in found, place
    for place, found in shown[after].items():
        assert after in found, place
        assert before not in found - logo, place


@pytest.mark.parametrize("theme", THEMES)
def test_logos_of_a_deck_stand_clear_and_on_plates_in_the_themes_colours(tmp_path: Path, theme: str) -> None:
    kit, _ = _built("tiga-logo", theme, tmp_path, "-l", "id", "-p", "deck")
    assert OpenXmlValidator().validate(str(kit / "deck.pptx")).errors == []
    shapes = list(Presentation(str(kit / "deck.pptx")).slides[0].shapes)
    logos = [shape for shape in shapes if shape.name == "Logo"]
    plates = [shape for shape in shapes if shape.name == "Plate"]
    assert len(logos) == 3
    assert len(plates) == 1  # under the dark letters, or under the white ones
    at = shapes.index(plates[0])
    assert shapes[at + 1].name == "Logo"
    assert _holds(plates[0], shapes[at + 1])
    assert plates[0].fill.fore_color.type == MSO_COLOR_TYPE.SCHEME
    tallest = max(logo.height for logo in logos)
    for left, right in pairwise(logos):
        assert right.left - (left.left + left.width) >= 0.3 * tallest
    for other in (shape for shape in shapes if shape.has_text_frame and shape.text_frame.text):
        assert other.top >= max(logo.top + logo.height for logo in logos) + 0.3 * tallest, other.name


def _holds(outer: BaseShape, inner: BaseShape) -> bool:
    """Return whether a shape lies within another, with some of that to be seen on every side."""
    return (
        outer.left < inner.left
        and outer.top < inner.top
        and inner.left + inner.width < outer.left + outer.width
        and inner.top + inner.height < outer.top + outer.height
    )
