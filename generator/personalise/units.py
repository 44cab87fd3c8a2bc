"""run_units(): a kit for every unit in a roster, each in a folder and with a manifest of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

from generator.errors import InputError, KitError, UsageError
from generator.personalise.files import file_slug
from generator.pipeline import build_kit
from generator.plan import Options as PlanOptions
from generator.publish import MANIFEST, file_hash, workspace
from generator.resources import Resources
from generator.schema.problems import Problem, dotted
from generator.schema.project import BRAND_FILE, EVENT_FILE, Values, load_project
from generator.schema.roster import Entry, Roster, RosterKind, load_kind, open_roster
from generator.schema.yaml import Path_

ROSTER = "units"
RUN_MANIFEST = "units.json"
MOST_DEATHS = 3  # of workers in a row, with nothing done between
Progress = Callable[[int, int, float], None]
_FILES = {"event": EVENT_FILE, "brand": BRAND_FILE}


@dataclass(frozen=True)
class Options:
    """What to build of each unit, in how many processes; whether to go on with an earlier run, and to pass bad rows."""

    products: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    theme: str | None = None
    press: bool = False
    workers: int = 1
    resume: bool = False
    skip_bad: bool = False


@dataclass(frozen=True)
class Task:
    """A unit to build: its row, name and folder, the values of its row by field, and the headings they stand under."""

    project: Path
    roster: Path
    row: int
    name: str
    out: Path
    values: Values
    headings: Mapping[tuple[str, Path_], str]
    options: PlanOptions


@dataclass(frozen=True)
class Outcome:
    """What became of a unit: the number of its files, whether it was made anew, or what is wrong."""

    row: int
    files: int = 0
    made: bool = False
    problems: tuple[str, ...] = ()


@dataclass
class Result:
    """How many units are there, how many of them were made now, and what is wrong with the others, row by row."""

    units: int = 0
    made: int = 0
    failed: int = 0
    problems: list[str] = field(default_factory=list)


def run_units(folder: Path, roster: Path, out: Path, options: Options, progress: Progress) -> Result:
    """Build every unit of a roster into a folder of `out`; `progress` is told units, failures and the share done.

    Rows that are wrong in the roster stop the run before anything is written, unless they are to be skipped; a unit
    that cannot be built never stops the others. Raises a KitError.
    """
    resources = Resources(folder)
    load_project(folder, resources)
    path = resources.find_content(f"rosters/{ROSTER}.yaml")
    if path is None:
        raise UsageError(f"there is no content/rosters/{ROSTER}.yaml")
    kind = load_kind(path)
    with open_roster(roster, kind) as table:
        tasks, problems = _tasks(folder, out, table, kind, options)
    if problems and not options.skip_bad:
        raise InputError(problems)
    if not tasks:
        raise InputError(problems or [Problem(str(roster), 0, 0, "", "it has no rows", "add some")])
    result = Result(failed=len({problem.line for problem in problems}), problems=list(map(str, problems)))
    outcomes: dict[int, Outcome] = {}
    with workspace(out) as work:
        for outcome in _built(tasks, options.workers):
            outcomes[outcome.row] = outcome
            result.units += not outcome.problems
            result.made += outcome.made
            result.failed += bool(outcome.problems)
            result.problems += outcome.problems
            progress(result.units, result.failed, len(outcomes) / len(tasks))
        (work.folder / RUN_MANIFEST).write_text(_manifest(tasks, outcomes), encoding="utf-8")
        work.move([RUN_MANIFEST])
    return result


def _tasks(
    folder: Path, out: Path, table: Roster, kind: RosterKind, options: Options
) -> tuple[list[Task], list[Problem]]:
    """Return the units to build, and what is wrong in the roster."""
    places = {name: _field(column.sets) for name, column in kind.columns.items() if column.sets}
    headings = {places[name]: heading for name, heading in table.columns.items() if name in places}
    planned = PlanOptions(
        products=options.products,
        languages=options.languages,
        theme=options.theme,
        press=options.press,
        force=not options.resume,
    )
    tasks: list[Task] = []
    problems: list[Problem] = []
    taken: dict[str, int] = {}
    for entry in table.entries:
        found = list(entry.problems) or _collisions(entry, table, taken)
        problems += found
        if not found:
            values: dict[str, dict[Path_, str]] = {}
            for name, (document, path) in places.items():
                if text := entry.values.get(name):
                    values.setdefault(document, {})[path] = text
            name = entry.values["unit"]
            tasks.append(Task(folder, table.path, entry.number, name, out / file_slug(name), values, headings, planned))
    return tasks, problems


def _collisions(entry: Entry, table: Roster, taken: dict[str, int]) -> list[Problem]:
    """Return a problem if an earlier row has the folder of this one."""
    slug = file_slug(entry.values["unit"])
    if (first := taken.setdefault(slug, entry.number)) == entry.number:
        return []
    message = f"would have the folder {slug} of row {first}"
    return [Problem(str(table.path), entry.number, 0, table.columns["unit"], message, "give it another name")]


def _field(sets: str) -> tuple[str, Path_]:
    """Return document and path of "event.speakers.0.name"."""
    document, *steps = sets.split(".")
    return document, tuple(int(step) if step.isdigit() else step for step in steps)


def _built(tasks: Sequence[Task], workers: int) -> Iterator[Outcome]:
    """Build all units, in processes if there are to be several; what a dead one has left is done again."""
    if workers == 1:
        yield from map(build_unit, tasks)
        return
    waiting = {task.row: task for task in tasks}
    deaths = 0
    while waiting and deaths < MOST_DEATHS:
        pool = ProcessPoolExecutor(min(workers, len(waiting)), mp_context=get_context("spawn"))
        try:
            for future in as_completed([pool.submit(build_unit, task) for task in waiting.values()]):
                outcome = future.result()
                del waiting[outcome.row]
                deaths = 0
                yield outcome
        except BrokenProcessPool:
            deaths += 1
        finally:
            pool.shutdown(cancel_futures=True)
    for task in waiting.values():
        yield _failed(task, ["the process that built it died, again and again"])


def build_unit(task: Task) -> Outcome:
    """Build one unit."""
    try:
        result = build_kit(task.project, task.options, task.out, _silent, values=task.values)
    except InputError as error:
        return _failed(task, [str(_at_row(task, problem)) for problem in error.problems])
    except KitError as error:
        return _failed(task, str(error).splitlines())
    return Outcome(task.row, len(result.manifest.files), result.rendered)


def _at_row(task: Task, problem: Problem) -> Problem:
    """Return a problem of a value that the row has given at the row."""
    for (document, path), heading in task.headings.items():
        given = path in task.values.get(document, {}) and problem.field == dotted(path)
        if given and Path(problem.path).name == _FILES[document]:
            return replace(problem, path=str(task.roster), line=task.row, column=0, field=heading)
    return problem


def _failed(task: Task, problems: Sequence[str]) -> Outcome:
    start = f"{task.roster}:{task.row}"
    told = (each if each.startswith(start) else f"{start} {task.name}: {each}" for each in problems)
    return Outcome(task.row, problems=tuple(told))


def _manifest(tasks: Sequence[Task], outcomes: Mapping[int, Outcome]) -> str:
    """Return the run's manifest: by unit its folder, and the hash of its own manifest or what is wrong."""
    units = []
    for task in tasks:
        outcome = outcomes[task.row]
        told = {"problems": outcome.problems} if outcome.problems else {"manifest": file_hash(task.out / MANIFEST)}
        units.append({"row": task.row, "unit": task.name, "folder": task.out.name, **told})
    return json.dumps({"units": units}, ensure_ascii=False, indent=1) + "\n"


def _silent(name: str, done: int, total: int) -> None:
    """A unit's own progress is not told."""
