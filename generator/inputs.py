"""One hash over everything that a build depends on, so that an unchanged kit is not rendered again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from generator.errors import InputError
from generator.resources import Resources
from generator.schema.problems import Problem
from generator.wording import say

_PACKAGE = Path(__file__).resolve().parent
_LIBRARIES = ("babel", "jinja2", "pikepdf", "pillow", "python-pptx", "uharfbuzz", "uniseg", "weasyprint", "zxing-cpp")


def inputs_hash(files: Iterable[Path], resources: Resources) -> str:
    """Return the SHA-256 over the given files, all templates, our own code, and the libraries' versions."""
    total = hashlib.sha256()
    for name, path in [*((path.name, path) for path in sorted(set(files))), *_trees(resources)]:
        data = _read(path)
        total.update(f"{name}\0{len(data)}\0".encode())
        total.update(data)
    total.update("\0".join(f"{name}={version(name)}" for name in _LIBRARIES).encode())
    total.update(repr(os.environ.get("SOURCE_DATE_EPOCH")).encode())
    return total.hexdigest()


def _trees(resources: Resources) -> Iterator[tuple[str, Path]]:
    """Yield the files of all templates and of the package, each with its place in its tree."""
    for root in [*resources.template_roots, _PACKAGE]:
        for path in sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            yield path.relative_to(root).as_posix(), path


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = say("cannot be read ({reason})", reason=error.strerror)
        raise InputError([Problem(str(path), 0, 0, "", message, say("check its permissions"))]) from error
