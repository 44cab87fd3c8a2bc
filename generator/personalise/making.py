"""Making one unit's files: the seam between a run and however its files come about."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from generator.pipeline import asked_for, is_made, make_files
from generator.plan import Options, check_links, plan
from generator.products import discover
from generator.publish import Entry, Manifest
from generator.resources import Resources
from generator.schema.project import Project
from generator.workshop import open_workshop, time_of


class Maker(Protocol):
    """Makes the files of any number of units, one at a time; the same files whichever it made before.

    A unit is the project with a row of the roster laid over it (schema/overrides.py); `inputs` is the hash of all that
    its files depend on.
    """

    def check(self, unit: Project) -> None:
        """Raise InputError for what is wrong with a unit and can be told without making its files."""

    def is_made(self, unit: Project, inputs: str, published: Manifest, unchanged: Unchanged) -> bool:
        """Return whether a manifest has all files of a unit, made from these inputs, and they are still there."""

    def make(self, unit: Project, inputs: str, folder: Path) -> Manifest:
        """Make the files of a unit in an empty folder. InputError, FitError or PreflightError: its row is wrong."""


class Unchanged(Protocol):
    """Tells whether a published file is there as its entry says."""

    def __call__(self, entry: Entry, /) -> bool:
        """Return whether it is."""


class WholeMaker:
    """Makes each unit as `build` makes a project: everything is typeset anew."""

    def __init__(self, resources: Resources, options: Options) -> None:
        self._resources = resources
        self._options = options
        self._products = discover(resources)

    def check(self, unit: Project) -> None:
        """Raise InputError for a link that makes too fine a code."""
        check_links(unit, plan(unit, self._products, self._options))

    def is_made(self, unit: Project, inputs: str, published: Manifest, unchanged: Unchanged) -> bool:
        """Return whether a manifest has all files of a unit, made from these inputs, and they are still there."""
        shop = open_workshop(unit, self._resources, self._options.theme)
        jobs = plan(unit, self._products, self._options)
        return is_made(published, jobs, inputs, asked_for(self._options, shop), unchanged)

    def make(self, unit: Project, inputs: str, folder: Path) -> Manifest:
        """Make the files of a unit in an empty folder. InputError, FitError or PreflightError: its row is wrong."""
        jobs = plan(unit, self._products, self._options)
        shop = open_workshop(unit, self._resources, self._options.theme, self._options.press).at(folder)
        with time_of(unit.event.date):
            entries = make_files(unit, jobs, shop, inputs, asked_for(self._options, shop), _unwatched)
        return Manifest(unit.slug, unit.event.link, tuple(entries))


def _unwatched(name: str, done: int, total: int) -> None:
    """Progress within a unit is nobody's."""
