"""The JSON Schemas that editors use: shipped, current, and helpful."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.schema.json_schema import SCHEMAS, SHIPPED, schema_text, write_schemas


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_shipped_schema_is_not_stale(name: str) -> None:
    shipped = (SHIPPED / f"{name}.schema.json").read_text(encoding="utf-8")
    assert shipped == schema_text(name), "run: sosialisasi schema, or write_schemas(SHIPPED)"


def test_schemas_are_written_where_asked(tmp_path: Path) -> None:
    paths = write_schemas(tmp_path / "deep" / "down")
    assert [path.name for path in paths] == ["event.schema.json", "brand.schema.json", "campaign.schema.json"]
    assert [path.read_bytes() for path in paths] == [(SHIPPED / path.name).read_bytes() for path in paths]


def test_an_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        schema_text("roster")


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_explains_itself_on_hover(name: str) -> None:
    schema = json.loads(schema_text(name))
    for model in [schema, *schema["$defs"].values()]:
        assert model["description"]
        assert model.get("additionalProperties", True) is (model["title"] in {"Defaults", "Meta"})
        for key, field in model.get("properties", {}).items():
            assert field.get("description"), f"{model['title']}.{key}"


def test_a_date_is_a_date_to_editors() -> None:
    properties: dict[str, Any] = json.loads(schema_text("event"))["properties"]
    assert properties["date"]["format"] == "date"
