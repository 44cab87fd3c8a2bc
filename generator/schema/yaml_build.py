"""Plain data from the parser's events, with places; what is refused, and how scalars are read."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from generator.schema.characters import describe, refused_character
from generator.wording import say

MAX_DEPTH = 40
Place = tuple[int, int]
FieldPath = tuple[str | int, ...]

_NULLS = {"", "~", "null", "Null", "NULL"}
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)


class RefusedError(Exception):
    """The file cannot be read on from here; `line` and `column` are 1-based."""

    def __init__(self, place: Place, message: str, mend: str) -> None:
        super().__init__(message)
        self.line, self.column = place
        self.message, self.mend = message, mend


@dataclass(frozen=True)
class Fault:
    """Something wrong at a field that leaves the rest of the file readable."""

    field: FieldPath
    line: int
    column: int
    message: str
    mend: str


@dataclass
class _Frame:
    """A mapping or list being filled; `key` is the mapping's key whose value comes next."""

    container: dict[str, Any] | list[Any]
    path: FieldPath
    key: str | None = None


@dataclass
class Builder:
    """Builds `data` and notes where everything stands; one file each."""

    data: Any = None
    marks: dict[FieldPath, Place] = field(default_factory=dict)
    keys: dict[FieldPath, Place] = field(default_factory=dict)
    raw: dict[FieldPath, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _stack: list[_Frame] = field(default_factory=list)
    _documents: int = 0

    def build(self, text: str) -> None:
        """Read the one document in `text`. RefusedError, or an error of the parser's own."""
        for event in YAML(typ="safe").parse(text):
            if isinstance(event, DocumentStartEvent):
                self._start_document(_place(event))
            elif isinstance(event, NodeEvent):
                self._node(event)
            elif isinstance(event, CollectionEndEvent):
                self._stack.pop()

    def _start_document(self, place: Place) -> None:
        self._documents += 1
        if self._documents > 1:
            raise RefusedError(place, say("a second document starts here"), say('remove the line "---"'))

    def _node(self, event: Any) -> None:
        _refuse_indirection(event)
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        else:
            self._collection({} if isinstance(event, MappingStartEvent) else [], event)

    def _collection(self, container: dict[str, Any] | list[Any], event: Any) -> None:
        assert isinstance(event, MappingStartEvent | SequenceStartEvent)
        if self._at_key():
            raise RefusedError(
                _place(event), say("a list or group stands where a key is wanted"), say("write a plain word")
            )
        if len(self._stack) == MAX_DEPTH:
            raise RefusedError(
                _place(event),
                say("is nested more than {limit} levels deep", limit=MAX_DEPTH),
                say("flatten it"),
            )
        path = self._place(container, event)
        self._stack.append(_Frame(container, path))

    def _scalar(self, event: Any) -> None:
        text: str = event.value
        value = text if event.style else resolve(text)
        if self._at_key():
            self._key(text, value, event)
            return
        path = self._place(value, event)
        if not isinstance(value, str):
            self.raw[path] = text
        else:
            self._check_characters(text, path, event)

    def _key(self, text: str, value: Any, event: Any) -> None:
        frame = self._stack[-1]
        path = (*frame.path, text)
        if not isinstance(value, str):
            message = say("an empty key") if value is None else say("the key {text} is not text", text=text)
            self._fault(path, event, message, say('put the key in quotes: "{text}":', text=text))
        if text in frame.container:
            line = self.keys[path][0]
            self._fault(
                path,
                event,
                say("the key is given twice, first in line {line}", line=line),
                say("remove or rename one of them"),
            )
        self._check_characters(text, path, event)
        frame.key = text
        self.keys[path] = _place(event)

    def _place(self, value: Any, event: Any) -> FieldPath:
        """Put `value` where the next value belongs, and return its path."""
        path: FieldPath = ()
        if not self._stack:
            self.data = value
        else:
            frame = self._stack[-1]
            if isinstance(frame.container, list):
                path = (*frame.path, len(frame.container))
                frame.container.append(value)
            else:
                assert frame.key is not None
                path = (*frame.path, frame.key)
                frame.container[frame.key] = value
                frame.key = None
        # The parsers disagree on where a value is that is not there; its key is where to look.
        is_absent = value is None and event.value == ""
        self.marks[path] = self.keys.get(path, _place(event)) if is_absent else _place(event)
        return path

    def _at_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].container, dict) and self._stack[-1].key is None

    def _check_characters(self, text: str, path: FieldPath, event: Any) -> None:
        character = refused_character(text)
        if character is not None:
            printable = tuple(_printable(step) for step in path)
            self._fault(printable, event, *describe(character))

    def _fault(self, path: FieldPath, event: Any, message: str, mend: str) -> None:
        self.faults.append(Fault(path, *_place(event), message, mend))


def resolve(text: str) -> str | int | float | bool | datetime.date | None:
    """Return what a plain (unquoted) scalar means; text that no rule claims stays text."""
    if text in _NULLS:
        return None
    try:
        return _BOOLS[text] if text in _BOOLS else _resolve_figures(text)
    except ValueError:  # 2026-02-30, or more digits than Python converts
        return text


def _resolve_figures(text: str) -> str | int | float | datetime.date:
    if _DATE.fullmatch(text):
        return datetime.date.fromisoformat(text)
    if _INT.fullmatch(text):
        return int(text, 0) if text[:2] in {"0o", "0x"} else int(text)
    if _FLOAT.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text


def _refuse_indirection(event: Any) -> None:
    """Refuse what makes a file more than its text: aliases, anchors, tags."""
    if isinstance(event, AliasEvent):
        raise RefusedError(
            _place(event), say("*{anchor} is a reference, which is not allowed", anchor=event.anchor), _quote_hint("*")
        )
    if event.anchor is not None:
        raise RefusedError(
            _place(event), say("&{anchor} is an anchor, which is not allowed", anchor=event.anchor), _quote_hint("&")
        )
    if event.tag is not None:
        raise RefusedError(_place(event), say("{tag} is a tag, which is not allowed", tag=event.tag), _quote_hint("!"))


def _quote_hint(sign: str) -> str:
    return say('write the text out; if it is meant to start with "{sign}", put it in quotes', sign=sign)


def _place(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _printable(step: str | int) -> str | int:
    """Return a key as it can be shown in a message."""
    if isinstance(step, int) or refused_character(step) is None:
        return step
    return step.encode("unicode_escape", "backslashreplace").decode("ascii")
