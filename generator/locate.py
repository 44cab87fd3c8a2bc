"""From a field of the kit back to the file and line that it came from."""

from __future__ import annotations

from pathlib import Path

from generator.schema.problems import Problem
from generator.schema.project import Project
from generator.schema.yaml import Document

Path_ = tuple[str | int, ...]
# Fields of the kit's event that are composed of others in event.yaml.
_COMPOSED = {"agency_line": "agency", "time": "start", "when": "start", "link_label": "link"}


class Locator:
    """Knows, for one language of a project, the documents behind the kit's fields."""

    def __init__(self, project: Project, language: str, strings: Document) -> None:
        self._language = language
        self._documents = {
            "campaign": project.documents[f"campaign.{language}"],
            "event": project.documents["event"],
            "brand": project.documents["brand"],
            "strings": strings,
        }

    def problem(self, field: Path_, message: str, mend: str) -> Problem:
        """Return a Problem at the place of a kit's field."""
        document, inside = self._resolve(field)
        return document.problem(inside, message, mend)

    def place(self, field: Path_) -> str:
        """Return "file:line" of a kit's field."""
        document, inside = self._resolve(field)
        path, line = document.cite(inside)
        return f"{_short(path)}:{line}"

    def _resolve(self, field: Path_) -> tuple[Document, Path_]:
        if not field or field[0] not in self._documents:
            return self._documents["campaign"], ()
        room, *rest = field
        if room == "event" and rest:
            rest[0] = _COMPOSED.get(str(rest[0]), rest[0])
        document = self._documents[str(room)]
        if room in ("event", "brand") and isinstance(document.value(tuple(rest)), dict):
            rest.append(self._language)
        return document, tuple(rest)


def _short(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
