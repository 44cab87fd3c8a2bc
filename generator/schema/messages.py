"""What is wrong with a value and how to mend it, for someone who knows Excel and not YAML."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from generator.schema.nearest import hint
from generator.schema.patterns import PATTERNS
from generator.schema.shape import keys_at
from generator.schema.yaml import Document

FieldPath = tuple[str | int, ...]
Words = tuple[str, str]

_LIST_MEND = 'write each entry on a line of its own that starts with "- "'
_GROUP_MEND = 'write its keys below it, each on a line of its own as "key: text"'


@dataclass(frozen=True)
class Fault:
    """One error of pydantic's at a field of the file."""

    field: FieldPath
    kind: str
    value: Any
    context: Mapping[str, Any]
    said: str
    at_key: bool


def explain(fault: Fault, document: Document, model: type[BaseModel]) -> Words:
    """Return what is wrong and how to mend it."""
    if fault.kind == "missing":
        return _missing(fault, model)
    if fault.kind == "extra_forbidden":
        known = [key for key in keys_at(model, fault.field[:-1]) if key not in _siblings(fault, document)]
        return "is not a known key", hint(str(fault.field[-1]), known, "remove it, or use one of")
    if fault.value is None and not fault.at_key:
        return explain_empty(fault.field, document)
    words = _WORDS.get(fault.kind)
    if words is not None:
        return words(fault, document)
    said = fault.said.removeprefix("Value error, ")
    return said, str(fault.context.get("mend", "compare it with the example project's"))


def explain_choice(faults: list[Fault], document: Document) -> Words:
    """Return what is wrong where several kinds of value are allowed and none fits."""
    first = faults[0]
    if first.value is None:
        return explain_empty(first.field, document)
    names = {"string": "text", "int": "a number", "float": "a number", "list": "a list"}
    kinds = dict.fromkeys(names.get(fault.kind.split("_")[0], "a group of keys") for fault in faults)
    return f"is {_kind_of(first, document)}", f"write {' or '.join(kinds)}"


def explain_empty(field: FieldPath, document: Document) -> Words:
    """Return what is wrong with a key that nothing stands after."""
    mark = document.where(field)
    line = document.lines[mark.line - 1] if mark.line <= len(document.lines) else ""
    remark = re.search(r":\s+(#.*?)\s*$", line[mark.column - 1 :])
    if remark is not None:
        return "is empty, because what follows a # is a remark", f'put it in quotes: "{remark[1]}"'
    return "is empty", "write something after the colon, or remove the key if it may be left out"


def _missing(fault: Fault, model: type[BaseModel]) -> Words:
    key = str(fault.field[-1])
    purpose = keys_at(model, fault.field[:-1]).get(key, "")
    return "is missing", f'add "{key}:" here' + (f" ({purpose})" if purpose else "")


def _text(fault: Fault, document: Document) -> Words:
    raw = document.raw.get(fault.field)
    if raw is not None:
        return f"is read as {_kind_of(fault, document)}, not as text", f'put it in quotes: "{raw}"'
    if isinstance(fault.value, list):
        return "is a list, but one text is wanted", "write it after the colon"
    return "is a group of keys, but one text is wanted", "write it after the colon, in quotes"


def _text_or_group(fault: Fault, document: Document) -> Words:
    if fault.field in document.raw:
        return _text(fault, document)
    return "is a list, but text or a group of keys is wanted", _GROUP_MEND


def _group(fault: Fault, document: Document) -> Words:
    if not fault.field:
        return "the file is not a group of keys", 'write lines like "key: text"'
    return f"is {_kind_of(fault, document)}, but a group of keys is wanted", _GROUP_MEND


def _kind_of(fault: Fault, document: Document) -> str:
    """Return what a value is, in words."""
    kinds: tuple[tuple[type, str], ...] = (
        (bool, "true or false"), (int, "a number"), (float, "a number"), (datetime.date, "a date"),
        (list, "a list"), (dict, "a group of keys"), (str, "text"),
    )  # fmt: skip
    return next((words for kind, words in kinds if isinstance(fault.value, kind)), "empty")


def _count(fault: Fault, document: Document) -> Words:
    is_least = fault.kind == "too_short"
    limit = int(fault.context["min_length" if is_least else "max_length"])
    actual = int(fault.context.get("actual_length") or len(fault.value))
    entries = "entry" if actual == 1 else "entries"
    if is_least:
        return f"has {actual} {entries}, at least {limit} are needed", f"add {limit - actual}"
    return f"has {actual} {entries}, at most {limit} fit", f"remove {actual - limit}"


def _length(fault: Fault, document: Document) -> Words:
    if fault.kind == "string_too_short":
        return "is empty", "write something after the colon, or remove the key if it may be left out"
    limit = int(fault.context["max_length"])
    actual = len(fault.value.strip())
    return f"has {actual} characters, at most {limit} fit", f"cut {actual - limit} characters"


def _pattern(fault: Fault, document: Document) -> Words:
    shown = fault.field[-1] if fault.at_key else fault.value
    wanted, mend = PATTERNS.get(fault.context["pattern"], ("as it should be", "compare it with the example"))
    return f"'{shown}' is not {wanted}", mend


def _literal(fault: Fault, document: Document) -> Words:
    choices = str(fault.context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
    return f"'{fault.value}' is not known here", hint(str(fault.value), choices, "write one of")


def _number(fault: Fault, document: Document) -> Words:
    if fault.kind == "int_from_float" or isinstance(fault.value, float):
        return f"is {fault.value}, but a whole number is wanted", "write it without decimals"
    wanted = "a number" if fault.kind == "float_type" else "a whole number"
    return f"is {_kind_of(fault, document)}, but {wanted} is wanted", "write it in figures, without quotes"


def _range(fault: Fault, document: Document) -> Words:
    sign, limit = next(iter(fault.context.items()))
    wanted = {
        "ge": "at least {:g} is needed",
        "gt": "more than {:g} is needed",
        "le": "at most {:g} is allowed",
        "lt": "less than {:g} is allowed",
    }
    mend = "write a larger number" if sign in {"ge", "gt"} else "write a smaller number"
    return f"is {fault.value}, {wanted[sign].format(limit)}", mend


def _siblings(fault: Fault, document: Document) -> Mapping[str, Any]:
    around = document.value(fault.field[:-1])
    return around if isinstance(around, dict) else {}


_WORDS: dict[str, Callable[[Fault, Document], Words]] = {
    "string_type": _text,
    "text_or_mapping": _text_or_group,
    "model_type": _group,
    "dict_type": _group,
    "list_type": lambda fault, document: (
        f"is {_kind_of(fault, document)}, but a list is wanted",
        _LIST_MEND,
    ),
    "tuple_type": lambda fault, document: (
        f"is {_kind_of(fault, document)}, but a list is wanted",
        'write its entries in brackets: "[297, 420]"',
    ),
    "too_short": _count,
    "too_long": _count,
    "string_too_short": _length,
    "string_too_long": _length,
    "string_pattern_mismatch": _pattern,
    "literal_error": _literal,
    "int_type": _number,
    "int_from_float": _number,
    "float_type": _number,
    "greater_than": _range,
    "greater_than_equal": _range,
    "less_than": _range,
    "less_than_equal": _range,
    "bool_type": lambda fault, document: (
        f"is {_kind_of(fault, document)}, but true or false is wanted",
        "write true or false, without quotes",
    ),
    "date_type": lambda fault, document: (
        f"is {_kind_of(fault, document)}, not a date",
        "write year-month-day, for example 2026-11-24",
    ),
}
