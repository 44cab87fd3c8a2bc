"""Open an agency's PowerPoint template: read in a bounded child, kept as long as the file does not change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.preflight.bounded import BoundedReader
from generator.schema.yaml import Document

if TYPE_CHECKING:
    from generator.renderers.deck.foreign.stripping import Stripped

_READER = "generator.renderers.deck.foreign.stripping:stripped"


@dataclass(frozen=True)
class OwnTemplate:
    """The template that a brand names: its file, the layouts that the brand names by kind, and the brand's document."""

    path: Path
    layouts: Mapping[str, str]
    brand: Document


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
    with BoundedReader() as reader:
        return Opened(path.name, reader.read(_READER, path))
