"""From a Document to a model; pydantic's errors become Problems in plain words."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.schema.messages import Fault, explain, explain_choice, explain_empty
from generator.schema.problems import Problem
from generator.schema.shape import keys_at
from generator.schema.yaml import Document

M = TypeVar("M", bound=BaseModel)
FieldPath = tuple[str | int, ...]


def validate(document: Document, model: type[M]) -> tuple[M | None, list[Problem]]:
    """Return the document's data as `model` and no problems, or None and all problems.

    A key with nothing after it is a problem also where it may be left out: a colour that was not put in
    quotes is a remark to YAML, and would be lost without a word.
    """
    found = _empty_keys(document, model)
    try:
        read = model.model_validate(document.data)
    except ValidationError as error:
        found |= _translated(error, document, model)
    return (None, list(found.values())) if found else (read, [])


def _empty_keys(document: Document, model: type[BaseModel]) -> dict[FieldPath, Problem]:
    nothing = [field for field, raw in document.raw.items() if field and raw == ""]
    return {
        field: document.problem(field, *explain_empty(field, document))
        for field in nothing
        if field[-1] in keys_at(model, field[:-1])
    }


def _translated(error: ValidationError, document: Document, model: type[BaseModel]) -> dict[FieldPath, Problem]:
    faults: dict[FieldPath, list[Fault]] = {}
    for item in error.errors(include_url=False):
        at_key = item["loc"][-1:] == ("[key]",)
        field = _field(document.data, item["loc"], item["type"])
        fault = Fault(field, item["type"], document.value(field), item.get("ctx", {}), item["msg"], at_key)
        faults.setdefault(field, []).append(fault)
    return {field: _problem(document, model, found) for field, found in faults.items()}


def _problem(document: Document, model: type[BaseModel], faults: list[Fault]) -> Problem:
    first = faults[0]
    words = explain(first, document, model) if len(faults) == 1 else explain_choice(faults, document)
    at_key = first.at_key or first.kind == "extra_forbidden"
    return document.problem(first.field, *words, at_key=at_key)


def _field(data: Any, location: FieldPath, kind: str) -> FieldPath:
    """Return the location in the file: pydantic's also names union members and the like."""
    field: list[str | int] = []
    for step in location:
        if _has(data, step):
            data = data[step]
            field.append(step)
    if kind == "missing":
        field.append(location[-1])
    return tuple(field)


def _has(data: Any, step: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(step, int) and step < len(data)
    return isinstance(data, dict) and step in data
