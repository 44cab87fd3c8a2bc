"""The kit: plain data, whole, in the language that was asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.kit import compose, link_label
from generator.schema.project import load_project
from tests.schema.builders import ProjectFolder

STRINGS = {
    "id": {"scan": "Pindai", "when": "{date}, pukul {time}"},
    "en": {"scan": "Scan", "when": "{date}, {time}"},
}


@pytest.fixture
def project(tmp_path: Path) -> ProjectFolder:
    return ProjectFolder(tmp_path)


def _kit(project: ProjectFolder, language: str = "id") -> dict[str, Any]:
    return compose(load_project(project.write(), project.resources), language, STRINGS[language])


def test_a_kit_is_plain_data_and_nothing_else(project: ProjectFolder) -> None:
    def check(data: Any) -> None:
        assert type(data) in {dict, list, str, int, float, bool, type(None)}
        for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
            check(value)

    kit = _kit(project)
    check(kit)
    assert json.loads(json.dumps(kit)) == kit


def test_the_event_in_indonesian(project: ProjectFolder) -> None:
    kit = _kit(project)
    event = kit["event"]
    assert (kit["language"], kit["locale"], kit["strings"]) == ("id", "id-ID", STRINGS["id"])
    assert event["agency_line"] == "Dinas Contoh, Kabupaten Contoh"
    assert event["when"] == "Selasa, 24 November 2026, pukul 09.00–11.30 WIB"
    assert event["time"] == "09.00–11.30 WIB"
    assert event["date"] == {
        "iso": "2026-11-24",
        "full": "Selasa, 24 November 2026",
        "long": "24 November 2026",
        "weekday": "Selasa",
        "day": "24",
        "month_year": "November 2026",
    }
    assert event["agenda"][1] == {
        "start": "09.20",
        "end": "11.00",
        "minutes": 100,
        "title": "Sesi",
        "session": True,
    }
    assert event["agenda"][2]["end"] == "11.30"
    assert event["session_minutes"] == 100
    assert event["unit"] is None
    assert event["contact"] == {"name": "Sekretariat", "phone": "0812-3456-7890", "email": None}


def test_the_event_in_english(project: ProjectFolder) -> None:
    kit = _kit(project, "en")
    assert kit["event"]["when"] == "Tuesday, 24 November 2026, 09.00–11.30 WIB"
    assert kit["event"]["speakers"] == [{"name": "Fulan", "role": "Head"}]
    assert kit["brand"]["slogan"] == "Near."
    assert kit["campaign"]["language"] == "en"


def test_the_brand_names_its_logos_by_number(project: ProjectFolder) -> None:
    assert _kit(project)["brand"] == {
        "name": "Dinas Contoh",
        "slogan": "Dekat.",
        "logos": [{"src": "logo-1", "alt": "Logo", "ratio": 2.0}],
    }


def test_a_project_without_logo_region_and_name(project: ProjectFolder) -> None:
    project.data["_brand.yml"] = {"meta": {}}
    del project.event["region"]
    kit = _kit(project)
    assert kit["brand"] == {"name": "Dinas Contoh", "slogan": None, "logos": []}
    assert kit["event"]["agency_line"] == "Dinas Contoh"


def test_a_language_that_the_project_lacks_is_a_key_error(project: ProjectFolder) -> None:
    with pytest.raises(KeyError):
        _kit(project, "jv")


@pytest.mark.parametrize(
    ("link", "label"),
    [
        ("https://contoh.go.id/", "contoh.go.id"),
        ("http://contoh.go.id/a?b=1", "contoh.go.id/a?b=1"),
        ("HTTPS://contoh.go.id", "contoh.go.id"),
    ],
)
def test_link_label(link: str, label: str) -> None:
    assert link_label(link) == label
