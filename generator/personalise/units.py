"""run_units(): the one way from a project and a roster of units to a kit for each, wherever they are made and kept."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.errors import SHOWN_PROBLEMS, InputError, KitError, LimitError
from generator.personalise.base import Base
from generator.personalise.executors import Workers, carried_out, cluster, processes
from generator.personalise.folders import FolderError, Folders
from generator.personalise.stores import is_remote, open_store, opened
from generator.personalise.unit import Made, Run, Unit, make_unit, told
from generator.plan import Options as PlanOptions
from generator.press.profile import Tell
from generator.schema.problems import Problem
from generator.schema.roster import Roster, open_roster
from generator.wording import say

MOST_LIMITED = 3  # rows one after the other; then it is the templates and no row that take too much


@dataclass(frozen=True)
class Options:
    """How to run: what of a kit, by how many processes or which Dask scheduler, and whether to pass over bad rows and
    units that an earlier run has made."""

    kit: PlanOptions = field(default_factory=PlanOptions)
    workers: int | None = None
    scheduler: str | None = None
    skip_bad: bool = False
    resume: bool = False


@dataclass
class Result:
    """What a run has come to: units of how many, made or kept, and what is wrong with the others' rows."""

    total: int = 0
    made: int = 0
    kept: int = 0
    failed: int = 0
    problems: list[str] = field(default_factory=list)
    count: int = 0

    def note(self, problems: tuple[str, ...]) -> None:
        """Count a row that is wrong, and keep what is wrong as long as it will be shown."""
        self.failed += 1
        self.count += len(problems)
        self.problems += problems[: max(SHOWN_PROBLEMS - len(self.problems), 0)]


Progress = Callable[[Unit, Made, Result], None]


def run_units(folder: Path, roster: Path, out: str, options: Options, progress: Progress, tell: Tell) -> Result:
    """Make the kits of all rows of a roster; `progress` is told each unit as it is done, `tell` what is noteworthy.

    All rows are checked first, and nothing is written if one is wrong, unless bad rows are to be skipped; a row that
    fails later leaves the others alone. Raises a KitError.
    """
    base = Base(folder.absolute(), options.kit, tell)
    result, units, faults = Result(), list[Unit](), list[Problem]()
    with open_roster(roster, base.kind) as table:
        columns = tuple((name, table.positions[name], heading) for name, heading in table.columns.items())
        if table.unused:
            tell(say("nothing is known of these columns: {names}", names=", ".join(table.unused)))
        for checked in _checked(base, table):
            if isinstance(checked, Unit):
                units.append(checked)
            else:
                result.note(tuple(map(str, checked)))
                faults += checked[: max(SHOWN_PROBLEMS - len(faults), 0)]
    if not units and not faults:
        faults = [Problem(str(roster), 0, 0, "", say("it has no rows"), say("add some"))]
    if not units or (faults and not options.skip_bad):
        raise InputError(faults, result.count)
    result.total = len(units) + result.failed
    with opened(out) as work:
        place = out if is_remote(out) else str(Path(out).absolute())
        run = Run(base.project.folder, options.kit, roster, columns, place, work, base.inputs, options.resume)
        made = dict(_made(run, units, options, result, progress))
        open_store(run.out, run.work).write(_manifest(base, units, made))
    return result


def _checked(base: Base, table: Roster) -> Iterator[Unit | tuple[Problem, ...]]:
    """Yield each row as a unit, or what is wrong with it."""
    folders = Folders(base.kind.columns[base.kind.folder[0]].headings[0])
    for entry in table.entries:
        problems, folder = list[Problem](), ""
        column = next((each for each in base.kind.folder if entry.values.get(each)), base.kind.folder[-1])
        try:
            base.unit(table, entry)
        except InputError as error:
            problems += error.problems
        try:
            if column in entry.values:  # it is not where its cell is wrong
                folder = folders.name(entry.values[column], entry.number)
        except FolderError as fault:
            place = (str(table.path), entry.number, table.positions[column], table.columns[column])
            problems.append(Problem(*place, fault.message, fault.mend))
        if problems:
            yield tuple(problems)
        else:
            name = entry.values[base.kind.folder[-1]]
            yield Unit(entry.number, name, folder, tuple(entry.values.items()))


def _made(
    run: Run, units: list[Unit], options: Options, result: Result, progress: Progress
) -> Iterator[tuple[Unit, Made]]:
    """Yield what came of each unit, and count it. A KitError stops the run, and so do limits passed again and again."""
    limited = 0
    with closing(carried_out(_workers(options, len(units)), partial(make_unit, run), units)) as done:
        for unit, came in done:
            if isinstance(came, KitError):
                raise came
            made = (
                came if isinstance(came, Made) else Made(problems=(told(run, unit, f"{type(came).__name__}: {came}"),))
            )
            limited = limited + 1 if made.limited else 0
            if limited == MOST_LIMITED:
                message = say("{count} rows one after the other came to this; the run ends", count=limited)
                raise LimitError("\n".join([*made.problems, message]))
            if made.problems:
                result.note(made.problems)
            else:
                result.made += not made.kept
                result.kept += made.kept
            progress(unit, made, result)
            yield unit, made


def _workers(options: Options, units: int) -> Workers:
    if options.scheduler:
        return cluster(options.scheduler)
    return processes(min(options.workers or _processors(), units))


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _manifest(base: Base, units: list[Unit], made: dict[Unit, Made]) -> str:
    """Return the run's manifest: each unit, and the hash of its own manifest; the rows that failed, and why."""
    listed = []
    for unit in units:
        came = made[unit]
        what = (
            {"problems": came.problems}
            if came.problems
            else {"files": came.files, "bytes": came.bytes, "manifest": came.manifest}
        )
        listed.append({"row": unit.row, "unit": unit.name, "folder": unit.folder, **what})
    whole = {"event": base.project.slug, "inputs": base.inputs, "units": listed}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
