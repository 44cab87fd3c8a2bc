"""From a Document to a model; pydantic's errors become Problems in plain words."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.schema.messages import Fault, explain, explain_choice
from generator.schema.problems import Problem
from generator.schema.yaml import Document

M = TypeVar("M", bound=BaseModel)
FieldPath = tuple[str | int, ...]


def validate(document: Document, model: type[M]) -> tuple[M | None, list[Problem]]:
    """Return the document's data as `model` and no problems, or None and all problems."""
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        faults: dict[FieldPath, list[Fault]] = {}
        for item in error.errors(include_url=False):
            at_key = item["loc"][-1:] == ("[key]",)
            field = _field(document.data, item["loc"], item["type"])
            value = document.value(field)
            fault = Fault(field, item["type"], value, item.get("ctx", {}), item["msg"], at_key)
            faults.setdefault(field, []).append(fault)
        return None, [_problem(document, model, found) for found in faults.values()]


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
