"""The form of a file, made from its JSON Schema and from what stands in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from generator.schema.yaml import Path_

Kind = Literal["text", "long", "date", "choice", "switch", "colour", "file", "words", "group", "list"]
_SCHEMAS = Path(__file__).parents[1] / "schema" / "json"
UNUSED = "not used here"  # how descriptions of fields for other tools end
NEW = "new"
LONG = 60  # characters of a text from which it is written in several lines


@dataclass(frozen=True)
class Field:
    """A field of the form: where it stands, what it is, what it says of itself, and what it holds.

    `parts` are the fields of a group or the groups of a list; `item` is a list's next item, a group at "new".
    """

    at: Path_
    kind: Kind
    label: str = ""
    hint: str = ""
    value: Any = None
    required: bool = False
    choices: Sequence[str] = ()
    parts: Sequence[Field] = ()
    item: Field | None = None
    most: int | None = None

    @property
    def name(self) -> str:
        """The field's path as one word."""
        return ".".join(map(str, self.at))

    def fields(self) -> Iterator[Field]:
        """Yield this field and all in it."""
        yield self
        for part in self.parts:
            yield from part.fields()


@dataclass(frozen=True)
class Form:
    """Makes the fields of "event" or "brand" for a project's languages; `choices` are those by the fields' names."""

    name: str
    languages: Sequence[str]
    choices: Mapping[str, Sequence[str]]

    def fields(self, data: Mapping[str, Any]) -> list[Field]:
        """Return the fields for what stands in the file."""
        return list(self._object(schema_of(self.name), (), data))

    def _object(self, schema: Mapping[str, Any], at: Path_, data: Any) -> Iterator[Field]:
        data = data if isinstance(data, dict) else {}
        required = schema.get("required", ())
        for key, part in schema["properties"].items():
            if field := self._field(part, (*at, key), data.get(key), required=key in required):
                yield field

    def _field(self, given: Mapping[str, Any], at: Path_, value: Any, required: bool) -> Field | None:
        title, hint = given.get("title", str(at[-1]).capitalize()), given.get("description", "")
        if hint.lower().endswith(UNUSED):
            return None
        schema = self._chosen(self._followed(given), value)
        field = self._simple(schema, at, value, given.get("default")) or self._compound(schema, at, value)
        return field and replace(field, label=title, hint=hint or schema.get("description", ""), required=required)

    def _simple(self, schema: Mapping[str, Any], at: Path_, value: Any, default: Any) -> Field | None:
        """Return a field that is one control; what has a default is always chosen."""
        choices = self.choices.get(".".join(str(step) for step in at if not isinstance(step, int)))
        choices = choices or schema.get("enum", ())
        match schema.get("type"):
            case "array" if choices:
                return Field(at, "words", value=value or [], choices=choices)
            case "string" if choices:
                chosen = default if value is None else value
                return Field(at, "choice", value=chosen, choices=[*([] if default or value else [""]), *choices])
            case "string":
                return Field(at, _text_kind(schema, at, value), value=value)
            case "boolean":
                return Field(at, "switch", value=bool(value))
        return None

    def _compound(self, schema: Mapping[str, Any], at: Path_, value: Any) -> Field | None:
        """Return a field of fields: a list of groups, a group, a text in every language, or values by name."""
        match schema.get("type"):
            case "array" if "properties" in (item := self._followed(schema["items"])):
                parts = [self._group(item, (*at, n), each) for n, each in enumerate(value or [])]
                most, new = schema.get("maxItems"), self._group(item, (*at, NEW), None)
                return Field(at, "list", value=value, parts=parts, item=new, most=most)
            case "object" if "properties" in schema:
                parts = list(self._object(schema, at, value))
            case "object" if "patternProperties" in schema:
                parts = self._in_languages(at, value)
            case "object" if isinstance(value, dict):
                parts = self._by_name(schema, at, value)
            case _:
                parts = []
        return Field(at, "group", value=value, parts=parts) if parts else None

    def _group(self, schema: Mapping[str, Any], at: Path_, value: Any) -> Field:
        return Field(at, "group", label=str(at[-1]), value=value, parts=list(self._object(schema, at, value)))

    def _in_languages(self, at: Path_, value: Any) -> list[Field]:
        """Return a text's field in every language; lists of foreign words, which look alike, are left to an editor."""
        texts = value or {}
        if not all(isinstance(text, str) for text in texts.values()):
            return []
        languages = dict.fromkeys([*self.languages, *texts])
        return [Field((*at, each), _long(texts.get(each)), label=each, value=texts.get(each)) for each in languages]

    def _by_name(self, schema: Mapping[str, Any], at: Path_, value: Mapping[str, Any]) -> list[Field]:
        inner = schema.get("additionalProperties")
        made = [self._field(inner, (*at, key), each, required=False) for key, each in value.items()] if inner else []
        return [replace(field, label=str(field.at[-1])) for field in made if field]

    def _followed(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a schema without its reference, and without null beside it."""
        if reference := schema.get("$ref"):
            return self._followed(schema_of(self.name)["$defs"][reference.rpartition("/")[2]])
        some = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
        return self._followed(some[0]) if len(some) == 1 else schema

    def _chosen(self, schema: Mapping[str, Any], value: Any) -> Mapping[str, Any]:
        """Return the part of a union that the value is; of nothing, that for text in every language, or for text."""
        kinds = [self._followed(each) for each in schema.get("oneOf", schema.get("anyOf", ()))]
        if isinstance(value, dict):
            fitting = [kind for kind in kinds if kind.get("properties", value).keys() >= value.keys()]
            return next((kind for kind in fitting if kind.get("type") == "object"), schema)
        local = [kind for kind in kinds if "patternProperties" in kind and value is None]
        return next(iter([*local, *(kind for kind in kinds if kind.get("type") == "string")]), schema)


@lru_cache
def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema of "event" or "brand"."""
    schema: dict[str, Any] = json.loads((_SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


def _text_kind(schema: Mapping[str, Any], at: Path_, value: Any) -> Kind:
    if schema.get("format") == "date":
        return "date"
    told = schema.get("description", "")
    if at[0] == "color" or "colour" in told.lower():
        return "colour"
    if at[-1] in ("path", "icc") or at == ("logo",):
        return "file"
    return _long(value)


def _long(value: Any) -> Kind:
    return "long" if isinstance(value, str) and len(value) > LONG else "text"
