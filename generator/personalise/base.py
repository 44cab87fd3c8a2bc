"""A project that units are made of: what is checked of a row, and what its files depend on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from generator.errors import InputError, UsageError
from generator.inputs import inputs_hash
from generator.manifest import Entry as PublishedEntry
from generator.manifest import Manifest
from generator.pipeline import asked_for, is_made
from generator.plan import Options, check_links, plan
from generator.press.profile import Tell, untold
from generator.products import discover
from generator.renderers import check_template
from generator.resources import Resources
from generator.schema.overrides import lay_over
from generator.schema.problems import Problem
from generator.schema.project import Project, load_project
from generator.schema.roster import Entry, Roster, RosterKind
from generator.schema.unit_columns import load_unit_kind
from generator.wording import say
from generator.workshop import input_files, open_workshop

ROSTER = "rosters/units.yaml"


class Base:
    """A project that rows are laid over, and what is to be made of each."""

    def __init__(self, folder: Path, options: Options, tell: Tell = untold) -> None:
        """`tell` is told what takes long. Raises a KitError if the project or its roster's declaration is wrong."""
        self.resources = Resources(folder)
        self.project = load_project(folder, self.resources)
        self.kind = _kind(self.resources, self.project)
        shop = open_workshop(self.project, self.resources, options.theme, options.press, tell)
        self.inputs = inputs_hash(input_files(self.project, shop), self.resources)
        self._faces = shop.leading_faces()
        self.jobs = plan(self.project, discover(self.resources), options, draws=not self.resources.own_templates)
        check_template(self.jobs, shop)
        self.asked = asked_for(options, shop)

    def unit(self, roster: Roster, entry: Entry) -> Project:
        """Return the project of a row. InputError: what is wrong with it, by row and column."""
        problems = [*entry.problems, *self._unprintable(roster, entry)]
        if problems:
            raise InputError(problems)
        unit = lay_over(self.project, self.resources, self.kind, roster, entry)
        check_links(unit, self.jobs)
        return unit

    def _unprintable(self, roster: Roster, entry: Entry) -> Iterator[Problem]:
        for column, text in entry.values.items():
            if self.kind.columns[column].sets:
                for face in self._faces:
                    if missing := face.ruler.missing(text):
                        place = (str(roster.path), entry.number, roster.positions[column], roster.columns[column])
                        yield Problem(
                            *place,
                            say("the font {family} has no “{missing}”", family=face.family, missing=missing),
                            say("write it otherwise"),
                        )
                        break

    def is_made(self, inputs: str, published: Manifest, unchanged: Callable[[PublishedEntry], bool]) -> bool:
        """Return whether a manifest has all files of a unit, made from these inputs, and they are still there."""
        return is_made(published, self.jobs, inputs, self.asked, unchanged)

    def inputs_of(self, unit: Project) -> str:
        """Return the hash of all that a unit's files depend on."""
        total = sha256(self.inputs.encode())
        for room in ("event", "brand"):
            total.update(json.dumps(unit.documents[room].data, sort_keys=True, default=str).encode())
        for picture in (picture for logo in unit.logos for picture in logo.pictures):
            total.update(sha256(picture.path.read_bytes()).digest())
        return total.hexdigest()


def _kind(resources: Resources, project: Project) -> RosterKind:
    path = resources.find_content(ROSTER)
    if path is None:
        raise UsageError(
            say("there is no content/{roster}, which says what the columns of a roster of units set", roster=ROSTER)
        )
    return load_unit_kind(path, project.event.languages)
