"""The form shows what a file may hold and does hold; nothing of the schema is left out unseen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.editing import Editor
from generator.preview.forms import NEW, UNUSED, Field, Form, schema_of
from generator.schema.yaml import Path_

CHOICES = {"theme": ["kawung", "kertas"], "languages": ["id", "en"]}


def fields(name: str, data: dict[str, Any], languages: tuple[str, ...] = ("id", "en")) -> dict[Path_, Field]:
    return {part.at: part for field in Form(name, languages, CHOICES).fields(data) for part in field.fields()}


@pytest.fixture
def data(project: Path) -> dict[str, dict[str, Any]]:
    return {name: Editor(project).read(name).document.data for name in ("event", "brand")}


@pytest.mark.parametrize(
    ("name", "at", "kind", "value"),
    [
        ("event", ("agency", "id"), "text", "Dinas Pelayanan Contoh"),
        ("event", ("theme",), "choice", "kawung"),
        ("event", ("zone",), "choice", "WIB"),
        ("event", ("languages",), "words", ["id", "en"]),
        ("event", ("agenda", 2, "session"), "switch", True),
        ("event", ("unit", "en"), "text", None),
        ("event", ("contact", "email"), "text", "sekretariat@contoh.go.id"),
        ("brand", ("color", "palette", "nila"), "colour", "#12143D"),
        ("brand", ("color", "danger"), "colour", None),
        ("brand", ("logo", "images", "agency", "path"), "file", "assets/logo.svg"),
        ("brand", ("defaults", "sosialisasi", "slogan", "id"), "text", "Dekat, jelas, tuntas."),
    ],
)
def test_a_field_is_what_the_schema_says(
    data: dict[str, dict[str, Any]], name: str, at: Path_, kind: str, value: Any
) -> None:
    field = fields(name, data[name])[at]
    assert (field.kind, field.value) == (kind, value)


def test_every_value_of_the_example_has_a_field(data: dict[str, dict[str, Any]]) -> None:
    """But the words for screen readers, which are left to an editor."""
    for name in ("event", "brand"):
        shown = fields(name, data[name])
        missing = [at for at in leaves(data[name]) if at not in shown and at[0] != "foreign"]
        assert not [at for at in missing if at[:1] != ("languages",)]


def leaves(data: Any, at: Path_ = ()) -> list[Path_]:
    if isinstance(data, dict):
        return [leaf for key, value in data.items() for leaf in leaves(value, (*at, key))]
    if isinstance(data, list):
        return [leaf for key, value in enumerate(data) for leaf in leaves(value, (*at, key))]
    return [at]


def test_what_is_for_other_tools_is_not_asked(data: dict[str, dict[str, Any]]) -> None:
    described = str(schema_of("brand"))
    assert UNUSED in described.lower()
    assert not [field for field in fields("brand", data["brand"]).values() if UNUSED in field.hint.lower()]


def test_a_list_offers_one_more_item(data: dict[str, dict[str, Any]]) -> None:
    item = fields("event", data["event"])[("speakers",)].item
    assert item is not None
    assert [part.at for part in item.fields() if not part.parts] == [
        ("speakers", NEW, "name"), ("speakers", NEW, "role", "id"), ("speakers", NEW, "role", "en"),
    ]  # fmt: skip


def test_texts_are_asked_in_the_events_languages(data: dict[str, dict[str, Any]]) -> None:
    shown = fields("event", {**data["event"], "title": {"id": "Satu"}}, ("id",))
    assert [at for at in shown if at[0] == "title"] == [("title",), ("title", "id")]
    plain = fields("event", {**data["event"], "title": "Satu"})
    assert plain[("title",)].kind == "text"
