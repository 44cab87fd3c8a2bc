"""Read one YAML file into plain data, with the place of every field and every refusal as a Problem.

Scalars follow the core schema of YAML 1.2, and ISO dates: nothing else is guessed. The data is built from
the parser's events, so no object can be made and no alias is ever followed.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.errors import InputError
from generator.schema.characters import raw_faults
from generator.schema.problems import Problem, dotted
from generator.schema.yaml_build import Builder, RefusedError
from generator.schema.yaml_errors import explain_syntax
from generator.wording import say

Path_ = tuple[str | int, ...]
MAX_BYTES = 1 << 20
_NOWHERE = (0, 0)


@dataclass(frozen=True)
class Mark:
    """A place in a file, 1-based."""

    line: int
    column: int


@dataclass(frozen=True)
class Document:
    """The plain data of one file, and where each of its fields stands.

    `marks` holds the place of each value, `keys` of each key, `raw` what stands in the file for each value
    that is not text (`0812` for the number 812), `lines` the file's lines.
    """

    path: Path
    data: Any
    marks: Mapping[Path_, Mark]
    keys: Mapping[Path_, Mark] = field(default_factory=dict, repr=False)
    raw: Mapping[Path_, str] = field(default_factory=dict, repr=False)
    lines: tuple[str, ...] = field(default=(), repr=False)

    def where(self, field: Path_) -> Mark:
        """Return the place of the field's value, or of the nearest part around it that is there."""
        while field and field not in self.marks:
            field = field[:-1]
        return self.marks.get(field, Mark(1, 1))

    def cite(self, field: Path_) -> tuple[Path, int]:
        """Return the file and line that the field comes from."""
        return self.path, self.where(field).line

    def problem(self, field: Path_, message: str, mend: str, at_key: bool = False) -> Problem:
        """Return a Problem at the field's value, or at its key."""
        mark = self.keys.get(field) if at_key else None
        mark = mark or self.where(field)
        return Problem(str(self.path), mark.line, mark.column, dotted(field), message, mend)

    def value(self, field: Path_) -> Any:
        """Return what stands at `field`, None if nothing does."""
        found = self.data
        for step in field:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return found


def read_yaml(path: Path) -> Document:
    """Return the file as a Document. InputError: every reason why it cannot be read."""
    document, problems = scan_yaml(path)
    if document is None or problems:
        raise InputError(problems)
    return document


def scan_yaml(path: Path) -> tuple[Document | None, list[Problem]]:
    """Return what can be read of the file, and what is wrong with it.

    A Document is returned beside problems that leave its shape known (a key given twice, a control
    character), so that the caller can look for further problems in the same run.
    """
    text, problems = _read_text(path)
    return (None, problems) if text is None else scan_text(text, path)


def scan_text(text: str, path: Path) -> tuple[Document | None, list[Problem]]:
    """Return what `scan_yaml` returns, for text that is already read; `path` is what problems cite."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults = raw_faults(text)
    if faults:
        return None, [Problem(str(path), each.line, each.column, "", each.message, each.mend) for each in faults]
    builder = Builder()
    try:
        builder.build(text)
    except RefusedError as refusal:
        return None, [Problem(str(path), refusal.line, refusal.column, "", refusal.message, refusal.mend)]
    except RecursionError:
        return None, [Problem(str(path), 0, 0, "", say("is nested too deeply"), say("flatten it"))]
    except Exception as error:  # the parser also fails with ValueError, IndexError, AssertionError …
        line, column, message, mend = explain_syntax(error, text)
        return None, [Problem(str(path), line, column, "", message, mend)]
    return _document(path, text, builder)


def _document(path: Path, text: str, builder: Builder) -> tuple[Document, list[Problem]]:
    document = Document(
        path=path,
        data=builder.data,
        marks={key: Mark(*place) for key, place in builder.marks.items()},
        keys={key: Mark(*place) for key, place in builder.keys.items()},
        raw=builder.raw,
        lines=tuple(text.split("\n")),
    )
    faults = [
        Problem(str(path), fault.line, fault.column, dotted(fault.field), fault.message, fault.mend)
        for fault in builder.faults
    ]
    if document.data is None:
        faults.append(Problem(str(path), 1, 1, "", say("the file is empty"), say("write its keys into it")))
    return document, faults


def _read_text(path: Path) -> tuple[str | None, list[Problem]]:
    try:
        return _decoded(_read_bytes(path)), []
    except RefusedError as refusal:
        return None, [Problem(str(path), refusal.line, refusal.column, "", refusal.message, refusal.mend)]


def _read_bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = say("a folder") if stat.S_ISDIR(status.st_mode) else say("no ordinary file")
            raise RefusedError(
                _NOWHERE, say("is {kind}, a YAML file is needed here", kind=kind), say("name the file itself")
            )
        if status.st_size > MAX_BYTES:
            message = say("has {size:,} bytes, at most {limit:,} are read", size=status.st_size, limit=MAX_BYTES)
            raise RefusedError(_NOWHERE, message, say("make it shorter"))
        return path.read_bytes()
    except FileNotFoundError:
        mend = say("check its name and folder")
        raise RefusedError(_NOWHERE, say("there is no such file"), mend) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        mend = say("check its name, its folder and your permissions")
        raise RefusedError(_NOWHERE, say("cannot be read ({reason})", reason=reason), mend) from None


def _decoded(data: bytes) -> str:
    mend = say("save it again with the encoding UTF-8")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RefusedError(_NOWHERE, say("is saved as UTF-16"), mend)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise RefusedError(place, say("is not saved as UTF-8"), mend) from None
