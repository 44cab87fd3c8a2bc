"""Units of a project with templates of its own: made in a limited child, and put into place by the run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.errors import LimitError
from generator.limited.parent import LimitedChild
from generator.manifest import Entry, entries_in
from generator.personalise.base import Base
from generator.personalise.copying import CopyMaker
from generator.personalise.maker import unwatched
from generator.plan import Options
from generator.schema.project import Project


class MakerApart:
    """Makes units as `CopyMaker` does, but has it done in a limited child."""

    def __init__(self, project: Path, options: Options, scratch: Path | None) -> None:
        """The child works in a folder in `scratch`, by default where the system has such things."""
        self._room = TemporaryDirectory(prefix="apart-", dir=scratch, ignore_cleanup_errors=True)
        self._child = LimitedChild(project, Path(self._room.name))
        self._given = (project, options)
        self._count = 0

    def make(self, unit: Project, inputs: str, folder: Path) -> list[Entry]:
        """Make the files of a unit in an empty folder; return their entries."""
        self._count += 1
        made = Path(self._room.name) / str(self._count)
        made.mkdir()
        try:
            told = self._child.call(make_unit_files, *self._given, unit, inputs, made, progress=unwatched)
        except LimitError:
            self._child.end()  # it was stopped anywhere in its work, and is not to be trusted with another unit
            raise
        entries = entries_in(made, told)
        for entry in entries:
            (folder / entry.path).parent.mkdir(parents=True, exist_ok=True)
            (made / entry.path).replace(folder / entry.path)
        return entries


def make_unit_files(
    project: Path, options: Options, unit: Project, inputs: str, folder: Path, _: Callable[..., None]
) -> list[dict[str, Any]]:
    """Make the files of a unit in an empty folder; return their entries as plain data."""
    return [asdict(entry) for entry in _maker(project, options).make(unit, inputs, folder)]


@lru_cache(maxsize=1)
def _maker(project: Path, options: Options) -> CopyMaker:
    base = Base(project, options)
    return CopyMaker(base.resources, options, base.jobs, base.asked, None)
