"""One unit of a run, made by any process that has the project: what workers are sent, and what they do with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock

from generator.errors import FitError, InputError, MissingDependencyError, PreflightError, UsageError
from generator.inputs import inputs_hash
from generator.personalise.copying import CopyMaker
from generator.personalise.maker import Maker
from generator.personalise.stores import open_store
from generator.pipeline import asked_for, is_made
from generator.plan import Options, check_links, plan
from generator.press.profile import Tell, untold
from generator.products import discover
from generator.publish import Entry as PublishedEntry
from generator.publish import Manifest
from generator.resources import Resources
from generator.schema.overrides import lay_over
from generator.schema.problems import Problem
from generator.schema.project import Project, load_project
from generator.schema.roster import Entry, Roster, RosterKind
from generator.schema.unit_columns import load_unit_kind
from generator.workshop import input_files, open_workshop

ROSTER = "rosters/units.yaml"


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

    `kept` says that an earlier run had made it.
    """

    files: int = 0
    bytes: int = 0
    manifest: str = ""
    kept: bool = False
    problems: tuple[str, ...] = ()


class Base:
    """A project that rows are laid over, and the maker of its units."""

    def __init__(self, folder: Path, options: Options, tell: Tell = untold) -> None:
        """`tell` is told what takes long. Raises a KitError if the project or its roster's declaration is wrong."""
        self.resources = Resources(folder)
        self.project = load_project(folder, self.resources)
        self.kind = _kind(self.resources, self.project)
        shop = open_workshop(self.project, self.resources, options.theme, options.press, tell)
        self.inputs = inputs_hash(input_files(self.project, shop), self.resources)
        self._faces = shop.leading_faces()
        self._jobs = plan(self.project, discover(self.resources), options)
        self._asked = asked_for(options, shop)
        self._maker: Maker = CopyMaker(self.resources, options, self._jobs, self._asked)

    def unit(self, roster: Roster, entry: Entry) -> Project:
        """Return the project of a row. InputError: what is wrong with it, by row and column."""
        problems = [*entry.problems, *self._unprintable(roster, entry)]
        if problems:
            raise InputError(problems)
        unit = lay_over(self.project, self.resources, self.kind, roster, entry)
        check_links(unit, self._jobs)
        return unit

    def _unprintable(self, roster: Roster, entry: Entry) -> Iterator[Problem]:
        for column, text in entry.values.items():
            if self.kind.columns[column].sets:
                for face in self._faces:
                    if missing := face.ruler.missing(text):
                        place = (str(roster.path), entry.number, roster.positions[column], roster.columns[column])
                        yield Problem(*place, f"the font {face.family} has no “{missing}”", "write it otherwise")
                        break

    def is_made(self, inputs: str, published: Manifest, unchanged: Callable[[PublishedEntry], bool]) -> bool:
        """Return whether a manifest has all files of a unit, made from these inputs, and they are still there."""
        return is_made(published, self._jobs, inputs, self._asked, unchanged)

    def make(self, unit: Project, inputs: str, folder: Path) -> Manifest:
        """Make the files of a unit in an empty folder. InputError, FitError or PreflightError: its row is wrong."""
        return Manifest(unit.slug, unit.event.link, tuple(self._maker.make(unit, inputs, folder)))

    def inputs_of(self, unit: Project) -> str:
        """Return the hash of all that a unit's files depend on."""
        total = sha256(self.inputs.encode())
        for room in ("event", "brand"):
            total.update(json.dumps(unit.documents[room].data, sort_keys=True, default=str).encode())
        for logo in unit.logos:
            total.update(sha256(logo.path.read_bytes()).digest())
        return total.hexdigest()


def _kind(resources: Resources, project: Project) -> RosterKind:
    path = resources.find_content(ROSTER)
    if path is None:
        raise UsageError(f"there is no content/{ROSTER}, which says what the columns of a roster of units set")
    return load_unit_kind(path, project.event.languages)


@lru_cache(maxsize=1)
def _base(folder: Path, options: Options, inputs: str) -> Base:
    """Return the base of a run, read anew where a long-lived worker had one of other `inputs`."""
    base = Base(folder, options)
    if base.inputs != inputs:
        message = "a worker has another project, other templates, libraries, version or SOURCE_DATE_EPOCH than this run"
        raise MissingDependencyError(f"{message}; give it the same, and leave the project alone while it runs")
    return base


_alone = Lock()  # the renderer wants its process for itself; a Dask worker may have several threads


def make_unit(run: Run, unit: Unit) -> Made:
    """Make a unit's files and put them into place, unless an earlier run has; return what came of it.

    What is wrong with its row is returned; what stops the whole run is raised as a KitError.
    """
    with _alone:
        base = _base(run.project, run.options, run.inputs)
        store = open_store(run.out, run.work)
        try:
            project = base.unit(_roster(run), Entry(unit.row, dict(unit.cells)))
            inputs = base.inputs_of(project)
            manifest = store.manifest(unit.folder) if run.resume else None
            kept = manifest is not None and base.is_made(
                inputs, manifest, lambda entry: store.holds(unit.folder, entry)
            )
            if manifest is None or not kept:
                manifest = store.put(unit.folder, lambda folder: base.make(project, inputs, folder))
        except InputError as error:
            return Made(problems=tuple(map(str, error.problems)))
        except (FitError, PreflightError) as error:
            return Made(problems=tuple(told(run, unit, line) for line in str(error).splitlines()))
    size = sum(entry.bytes for entry in manifest.files)
    return Made(len(manifest.files), size, sha256(manifest.text().encode()).hexdigest(), kept)


def told(run: Run, unit: Unit, said: str) -> str:
    """Return what is wrong with a unit that no cell answers for."""
    return f"{run.roster}:{unit.row} {unit.name}: {said}"


def _roster(run: Run) -> Roster:
    """Return the roster's columns, without its rows."""
    headings = {name: heading for name, _, heading in run.columns}
    positions = {name: number for name, number, _ in run.columns}
    return Roster(run.roster, headings, iter(()), lambda: 1.0, positions, ())
