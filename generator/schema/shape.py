"""What a model allows at a place of the data: which keys, and what each is for."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

FieldPath = tuple[str | int, ...]


def keys_at(model: type[BaseModel], field: FieldPath) -> dict[str, str]:
    """Return the keys of the mapping at `field`, each with its description; none if it has no fixed keys."""
    annotations: list[Any] = [model]
    for step in field:
        annotations = [inner for each in annotations for inner in _inside(each, step)]
    return {
        info.alias or name: info.description or ""
        for each in annotations
        for option in _options(each)
        if _is_model(option)
        for name, info in option.model_fields.items()
    }


def _inside(annotation: Any, step: str | int) -> Iterator[Any]:
    """Yield the annotations of what `step` (a key or an index) leads to."""
    for option in _options(annotation):
        if _is_model(option):
            for name, info in option.model_fields.items():
                if (info.alias or name) == step:
                    yield info.annotation
        elif get_origin(option) in {list, dict}:
            yield get_args(option)[-1]


def _options(annotation: Any) -> Iterator[Any]:
    """Yield the members of a union, without their annotations."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _options(get_args(annotation)[0])
    elif origin in {Union, UnionType}:
        for option in get_args(annotation):
            yield from _options(option)
    else:
        yield annotation


def _is_model(option: Any) -> bool:
    return isinstance(option, type) and issubclass(option, BaseModel)
