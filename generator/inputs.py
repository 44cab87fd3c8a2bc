"""One hash over everything that a build depends on, so that an unchanged kit is not rendered again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from generator.resources import Resources

_PACKAGE = Path(__file__).resolve().parent
_LIBRARIES = ("babel", "jinja2", "pillow", "python-pptx", "segno", "uharfbuzz", "uniseg", "weasyprint")


def inputs_hash(files: Iterable[Path], resources: Resources, *choices: object) -> str:
    """Return the SHA-256 over the given files, all templates, our own code, the libraries' versions and `choices`."""
    total = hashlib.sha256()
    for path in [*sorted(set(files)), *_trees(resources)]:
        total.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        total.update(path.read_bytes())
    total.update("\0".join(f"{name}={version(name)}" for name in _LIBRARIES).encode())
    total.update(repr((choices, os.environ.get("SOURCE_DATE_EPOCH"))).encode())
    return total.hexdigest()


def _trees(resources: Resources) -> Iterator[Path]:
    for root in [*resources.template_roots, _PACKAGE]:
        yield from sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc")
