"""Decks for tests: the example's in both languages, and one with the most and the longest of everything."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.kit import compose
from generator.renderers.deck.compose import ComposedSlide, compose_slides
from generator.renderers.deck.geometry import Geometry, load_geometry
from generator.renderers.deck.images import ImageSource, qr_image
from generator.renderers.deck.meta import DeckMeta
from generator.renderers.deck.outline import Outline, read_outline
from generator.renderers.deck.package import write_pptx
from generator.renderers.deck.texts import SlideOverflow
from generator.resources import Resources
from generator.schema.project import load_project
from generator.schema.yaml import read_yaml
from generator.templating import environment, render
from generator.themes.fonts import FontBook
from generator.themes.theme import load_theme
from tests.kits import THEMES
from tests.support import EXAMPLE

RESOURCES = Resources(None)
FONTS = FontBook()
LONG = (
    "Sampaikan kepada setiap orang yang datang apa yang dapat dan apa yang tidak dapat diselesaikan hari ini, "
    "beserta alasannya dan langkah berikutnya"
)
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@dataclass(frozen=True)
class Deck:
    """A composed deck and all that was used to make it."""

    kit: dict[str, Any]
    outline: Outline
    geometry: Geometry
    slides: list[ComposedSlide]
    overflows: list[SlideOverflow]

    @property
    def meta(self) -> DeckMeta:
        """The file's own data."""
        event = self.kit["event"]
        return DeckMeta(event["title"], "topic", self.kit["locale"], datetime.date(2026, 12, 15), event["agency"])

    @property
    def images(self) -> dict[str, ImageSource]:
        """The QR code and a logo."""
        qr = qr_image("https://contoh.go.id/layani", "#12143D", "#FBF6EB")
        return {"qr": qr, "logo-1": ImageSource("image/svg+xml", LOGO, qr.fallback)}

    def write(self, path: Path) -> Path:
        """Write the deck and return its path."""
        write_pptx(self.slides, self.geometry, FONTS, self.meta, self.images, path)
        return path


def make(kit: dict[str, Any], brand: Mapping[str, str] | None = None, theme_name: str = THEMES[0]) -> Deck:
    """Compose the deck of a kit in a theme."""
    outline = read_outline(render(environment(RESOURCES), "deck/slides.yaml.j2", {"kit": kit}), "slides.yaml.j2")
    theme = load_theme(theme_name, RESOURCES, brand or {})
    layouts = RESOURCES.find_template("deck/layouts.yaml")
    assert layouts
    geometry = load_geometry(layouts, theme)
    return Deck(kit, outline, geometry, *compose_slides(outline, geometry, FONTS, kit["language"]))


def example_kit(language: str) -> dict[str, Any]:
    """Return the example project's kit."""
    strings = RESOURCES.find_template(f"_shared/strings/{language}.yaml")
    assert strings
    return compose(load_project(EXAMPLE, RESOURCES), language, read_yaml(strings).data)


def fullest_kit() -> dict[str, Any]:
    """Return a kit with as many rows as the layouts hold, long names and three logos."""
    kit = copy.deepcopy(example_kit("id"))
    campaign, event = kit["campaign"], kit["event"]
    criteria, values = campaign["criteria"]["items"], campaign["values"]["items"]
    _grow(criteria, 5)
    for criterion in criteria:
        _grow(criterion["points"], 4)
        criterion["note"] = criteria[1]["note"]
    criteria[3]["name"], criteria[4]["name"] = "Melayani sepenuh hati", "Terus belajar"
    for number, value in enumerate(_grow(values, 9)):
        value["name"] += "" if number < 7 else " juga"
    _grow(event["agenda"], 8)
    _grow(campaign["practice"]["pairs"], 5)
    _grow(campaign["pledge"]["lines"], 5)
    channels = _grow(campaign["channels"]["items"], 3)
    channels[2] |= {"label": "WhatsApp Ombudsman", "value": "0821-3737-3737"}
    for number, part in enumerate([*campaign["quiz"], *campaign["cases"]]):
        name = f"Kementerian Perindustrian {number}"
        campaign["sources"][f"more-{number}"] = {
            "name": name,
            "detail": "Keputusan Nomor 123 Tahun 2019",
            "kind": "law",
        }
        part["source"] = f"more-{number}"
    event["agency"] = "Dinas Kependudukan dan Pencatatan Sipil Kabupaten Pegunungan Bintang"
    event["agency_line"] = f"{event['agency']}, Provinsi Papua Pegunungan"
    kit["brand"]["logos"] = [
        {"src": "logo-1", "alt": f"Logo {n}", "ratio": ratio} for n, ratio in enumerate((1, 3.5, 2))
    ]
    campaign["definition"]["value"] = "Adaptif"
    campaign["promise"]["headline"] = "Dahulukan kebutuhan masyarakat, bukan kebiasaan kita."
    campaign["statement"]["text"] = (
        "Setiap warga, dari kota maupun dari desa yang jauh, berhak atas pelayanan yang baik."
    )
    return kit


def flowing_kit() -> dict[str, Any]:
    """Return a kit with twenty agenda rows, and lists whose texts are so long that they go on on further slides."""
    kit = copy.deepcopy(example_kit("id"))
    campaign, event = kit["campaign"], kit["event"]
    for number, item in enumerate(_grow(event["agenda"], 20)):
        item["start"] = f"{7 + number // 2:02}.{number % 2 * 30:02}"
    for criterion, lengths in zip(campaign["criteria"]["items"], ((60, 100, 140), (140, 140, 140), (60,)), strict=True):
        criterion["points"] = [{**criterion["points"][0], "text": LONG[:length].strip()} for length in lengths]
    for pair in campaign["practice"]["pairs"]:
        pair["do"] += f", {LONG[:100].lower().strip()}"
    case = campaign["cases"][0]
    case["answer"] = [f"{answer}. {LONG}. {LONG}" for answer in case["answer"]]
    for value in campaign["values"]["items"]:
        if value["name"] != campaign["definition"]["value"]:
            value["name"] += f" dan {LONG[:90].lower().strip()}"
    campaign["pledge"]["lines"] = [f"{line}, {LONG[:70].lower().strip()}" for line in campaign["pledge"]["lines"]]
    _grow(campaign["channels"]["items"], 5)
    for source in campaign["sources"].values():
        source["detail"] += f". {LONG[:90].strip()}"
    return kit


def _grow(items: list[Any], count: int) -> list[Any]:
    """Repeat the first items until there are `count`."""
    first = copy.deepcopy(items)
    while len(items) < count:
        items.append(copy.deepcopy(first[len(items) % len(first)]))
    return items


KINDS = {"fullest": fullest_kit, "flowing": flowing_kit}


# Every deck in the first theme; of the others' all but the Indonesian example are a long proof.
EVERY_DECK = [
    pytest.param(
        (kind, theme), id=f"{kind}-{theme}", marks=[] if kind == "id" or theme == THEMES[0] else pytest.mark.long
    )
    for theme in THEMES
    for kind in ("id", "en", *KINDS)
]


@pytest.fixture(scope="session", params=EVERY_DECK)
def any_deck(request: pytest.FixtureRequest) -> Deck:
    """Each of the decks in turn, in each theme."""
    kind, theme = request.param
    return make(KINDS[kind]() if kind in KINDS else example_kit(kind), theme_name=theme)


@pytest.fixture(scope="session")
def deck() -> Deck:
    """The example's deck in Indonesian."""
    return make(example_kit("id"))
