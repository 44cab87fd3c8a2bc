"""sosialisasi products: what is discovered, with the project's own products among it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import EXAMPLE, ROOT, sosialisasi

X_BANNER = """\
title: {id: Banner X, en: X-banner}
renderer: pdf
trim_mm: [600, 1600]
bleed_mm: 5
safe_mm: 20
pages: 1
"""


def _add(project: Path, name: str, text: str) -> Path:
    path = project / "templates" / name / "product.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return path


def test_every_shipped_product_is_listed_with_its_size() -> None:
    outcome = sosialisasi("products")
    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(
        path.parent.name for path in (ROOT / "templates").glob("*/product.yaml")
    )
    assert (
        "poster         Poster           297 × 420 mm  designs: criteria, values, event; sizes: A4, A3, A2, A1" in lines
    )
    assert "pocket-card    Kartu saku       85.6 × 54 mm" in lines


def test_json_is_for_machines() -> None:
    rows = {row["name"]: row for row in json.loads(sosialisasi("products", "--json").out)}
    assert rows["poster"] == {
        "name": "poster",
        "title": "Poster",
        "trim_mm": [297, 420],
        "designs": ["criteria", "values", "event"],
        "sheets": ["A4", "A3", "A2", "A1"],
    }
    assert rows["handout"]["designs"] == rows["handout"]["sheets"] == []


def test_a_folder_in_the_project_is_a_product(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _add(tmp_path, "x-banner", X_BANNER)
    line = "x-banner       Banner X         600 × 1600 mm"
    assert line in sosialisasi("products", tmp_path).out.splitlines()
    assert line not in sosialisasi("products", EXAMPLE).out.splitlines()
    (tmp_path / "event.yaml").touch()
    monkeypatch.chdir(tmp_path)
    assert line in sosialisasi("products").out.splitlines()


def test_listing_can_be_named_and_help_tells_of_the_rest() -> None:
    assert sosialisasi("products", "list").out == sosialisasi("products").out
    help_ = sosialisasi("products", "--help").out
    assert "calibration" in help_
    assert "list" in help_


def test_the_projects_own_version_comes_first(tmp_path: Path) -> None:
    _add(tmp_path, "handout", X_BANNER)
    assert "handout        Banner X         600 × 1600 mm" in sosialisasi("products", tmp_path).out.splitlines()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x-banner", X_BANNER.replace("renderer: pdf", "renderer: pfd"), "2:11 renderer: 'pfd' is not known here; did"),
        ("x-banner", X_BANNER.replace("bleed_mm", "bleed"), '4:1 bleed: is not a known key; did you mean "bleed_mm"?'),
        (
            "x-banner",
            X_BANNER.replace("[600, 1600]", "600"),
            "3:10 trim_mm: is a number, but a list is wanted; write its",
        ),
        ("x-banner", X_BANNER.replace("600", "0"), "3:11 trim_mm.0: is 0, more than 0 is needed"),
        ("x-banner", X_BANNER.replace("bleed_mm: 5", "bleed_mm: -1"), "4:11 bleed_mm: is -1, at least 0 is needed"),
        ("x-banner", X_BANNER.replace("[600, 1600]", "[600, 1600, 3]"), "3:10 trim_mm: has 3 entries, at most 2 fit"),
        ("x-banner", X_BANNER + "sheets: [A9]\n", "unknown sheet A9; known: A5, A4"),
        ("x-banner", "title: [", "product.yaml:"),
        ("poster", "", "the file is empty"),
    ],
)
def test_a_declaration_that_is_wrong_is_told(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = _add(tmp_path, name, text)
    outcome = sosialisasi("products", tmp_path)
    assert (outcome.code, outcome.out) == (3, "")
    assert str(path) in outcome.err
    assert said in outcome.err


def test_the_mistakes_of_all_declarations_come_at_once(tmp_path: Path) -> None:
    paths = [_add(tmp_path, name, text) for name, text in {"a": "title: [", "b": "x: 1\n", "c": ""}.items()]
    outcome = sosialisasi("products", tmp_path)
    assert outcome.code == 3
    assert all(str(path) in outcome.err for path in paths)
