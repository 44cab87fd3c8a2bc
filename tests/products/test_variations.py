"""Between the shortest and the longest: other numbers of criteria, values, agenda items, speakers, rows and logos.

The example's own texts are used, more or fewer of them, so that a page is right with any number of parts.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.kit import compose
from generator.products import discover
from generator.renderers import Job, Workshop, render_job
from generator.resources import Resources
from generator.schema.project import load_project
from generator.schema.yaml import read_yaml
from generator.workshop import open_workshop
from tests import pdfs
from tests.kits import LANGUAGES, THEMES
from tests.products.checks import Sheet, collisions, outside, too_small, touching_the_motif
from tests.support import EXAMPLE

Kit = dict[str, Any]
PLACE = "Aula Serbaguna Lantai Tiga, Gedung Pelayanan Terpadu, Jalan Contoh Raya Nomor 123"
AGENCY = "Badan Pengelolaan Pelayanan Terpadu dan Pembinaan Aparatur"
NAME = "Dr. Ir. Maria Magdalena Situmorang-Hutagalung, S.T., M.Sc., Ph.D."


def _times(items: list[Any], count: int) -> list[Any]:
    return [copy.deepcopy(items[number % len(items)]) for number in range(count)]


def _criteria(count: int) -> Callable[[Kit], None]:
    def change(kit: Kit) -> None:
        criteria = kit["campaign"]["criteria"]
        criteria["items"] = _times(criteria["items"], count)

    return change


def _values(count: int) -> Callable[[Kit], None]:
    def change(kit: Kit) -> None:
        values = kit["campaign"]["values"]
        values["items"] = _times(values["items"], count)

    return change


def _event(agenda: int, speakers: int) -> Callable[[Kit], None]:
    def change(kit: Kit) -> None:
        event = kit["event"]
        event["agenda"] = _times(event["agenda"], agenda)
        event["speakers"] = _times(event["speakers"], speakers)

    return change


def _rows(pairs: int, ticks: int) -> Callable[[Kit], None]:
    def change(kit: Kit) -> None:
        practice, checklist = kit["campaign"]["practice"], kit["campaign"]["checklist"]
        practice["pairs"] = _times(practice["pairs"], pairs)
        checklist["items"] = _times(checklist["items"], ticks)

    return change


def _conduct(count: int) -> Callable[[Kit], None]:
    def change(kit: Kit) -> None:
        for value in kit["campaign"]["values"]["items"]:
            value["conduct"] = _times(value["conduct"], count)

    return change


def _no_logo(kit: Kit) -> None:
    kit["brand"]["logos"] = []


def _three_wide_logos(kit: Kit) -> None:
    kit["brand"]["logos"] = [{**kit["brand"]["logos"][0], "ratio": ratio} for ratio in (1.0, 6.0, 4.0)]


def _long_place(kit: Kit) -> None:
    kit["event"]["place"] = PLACE


def _long_agency(kit: Kit) -> None:
    kit["event"]["agency"] = AGENCY
    kit["event"]["agency_line"] = f"{AGENCY}, {kit['event']['region']}"


def _one_long_name(kit: Kit) -> None:
    kit["event"]["speakers"] = [{**kit["event"]["speakers"][0], "name": NAME}]


def _two_long_names(kit: Kit) -> None:
    kit["event"]["speakers"] = [{**speaker, "name": NAME} for speaker in kit["event"]["speakers"]]


VARIATIONS: dict[str, tuple[str, str, tuple[Callable[[Kit], None], ...]]] = {
    "criteria: two": ("poster", "criteria", (_criteria(2),)),
    "criteria: four": ("poster", "criteria", (_criteria(4),)),
    "criteria: five": ("poster", "criteria", (_criteria(5),)),
    "criteria: five, long place": ("poster", "criteria", (_criteria(5), _long_place)),
    "criteria: three wide logos, long agency": ("poster", "criteria", (_three_wide_logos, _long_agency)),
    "criteria: no logo, long agency": ("poster", "criteria", (_no_logo, _long_agency)),
    "values: three": ("poster", "values", (_values(3),)),
    "values: four": ("poster", "values", (_values(4),)),
    "values: five": ("poster", "values", (_values(5),)),
    "values: six": ("poster", "values", (_values(6),)),
    "values: eight, long place": ("poster", "values", (_values(8), _long_place)),
    "values: nine": ("poster", "values", (_values(9), _long_agency)),
    "event: one item, no speaker": ("poster", "event", (_event(1, 0),)),
    "event: one item, one speaker": ("poster", "event", (_event(1, 1),)),
    "event: one item, one long name": ("poster", "event", (_event(1, 1), _one_long_name)),
    "event: two items, two long names": ("poster", "event", (_event(2, 2), _two_long_names)),
    "event: three items, four speakers": ("poster", "event", (_event(3, 4),)),
    "event: eight items, no speaker": ("poster", "event", (_event(8, 0),)),
    "event: eight items, four speakers": ("poster", "event", (_event(8, 4), _no_logo)),
    "event: long place": ("poster", "event", (_long_place,)),
    "card: three values": ("pocket-card", "page", (_values(3), _no_logo)),
    "card: nine values": ("pocket-card", "page", (_values(9), _long_agency)),
    "card: one point": ("pocket-card", "page", (_conduct(1), _values(5))),
    "card: six points": ("pocket-card", "page", (_conduct(6),)),
    "card: three wide logos": ("pocket-card", "page", (_three_wide_logos,)),
    "handout: fewest rows, two criteria": ("handout", "page", (_rows(3, 4), _criteria(2), _no_logo)),
    "handout: most rows, four criteria": ("handout", "page", (_rows(5, 7), _criteria(4), _three_wide_logos)),
    "handout: five criteria": ("handout", "page", (_criteria(5),)),
    "handout: one point, two criteria": ("handout", "page", (_conduct(1), _criteria(2))),
    "handout: six points": ("handout", "page", (_conduct(6),)),
    "leaflet: one point, two criteria": ("leaflet", "page", (_conduct(1), _criteria(2))),
    "leaflet: six points": ("leaflet", "page", (_conduct(6),)),
    "leaflet: fewest rows, two criteria": ("leaflet", "page", (_rows(3, 4), _criteria(2), _no_logo)),
    "leaflet: most rows, four criteria": ("leaflet", "page", (_rows(5, 7), _criteria(4), _three_wide_logos)),
    "leaflet: five criteria": ("leaflet", "page", (_criteria(5),)),
}


@pytest.fixture(
    scope="module", params=[THEMES[0], *(pytest.param(theme, marks=pytest.mark.long) for theme in THEMES[1:])]
)
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The example's workshop in each theme, with a folder to write into."""
    resources = Resources(EXAMPLE)
    made = open_workshop(load_project(EXAMPLE, resources), resources, request.param)
    return made.at(tmp_path_factory.mktemp("variations"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("variation", VARIATIONS)
def test_the_page_is_right(shop: Workshop, variation: str, language: str, tmp_path: Path) -> None:
    name, design, changes = VARIATIONS[variation]
    strings = shop.resources.find_template(f"_shared/strings/{language}.yaml")
    assert strings is not None
    kit = compose(load_project(EXAMPLE, shop.resources), language, read_yaml(strings).data)
    for change in changes:
        change(kit)
    product = discover(shop.resources)[name]
    job = Job(product, design, language, product.sheet(None), "")
    render_job(job, kit, shop.at(tmp_path))
    assert [misfit for other, misfit in shop.misfits if other is job] == []
    sheet = Sheet(tmp_path / f"{job.stem}.pdf", product, job.sheet.width, job.sheet.height, 1)
    assert len(pdfs.trims(sheet.path)) == product.file.pages
    assert outside(sheet) == []
    assert list(collisions(sheet)) == []
    if shop.theme.name == "kawung":  # kertas sets text on its tiles
        assert touching_the_motif(sheet, shop.theme) == []
    assert too_small(sheet, shop.theme) == []
