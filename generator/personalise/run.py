"""run_cards(): the one way from a project and a roster to files of cards."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from generator.errors import InputError, UsageError
from generator.imposition.scheme import Flip, Shift, Sides
from generator.limited.parent import LimitedChild
from generator.manifest import Entry as PublishedEntry
from generator.manifest import entries_in, file_hash
from generator.personalise.codes import Codes
from generator.personalise.copies import Filler
from generator.personalise.duplicates import Seen, open_seen
from generator.personalise.files import CardFiles
from generator.personalise.making import Maker
from generator.personalise.printing import Printer, Result, result_in
from generator.personalise.room import Room, open_room
from generator.plan import Options as PlanOptions
from generator.plan import plan
from generator.press.profile import Tell, untold
from generator.products import Product, discover
from generator.resources import Resources
from generator.schema.problems import Problem
from generator.schema.project import Project, load_project
from generator.schema.roster import Entry, Roster, RosterKind, load_kind, open_roster
from generator.schema.roster_values import folded
from generator.wording import say
from generator.workshop import open_workshop, time_of

BATCH = 500  # rows
BATCH_APART = 50  # all of which may have to be typeset whole in the time that a limited child has
Progress = Callable[[int, int, float], None]
_COLUMN = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Options:
    """How to run: in which language and theme, how many cards a file, by which column, and whether to pass over bad
    rows and files that an earlier run has made.

    Cards are imposed if any of `sheet`, `sides`, `flip` and `shift` is given.
    """

    language: str | None = None
    theme: str | None = None
    per_file: int | None = None
    group_by: str | None = None
    skip_bad: bool = False
    product: str | None = None
    press: bool = False
    sheet: str | None = None
    sides: Sides | None = None
    flip: Flip | None = None
    shift: Shift | None = None
    resume: bool = False

    @property
    def asked(self) -> str:
        """What is asked for, in one line."""
        return json.dumps({name: value for name, value in asdict(self).items() if value and name != "resume"})

    @property
    def imposed(self) -> bool:
        """Whether cards come onto sheets."""
        return any(choice is not None for choice in (self.sheet, self.sides, self.flip, self.shift))

    def planned(self, product: str) -> PlanOptions:
        """Return what to plan."""
        return PlanOptions(
            products=(product,),
            languages=(self.language,) if self.language else (),
            theme=self.theme,
            press=self.press,
            sheet=self.sheet,
            sides=self.sides or "duplex",
            flip=self.flip or "long-edge",
            shift=self.shift or (0.0, 0.0),
        )


def run_cards(
    folder: Path, roster: Path, out: Path, options: Options, progress: Progress, tell: Tell = untold
) -> Result:
    """Make the cards of all rows of a roster; `progress` is told cards, failures, and the share of the roster read.

    `tell` is told of what takes long once. Templates of the project's own are rendered in a limited child.
    Nothing is published if a row is wrong, unless bad rows are to be skipped. Raises a KitError.
    """
    resources = Resources(folder)
    project = load_project(folder, resources)
    room_in = open_room(project, out.parent, options.resume)
    with time_of(project.event.date):
        if not resources.own_templates:
            result = _run(project, roster, room_in, out.name, options, progress, tell)
        else:
            open_workshop(project, resources, options.theme, options.press, tell)  # what takes long once is made here
            with room_in as room, LimitedChild(folder, room.folder, roster) as child:
                given = (project, roster, Room(room.folder, room.whole), out.name, options)
                told = child.call(run_apart, *given, progress=progress)
                result = result_in(room.folder, told["result"])
                made = {path.name for path in result.files}
                kept = {name: entry for name, entry in room.whole.items() if name not in made}
                for each in told["entries"]:
                    room.entries.append(kept.get(each["path"]) or entries_in(room.folder, [each])[0])
            result.files = [Path(entry.path) for entry in room.entries]
    result.files = [out.parent / path for path in result.files]
    return result


def run_apart(
    project: Project, roster: Path, room: Room, name: str, options: Options, progress: Progress
) -> dict[str, Any]:
    """Make the cards in a room, of a project that was loaded elsewhere; return what came of it as plain data."""
    result = _run(project, roster, nullcontext(room), name, options, progress, untold, BATCH_APART)
    made = [entry.path for entry in room.entries if entry is not room.whole.get(entry.path)]
    return {"result": {**asdict(result), "files": made}, "entries": list(map(asdict, room.entries))}


def _run(
    project: Project,
    roster: Path,
    room_in: AbstractContextManager[Room],
    name: str,
    options: Options,
    progress: Progress,
    tell: Tell,
    size: int = BATCH,
) -> Result:
    """Make the cards in batches of `size`, in files called after `name`, in the room that `room_in` opens."""
    resources = Resources(project.folder)
    products = discover(resources)
    jobs = plan(project, products, options.planned(_product(products, options.product)))
    job = next(job for job in jobs if job.press == options.press)
    if options.imposed and job.scheme is None:
        raise UsageError(
            say(
                "{name} does not come onto sheets; leave out --sheet, --sides, --flip and --shift",
                name=job.product.name,
            )
        )
    kind = _kind(job.product, resources)
    link = project.event.cards.link if project.event.cards else None
    heading = _COLUMN.search(link)[1] if link else None  # type: ignore[index]  # the event's model wants one
    column, more = _column(heading, kind)
    group, group_more = _column(options.group_by, kind)
    with ExitStack() as stack:
        shop = open_workshop(project, resources, options.theme, options.press, tell)
        maker = Maker(project, job, resources, shop.dressed(job), link is not None, options.imposed)
        plate = maker.plate()
        room = stack.enter_context(room_in)
        table = stack.enter_context(open_roster(roster, kind, *dict.fromkeys([*more, *group_more])))
        _check_columns(table, project, column, group, options)
        codes = Codes(*_COLUMN.split(link)[::2]) if link else None
        allowed = bool(project.event.cards and project.event.cards.allow_nip)
        filler = Filler(plate, codes, column or "", allowed)
        inputs = sha256(f"{maker.key} {file_hash(roster)}".encode()).hexdigest()
        made_of = PublishedEntry("", job.product.name, job.language, 0, "", inputs, options=options.asked, tagged=False)
        key = maker.key.encode()
        files = CardFiles(room, name, plate, filler.typefaces, key, options.per_file, made_of)
        result = Result()
        seen = stack.enter_context(open_seen(room.folder))
        printer = Printer(
            filler, files, group, table, result, options.skip_bad, partial(maker.whole, room.folder, filler)
        )
        for batch in _batches(table.entries, size):
            _check_batch(batch, seen, table)
            printer.print(batch)
            progress(result.cards, result.failed, table.share())
        if result.failed and not options.skip_bad:
            raise InputError(result.problems, result.count)
        files.finish()
        if not room.entries:
            raise InputError(
                result.problems or [Problem(str(roster), 0, 0, "", say("it has no rows"), say("add some"))]
            )
        result.kept = files.kept
        result.files = [Path(entry.path) for entry in room.entries]
    return result


def _batches(entries: Iterator[Entry], size: int) -> Iterator[list[Entry]]:
    while batch := list(islice(entries, size)):
        yield batch


def _check_batch(batch: list[Entry], seen: Seen, table: Roster) -> None:
    """Give a problem to every entry whose number an earlier one has."""
    keys = [
        (int(number), entry.number) for entry in batch if not entry.problems and (number := entry.values.get("number"))
    ]
    repeated = seen.repeated(keys)
    if not repeated:
        return
    for place, entry in enumerate(batch):
        if (first := repeated.get(entry.number)) is not None and not entry.problems:
            message = say("is the number of row {first} too", first=first)
            problem = Problem(
                str(table.path), entry.number, 0, table.columns["number"], message, say("delete one of the rows")
            )
            batch[place] = Entry(entry.number, entry.values, (problem,))


def _product(products: Mapping[str, Product], name: str | None) -> str:
    """Return the product that is named, else the one that has variable fields."""
    personal = [each for each, product in products.items() if product.file.personal]
    if name is None and len(personal) != 1:
        raise UsageError(
            say(
                "name the product with -p; these have variable fields: {names}",
                names=", ".join(personal) or say("none"),
            )
        )
    return name or personal[0]


def _kind(product: Product, resources: Resources) -> RosterKind:
    name = product.file.personal.roster if product.file.personal else ""
    path = resources.find_content(f"rosters/{name}.yaml")
    if path is None:
        raise UsageError(
            say(
                "{name} has no variable fields, or there is no content/rosters/{roster}.yaml",
                name=product.name,
                roster=name,
            )
        )
    return load_kind(path)


def _column(heading: str | None, kind: RosterKind) -> tuple[str | None, list[str]]:
    """Return a column by one of its headings, and the headings of columns that the roster's kind does not know."""
    if heading is None:
        return None, []
    for name, column in kind.columns.items():
        if folded(heading) in map(folded, [name, *column.headings]):
            return name, []
    return heading, [heading]


def _check_columns(table: Roster, project: Project, column: str | None, group: str | None, options: Options) -> None:
    """Raise InputError for a column that is named and not there, or may not be in a QR code."""
    event = project.documents["event"]
    if column == "number" and not (project.event.cards and project.event.cards.allow_nip):
        mend = say("name another column, such as {{kode}}; or add allow_nip: true there")
        raise InputError([event.problem(("cards", "link"), say("would put every holder's NIP into the QR code"), mend)])
    if column and column not in table.columns:
        there = ", ".join(table.columns.values())
        message = say("names a column that {path} does not have", path=table.path)
        raise InputError([event.problem(("cards", "link"), message, say("its headings are: {there}", there=there))])
    if group and group not in table.columns:
        there = ", ".join(table.columns.values())
        raise UsageError(
            say(
                "{path} has no column “{group_by}”; it has: {there}",
                path=table.path,
                group_by=options.group_by,
                there=there,
            )
        )
