"""The parts of an Office file and how they refer to each other; nothing here trusts the file."""

from __future__ import annotations

import math
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from lxml import etree

from generator.wording import say

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# ISO "strict" files name the same elements in other namespaces.
_STRICT = {
    b"http://purl.oclc.org/ooxml/drawingml/main": A[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/presentationml/main": P[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
}
_LARGEST_NUMBER = 2.0**31  # as the format has it
_UNREADABLE = (KeyError, OSError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error)


class DeckError(ValueError):
    """The file is no presentation that can be read; the message says why."""


@dataclass(frozen=True)
class Relation:
    """What a part refers to: `kind` is the last word of its type, `target` a part's name or an address outside."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """An open zip of parts. Raises DeckError if it is none."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (*_UNREADABLE, ValueError) as error:
            raise DeckError(say("it is no .pptx file: {error}", error=error)) from error
        self.names = frozenset(self._zip.namelist())
        self._trees: dict[str, Any] = {}
        self._relations: dict[str, Mapping[str, Relation]] = {}

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def tree(self, name: str) -> Any:
        """Return the root element of a part; None if the part is missing or no well-formed XML."""
        if name not in self._trees:
            self._trees[name] = self._parse(name)
        return self._trees[name]

    def relations(self, name: str) -> Mapping[str, Relation]:
        """Return the relationships of a part by their ids; those of the package for ""."""
        if name not in self._relations:
            folder, base = posixpath.split(name)
            tree = self._parse(posixpath.join(folder, "_rels", f"{base}.rels"))
            elements = [] if tree is None else tree.iter(f"{_RELATIONSHIPS}Relationship")
            found = [_relation(element, folder) for element in elements]
            self._relations[name] = MappingProxyType({relation.id: relation for relation in found})
        return self._relations[name]

    def related(self, name: str, kind: str) -> str:
        """Return the name of the first part of a kind that a part refers to, "" if there is none."""
        targets = (one.target for one in self.relations(name).values() if one.kind == kind and not one.external)
        return next(targets, "")

    @cached_property
    def main(self) -> str:
        """The name of the presentation part."""
        return self.related("", "officeDocument") or "ppt/presentation.xml"

    def _parse(self, name: str) -> Any:
        if name not in self.names or not name.endswith((".xml", ".rels")):
            return None
        try:
            data = self._zip.read(name)
            if b"purl.oclc.org" in data:
                for strict, usual in _STRICT.items():
                    data = data.replace(strict, usual)
            return etree.fromstring(
                data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
            )
        except (*_UNREADABLE, etree.XMLSyntaxError, ValueError):
            return None


def number(value: str | None, default: float = 0.0) -> float:
    """Return what an attribute says; the default where it is missing, or no number that a slide could need."""
    try:
        found = float(value) if value else default
    except ValueError:
        return default
    return found if math.isfinite(found) and abs(found) <= _LARGEST_NUMBER else default


def share(value: str | None, default: float) -> float:
    """Return a percentage, "45%" or "45000", as a fraction."""
    if value and value.endswith("%"):
        return number(value[:-1], default * 100) / 100
    return number(value, default * 100000) / 100000


def _relation(element: Any, folder: str) -> Relation:
    target = element.get("Target") or ""
    external = element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target.partition("#")[0]))).lstrip("/")
    return Relation(element.get("Id") or "", (element.get("Type") or "").rpartition("/")[2], target, external)
