"""The JSON Schemas that an editor checks and explains YAML files with, made from the models."""

from __future__ import annotations

import json
from pathlib import Path

from generator.schema.base import Model
from generator.schema.brand import Brand
from generator.schema.campaign import Campaign
from generator.schema.event import Event

SCHEMAS: dict[str, type[Model]] = {"event": Event, "brand": Brand, "campaign": Campaign}
SHIPPED = Path(__file__).parent / "json"


def schema_text(name: str) -> str:
    """Return the JSON Schema of "event", "brand" or "campaign"; KeyError for any other name."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **SCHEMAS[name].model_json_schema(by_alias=True),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas into `folder`, as <name>.schema.json, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in SCHEMAS:
        path = folder / f"{name}.schema.json"
        path.write_text(schema_text(name), encoding="utf-8", newline="\n")
        paths.append(path)
    return paths
