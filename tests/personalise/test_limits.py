"""Templates of a project that take too long for a unit: its row fails, and a run of nothing else ends."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from generator.limited import parent
from generator.personalise import units as run
from generator.personalise.executors import Workers
from generator.resources import shipped
from tests.personalise.runs import FOLDERS, units
from tests.support import Desk, hashes

CARD = ("-p", "pocket-card", "-l", "id")
PAGE = "_themes/kawung/pocket-card/page.html.j2"
START = "{% block body %}"
LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


@pytest.fixture(autouse=True)
def _little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Units are made in this process, one after the other: another one would know nothing of the limit."""
    monkeypatch.setattr(parent, "SECONDS", 3.0)
    monkeypatch.setattr(run, "processes", lambda _: Workers(partial(ThreadPoolExecutor, 1), 1))


def _own_page(desk: Desk, condition: str) -> None:
    """Give the project the card's page as its own, which never ends where a condition holds."""
    text = (shipped("templates") / PAGE).read_text(encoding="utf-8")
    desk.write(f"templates/{PAGE}", text.replace(START, f"{START}{{% if {condition} %}}{LOOP}{{% endif %}}"))


def test_a_unit_that_takes_too_long_fails_alone(desk: Desk) -> None:
    _own_page(desk, 'kit.event.unit == "Bagian Pengaduan"')
    out = desk.out / "units"
    outcome = units(out, *CARD, project=desk.project)
    assert outcome.code == 6, outcome.err
    assert ":3 Bagian Pengaduan: " in outcome.err and "page.html.j2:3: takes more than 3 s" in outcome.err
    assert "1 row failed; the rest are done" in outcome.err
    assert {name.split("/")[0] for name in hashes(out)} - {"manifest.json"} == {*FOLDERS} - {"bagian-pengaduan"}
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["units"][1]
    assert told["row"] == 3 and "takes more than 3 s" in told["problems"][0]


def test_a_run_ends_where_every_unit_takes_too_long(desk: Desk) -> None:
    _own_page(desk, "true")
    out = desk.out / "units"
    outcome = units(out, *CARD, project=desk.project)
    assert outcome.code == 4
    assert f"{run.MOST_LIMITED} rows one after the other came to this; the run ends" in outcome.err
    assert "takes more than 3 s" in outcome.err
    assert not list(out.rglob("*.pdf"))
