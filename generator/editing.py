"""A project's YAML files, changed field by field; comments and order stay, and so does what others have changed."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from generator.errors import InputError, KitError
from generator.publish import output_errors
from generator.schema.problems import Problem
from generator.schema.project import BRAND_FILE, EVENT_FILE
from generator.schema.yaml import Document, Path_, scan_text
from generator.wording import say

FILES = {"event": EVENT_FILE, "brand": BRAND_FILE}
MOST_STEPS = 50  # that can be undone


class ConflictError(KitError):
    """What a change was made of is no longer what stands in the file; holds the field and what stands there now."""

    exit_code = 75

    def __init__(self, at: Path_, now: Any) -> None:
        super().__init__(say("somebody else has changed this field; look at it again"))
        self.at = at
        self.now = now


@dataclass(frozen=True)
class Sheet:
    """A file as it stands: its text, its document, and a name of this state of it."""

    text: str
    document: Document
    version: str


@dataclass(frozen=True)
class Step:
    """A change that can be undone."""

    name: str
    before: str
    after: str


@dataclass
class Editor:
    """Edits "event" and "brand" of the project in `folder`."""

    folder: Path
    steps: list[Step] = field(default_factory=list)

    def read(self, name: str) -> Sheet:
        """Return a file as it stands now. InputError if it cannot be read, or not as a mapping."""
        path = self._path(name)
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or say("it is not in UTF-8")
            mend = say("bring the file back, and load this page again")
            raise InputError(
                [Problem(str(path), 0, 0, "", say("cannot be read: {reason}", reason=reason), mend)]
            ) from error
        document, problems = scan_text(text, path)
        if document is None or not isinstance(document.data, dict):
            mend = say("write fields as in the example")
            raise InputError(problems or [Problem(str(path), 0, 0, "", say("holds no fields"), mend)])
        return Sheet(text, document, hashlib.sha256(text.encode()).hexdigest())

    def change(self, name: str, at: Path_, was: Any, value: Any) -> None:
        """Put a value where `was` stands; None for either is no field. ConflictError if something else stands there."""

        def put(data: Any) -> None:
            parent = _parent(data, at)
            if value is None:
                del parent[at[-1]]
            else:
                parent[at[-1]] = _like(parent.get(at[-1]) if isinstance(parent, dict) else parent[at[-1]], value)

        if value != was:
            self._edit(name, at, was, put)

    def append(self, name: str, at: Path_, count: int, item: Any) -> None:
        """Add an item to a list of `count` items."""
        self._edit_list(name, at, count, lambda items: items.append(_quoted(item)))

    def remove(self, name: str, at: Path_, count: int, index: int) -> None:
        """Take an item out of a list of `count` items."""
        self._edit_list(name, at, count, lambda items: items.pop(index))

    def undo(self) -> str | None:
        """Take the last change back; return which file it was in. ConflictError if that has been changed since."""
        if not self.steps:
            return None
        step = self.steps[-1]
        if self.read(step.name).text != step.after:
            raise ConflictError((), None)
        self._save(step.name, step.before)
        self.steps.pop()
        return step.name

    def _edit_list(self, name: str, at: Path_, count: int, work: Callable[[Any], object]) -> None:
        there = self.read(name).document.value(at) or []
        if len(there) != count:
            raise ConflictError(at, there)

        def put(data: Any) -> None:
            parent = _parent(data, at)
            if at[-1] not in parent:
                parent[at[-1]] = []
            work(parent[at[-1]])
            if not parent[at[-1]]:
                del parent[at[-1]]

        self._edit(name, at, self.read(name).document.value(at), put)

    def _edit(self, name: str, at: Path_, was: Any, put: Callable[[Any], None]) -> None:
        sheet = self.read(name)
        if (there := sheet.document.value(at)) != was and (there or was):  # "false" says what no word says
            raise ConflictError(at, there)
        yaml = _yaml()
        data = yaml.load(sheet.text)
        put(data)
        out = io.StringIO()
        yaml.dump(data, out)
        self._save(name, out.getvalue())
        self.steps = [*self.steps, Step(name, sheet.text, out.getvalue())][-MOST_STEPS:]

    def _save(self, name: str, text: str) -> None:
        save(self._path(name), text.encode())

    def _path(self, name: str) -> Path:
        return self.folder / FILES[name]


def save(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. OutputError if it cannot be written."""
    with output_errors(path.parent):
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(descriptor)
            if path.exists():
                shutil.copymode(path, name)
            else:
                Path(name).chmod(0o644)
            Path(name).replace(path)
        finally:
            with suppress(FileNotFoundError):
                Path(name).unlink()


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1 << 20
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _parent(data: Any, at: Path_) -> Any:
    """Return what holds the last step of a field; mappings on the way are made."""
    for step in at[:-1]:
        if isinstance(data, dict) and step not in data:
            data[step] = {}
        data = data[step]
    return data


def _like(old: Any, new: Any) -> Any:
    """Return a new value as the old one was written: in its kind of quotes."""
    if isinstance(new, str):
        return type(old)(new) if isinstance(old, str) and type(old) is not str else DoubleQuotedScalarString(new)
    return _quoted(new)


def _quoted(value: Any) -> Any:
    """Return a value with its texts in quotes, or a telephone number would lose its zero."""
    if isinstance(value, str):
        return DoubleQuotedScalarString(value)
    if isinstance(value, dict):
        return {key: _quoted(each) for key, each in value.items()}
    return [_quoted(each) for each in value] if isinstance(value, list) else value
