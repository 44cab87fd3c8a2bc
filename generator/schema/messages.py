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
from generator.wording import counted, marked, say

FieldPath = tuple[str | int, ...]
Words = tuple[str, str]

_LIST_MEND = marked('write each entry on a line of its own that starts with "- "')
_GROUP_MEND = marked('write its keys below it, each on a line of its own as "key: text"')


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
        return say("is not a known key"), hint(str(fault.field[-1]), known, say("remove it, or use one of"))
    if fault.value is None and not fault.at_key:
        return explain_empty(fault.field, document)
    words = _WORDS.get(fault.kind)
    if words is not None:
        return words(fault, document)
    said = fault.said.removeprefix("Value error, ")
    return said, str(fault.context.get("mend", say("compare it with the example project's")))


def explain_choice(faults: list[Fault], document: Document) -> Words:
    """Return what is wrong where several kinds of value are allowed and none fits."""
    first = faults[0]
    if first.value is None:
        return explain_empty(first.field, document)
    names = {"string": say("text"), "int": say("a number"), "float": say("a number"), "list": say("a list")}
    kinds = dict.fromkeys(names.get(fault.kind.split("_")[0], say("a group of keys")) for fault in faults)
    return say("is {kind}", kind=_kind_of(first, document)), say("write {kinds}", kinds=say(" or ").join(kinds))


def explain_empty(field: FieldPath, document: Document) -> Words:
    """Return what is wrong with a key that nothing stands after."""
    mark = document.where(field)
    line = document.lines[mark.line - 1] if mark.line <= len(document.lines) else ""
    remark = re.search(r":\s+(#.*?)\s*$", line[mark.column - 1 :])
    if remark is not None:
        return say("is empty, because what follows a # is a remark"), say(
            'put it in quotes: "{remark}"', remark=remark[1]
        )
    return say("is empty"), say("write something after the colon, or remove the key if it may be left out")


def _missing(fault: Fault, model: type[BaseModel]) -> Words:
    key = str(fault.field[-1])
    purpose = keys_at(model, fault.field[:-1]).get(key, "")
    return say("is missing"), say('add "{key}:" here', key=key) + (f" ({say(purpose)})" if purpose else "")


def _text(fault: Fault, document: Document) -> Words:
    raw = document.raw.get(fault.field)
    if raw is not None:
        return say("is read as {kind}, not as text", kind=_kind_of(fault, document)), say(
            'put it in quotes: "{raw}"', raw=raw
        )
    if isinstance(fault.value, list):
        return say("is a list, but one text is wanted"), say("write it after the colon")
    return say("is a group of keys, but one text is wanted"), say("write it after the colon, in quotes")


def _text_or_group(fault: Fault, document: Document) -> Words:
    if fault.field in document.raw:
        return _text(fault, document)
    return say("is a list, but text or a group of keys is wanted"), say(_GROUP_MEND)


def _group(fault: Fault, document: Document) -> Words:
    if not fault.field:
        return say("the file is not a group of keys"), say('write lines like "key: text"')
    return say("is {kind}, but a group of keys is wanted", kind=_kind_of(fault, document)), say(_GROUP_MEND)


def _kind_of(fault: Fault, document: Document) -> str:
    """Return what a value is, in words."""
    kinds: tuple[tuple[type, str], ...] = (
        (bool, say("true or false")), (int, say("a number")), (float, say("a number")), (datetime.date, say("a date")),
        (list, say("a list")), (dict, say("a group of keys")), (str, say("text")),
    )  # fmt: skip
    return next((words for kind, words in kinds if isinstance(fault.value, kind)), say("empty"))


def _count(fault: Fault, document: Document) -> Words:
    is_least = fault.kind == "too_short"
    limit = int(fault.context["min_length" if is_least else "max_length"])
    actual = int(fault.context.get("actual_length") or len(fault.value))
    if is_least:
        message = counted(
            "has 1 entry, at least {limit} are needed",
            "has {count} entries, at least {limit} are needed",
            actual,
            limit=limit,
        )
        return message, say("add {count}", count=limit - actual)
    message = counted(
        "has 1 entry, at most {limit} fit", "has {count} entries, at most {limit} fit", actual, limit=limit
    )
    return message, say("remove {count}", count=actual - limit)


def _length(fault: Fault, document: Document) -> Words:
    if fault.kind == "string_too_short":
        return say("is empty"), say("write something after the colon, or remove the key if it may be left out")
    limit = int(fault.context["max_length"])
    actual = len(fault.value.strip())
    message = say("has {count} characters, at most {limit} fit", count=actual, limit=limit)
    return message, counted("cut 1 character", "cut {count} characters", actual - limit)


def _pattern(fault: Fault, document: Document) -> Words:
    shown = fault.field[-1] if fault.at_key else fault.value
    wanted, mend = PATTERNS.get(
        fault.context["pattern"], (marked("as it should be"), marked("compare it with the example"))
    )
    return say("'{shown}' is not {wanted}", shown=shown, wanted=say(wanted)), say(mend)


def _literal(fault: Fault, document: Document) -> Words:
    choices = str(fault.context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
    return say("'{value}' is not known here", value=fault.value), hint(str(fault.value), choices, say("write one of"))


def _number(fault: Fault, document: Document) -> Words:
    if fault.kind == "int_from_float" or isinstance(fault.value, float):
        return say("is {value}, but a whole number is wanted", value=fault.value), say("write it without decimals")
    wanted = say("a number") if fault.kind == "float_type" else say("a whole number")
    return say("is {kind}, but {wanted} is wanted", kind=_kind_of(fault, document), wanted=wanted), say(
        "write it in figures, without quotes"
    )


def _range(fault: Fault, document: Document) -> Words:
    sign, limit = next(iter(fault.context.items()))
    wanted = {
        "ge": say("at least {limit:g} is needed", limit=limit),
        "gt": say("more than {limit:g} is needed", limit=limit),
        "le": say("at most {limit:g} is allowed", limit=limit),
        "lt": say("less than {limit:g} is allowed", limit=limit),
    }
    mend = say("write a larger number") if sign in {"ge", "gt"} else say("write a smaller number")
    return say("is {value}, {wanted}", value=fault.value, wanted=wanted[sign]), mend


def _siblings(fault: Fault, document: Document) -> Mapping[str, Any]:
    around = document.value(fault.field[:-1])
    return around if isinstance(around, dict) else {}


_WORDS: dict[str, Callable[[Fault, Document], Words]] = {
    "string_type": _text,
    "text_or_mapping": _text_or_group,
    "model_type": _group,
    "dict_type": _group,
    "list_type": lambda fault, document: (
        say("is {kind}, but a list is wanted", kind=_kind_of(fault, document)),
        say(_LIST_MEND),
    ),
    "tuple_type": lambda fault, document: (
        say("is {kind}, but a list is wanted", kind=_kind_of(fault, document)),
        say('write its entries in brackets: "[297, 420]"'),
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
        say("is {kind}, but true or false is wanted", kind=_kind_of(fault, document)),
        say("write true or false, without quotes"),
    ),
    "date_type": lambda fault, document: (
        say("is {kind}, not a date", kind=_kind_of(fault, document)),
        say("write year-month-day, for example 2026-11-24"),
    ),
}
