"""The manifest: an entry for each published file, which vouches for it, and how it is read and compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from generator.errors import OutputError
from generator.wording import say

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Entry:
    """One published file: its path in the output folder, what it is, and the hashes that vouch for it.

    `inputs` stands for the files it was made from, `options` for how it was asked to be made. From `pages` to
    `template` it says, as Artefact does, what `check` holds the file to.
    """

    path: str
    product: str
    language: str
    bytes: int
    sha256: str
    inputs: str
    pages: int | None = None
    trim_mm: tuple[float, float] | None = None
    safe_mm: float | None = None
    bleed_mm: float | None = None
    least_pt: float | None = None
    fonts: tuple[str, ...] | None = None
    locale: str | None = None
    link_on: tuple[int, ...] = ()
    tagged: bool = True
    template: str = ""
    findings: tuple[str, ...] = ()
    options: str = ""


@dataclass(frozen=True)
class Manifest:
    """manifest.json: the event, an entry a file, and what of the brand could not be had as it says."""

    event: str
    link: str
    files: tuple[Entry, ...] = field(default=())
    notices: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the file's text: the same entries give the same bytes."""
        entries = [asdict(entry) for entry in sorted(self.files, key=lambda entry: entry.path)]
        data = {"event": self.event, "link": self.link, "notices": self.notices, "files": entries}
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read_manifest(out: Path) -> Manifest | None:
    """Return the manifest of an output folder, None if there is none that can be read."""
    try:
        return parse_manifest((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def parse_manifest(text: str) -> Manifest | None:
    """Return the manifest that a file's text is, None if it is none."""
    try:
        data: dict[str, Any] = json.loads(text)
        entries = tuple(map(entry_of, data["files"]))
        return Manifest(data["event"], data["link"], entries, tuple(data.get("notices", ())))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def entries_in(folder: Path, told: Sequence[dict[str, Any]]) -> list[Entry]:
    """Return the entries that an untrusted process told. OutputError: one is of no ordinary file in `folder`."""
    entries = [entry_of(each) for each in told]
    for entry in entries:
        path = folder / entry.path
        if path.resolve() != folder.resolve() / entry.path or not holds(entry, folder):
            raise OutputError(
                say("{path} is not the file that the project's own templates were to make; look into them", path=path)
            )
    return entries


def entry_of(told: dict[str, Any]) -> Entry:
    """Return an entry that was told as plain data."""
    return Entry(**{key: _tupled(value) for key, value in told.items()})


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def holds(entry: Entry, out: Path) -> bool:
    """Return whether the published file is still there and unchanged."""
    path = out / entry.path
    return path.is_file() and path.stat().st_size == entry.bytes and file_hash(path) == entry.sha256


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def merged(entries: Sequence[Entry], out: Path) -> tuple[Entry, ...]:
    """Return the new entries, and the published ones of files that were not made this time and still hold."""
    made = {entry.path for entry in entries}
    published = read_manifest(out)
    others = [entry for entry in published.files if entry.path not in made] if published else []
    return (*entries, *(entry for entry in others if holds(entry, out)))
