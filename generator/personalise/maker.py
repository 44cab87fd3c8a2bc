"""Making one unit's files: the seam between a run and however its files come about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from generator.manifest import Entry
from generator.pipeline import make_files
from generator.plan import Options
from generator.renderers import Job
from generator.renderers.pdf import FontFolder
from generator.resources import Resources
from generator.schema.project import Project
from generator.workshop import open_workshop, time_of


class Maker(Protocol):
    """Makes the files of any number of units, one at a time; the same files whichever units it made before."""

    def make(self, unit: Project, inputs: str, folder: Path) -> list[Entry]:
        """Make the files of a unit in an empty folder; return their entries, which carry the hash `inputs`.

        A unit is the project with a row of the roster laid over it (schema/overrides.py). Raises InputError, FitError,
        LimitError or PreflightError for what is wrong with its row; every other KitError stops the run.
        """


class WholeMaker:
    """Makes each unit as `build` makes a project: everything is typeset anew."""

    def __init__(
        self, resources: Resources, options: Options, jobs: Sequence[Job], asked: str, scratch: Path | None
    ) -> None:
        """`jobs` are the same for all units; `asked` says in one line how they are asked to be made.

        What units share is kept in a folder in `scratch`, by default where the system has such things.
        """
        self._resources = resources
        self._options = options
        self._jobs = jobs
        self._asked = asked
        self._folder = TemporaryDirectory(prefix="fonts-", dir=scratch, ignore_cleanup_errors=True)
        # WeasyPrint never gives back what it takes for a set of fonts, a quarter of a megabyte.
        self._fonts = FontFolder(Path(self._folder.name))

    def make(self, unit: Project, inputs: str, folder: Path) -> list[Entry]:
        """Make the files of a unit in an empty folder; return their entries."""
        shop = open_workshop(unit, self._resources, self._options.theme, self._options.press).at(folder, self._fonts)
        with time_of(unit.event.date):
            return make_files(unit, self._jobs, shop, inputs, self._asked, unwatched)


def unwatched(*_: Any) -> None:
    """Progress within a unit is nobody's."""
