"""One unit of a run, made by any process that has the project: what workers are sent, and what they do with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock

from generator.errors import FitError, InputError, LimitError, MissingDependencyError, PreflightError
from generator.manifest import Manifest
from generator.personalise.apart import MakerApart
from generator.personalise.base import Base
from generator.personalise.copying import CopyMaker
from generator.personalise.maker import Maker
from generator.personalise.stores import Store, open_store
from generator.plan import Options
from generator.schema.roster import Entry, Roster
from generator.wording import say


@dataclass(frozen=True)
class Unit:
    """A row of a roster: its number, the unit's name, its folder, and its cells by column."""

    row: int
    name: str
    folder: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Run:
    """What all units of a run share, as it is sent to workers.

    `columns` are name, number and heading of the roster's columns, `out` where files go, through the folder `work`;
    `inputs` is the hash of all that the run depends on besides its rows.
    """

    project: Path
    options: Options
    roster: Path
    columns: tuple[tuple[str, int, str], ...]
    out: str
    work: Path
    inputs: str
    resume: bool


@dataclass(frozen=True)
class Made:
    """What came of a unit: how many files and bytes, and the hash of their manifest; or what is wrong with its row.

    `kept` says that an earlier run had made it, `limited` that making it took more than the templates may take.
    """

    files: int = 0
    bytes: int = 0
    manifest: str = ""
    kept: bool = False
    problems: tuple[str, ...] = ()
    limited: bool = False


@lru_cache(maxsize=1)
def _workplace(folder: Path, options: Options, inputs: str, work: Path) -> tuple[Base, Maker]:
    """Return what a process needs for the units of a run; it is made anew for each run."""
    base = Base(folder, options)
    if base.inputs != inputs:
        message = say(
            "a worker has another project, other templates, libraries, version or SOURCE_DATE_EPOCH than this run"
        )
        raise MissingDependencyError(
            say("{message}; give it the same, and leave the project alone while it runs", message=message)
        )
    scratch = work if work.is_dir() else None
    if base.resources.own_templates:
        return base, MakerApart(folder, options, scratch)
    return base, CopyMaker(base.resources, options, base.jobs, base.asked, scratch)


_alone = Lock()  # the renderer wants its process for itself; a Dask worker may have several threads


def make_unit(run: Run, unit: Unit) -> Made:
    """Make a unit's files and put them into place, unless an earlier run has; return what came of it.

    What is wrong with its row is returned; what stops the whole run is raised as a KitError.
    """
    with _alone:
        base, maker = _workplace(run.project, run.options, run.inputs, run.work)
        try:
            manifest, kept = _made(run, unit, base, maker, open_store(run.out, run.work))
        except InputError as error:
            return Made(problems=tuple(map(str, error.problems)))
        except (FitError, LimitError, PreflightError) as error:
            problems = tuple(told(run, unit, line) for line in str(error).splitlines())
            return Made(problems=problems, limited=isinstance(error, LimitError))
    size = sum(entry.bytes for entry in manifest.files)
    return Made(len(manifest.files), size, sha256(manifest.text().encode()).hexdigest(), kept)


def _made(run: Run, unit: Unit, base: Base, maker: Maker, store: Store) -> tuple[Manifest, bool]:
    """Return a unit's manifest, and whether an earlier run had made it."""
    project = base.unit(_roster(run), Entry(unit.row, dict(unit.cells)))
    inputs = base.inputs_of(project)
    manifest = store.manifest(unit.folder) if run.resume else None
    if manifest and base.is_made(inputs, manifest, lambda entry: store.holds(unit.folder, entry)):
        return manifest, True

    def make(folder: Path) -> Manifest:
        return Manifest(project.slug, project.event.link, tuple(maker.make(project, inputs, folder)))

    return store.put(unit.folder, make), False


def told(run: Run, unit: Unit, said: str) -> str:
    """Return what is wrong with a unit that no cell answers for."""
    return f"{run.roster}:{unit.row} {unit.name}: {said}"


def _roster(run: Run) -> Roster:
    """Return the roster's columns, without its rows."""
    headings = {name: heading for name, _, heading in run.columns}
    positions = {name: number for name, number, _ in run.columns}
    return Roster(run.roster, headings, iter(()), lambda: 1.0, positions, ())
