"""Open an agency's PowerPoint template: read in a bounded child, and kept, for that takes a second."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.cache import kept
from generator.preflight.bounded import BoundedReader
from generator.schema.yaml import Document

_READER = "generator.renderers.deck.foreign.stripping:stripped"
_MADE_BY = ("stripping.py", "mending.py")
MAX_FILE = 200 << 20  # larger ones are refused unread


@dataclass(frozen=True)
class OwnTemplate:
    """The template that a brand names: its file, the layouts that the brand names by kind, and the brand's document."""

    path: Path
    layouts: Mapping[str, str]
    brand: Document


@dataclass(frozen=True)
class Stripped:
    """A template without its slides: the package, and the layouts that these were made on, as part names.

    `bare` are the layouts whose slides show neither footer nor number.
    """

    data: bytes
    used: tuple[str, ...]
    bare: frozenset[str]


@dataclass(frozen=True)
class Opened:
    """A template that was read: the file's name, and what is left of it."""

    name: str
    stripped: Stripped


def open_template(path: Path) -> Opened:
    """Return a .pptx or .potx without its slides. Raises InputError for what is none, or may do harm."""
    status = path.stat() if path.is_file() else None
    return _open(path, status.st_mtime_ns if status else 0, status.st_size if status else 0)


@lru_cache(maxsize=4)
def _open(path: Path, changed: int, size: int) -> Opened:
    def read() -> bytes:
        with BoundedReader() as reader:
            return _packed(reader.read(_READER, path))

    if not 0 < size <= MAX_FILE:
        return Opened(path.name, _unpacked(read()))  # which tells what is wrong
    code = b"".join(Path(__file__).with_name(name).read_bytes() for name in _MADE_BY)
    return Opened(path.name, _unpacked(kept("templates", code + path.read_bytes(), read)))


def _packed(template: Stripped) -> bytes:
    told = {"used": template.used, "bare": sorted(template.bare)}
    return json.dumps(told).encode() + b"\n" + template.data


def _unpacked(packed: bytes) -> Stripped:
    told, _, data = packed.partition(b"\n")
    lists = json.loads(told)
    return Stripped(data, tuple(lists["used"]), frozenset(lists["bare"]))
