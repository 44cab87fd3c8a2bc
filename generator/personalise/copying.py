"""Units made as copies: what differs in texts and codes alone is filled in, everything else is made anew."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.errors import FitError, PreflightError
from generator.kit import recompose
from generator.locate import Locator
from generator.manifest import Entry
from generator.personalise.decks import Decks
from generator.personalise.filling import Plates
from generator.personalise.maker import WholeMaker
from generator.personalise.replay import Pages
from generator.pipeline import compose_kits, entry, file_date, misfit_line, rasters, strings_of
from generator.plan import Options
from generator.preflight import preflight, stopping
from generator.preflight.findings import Finding
from generator.renderers import Artefact, Job, Workshop, render_sheets
from generator.resources import Resources
from generator.schema.project import Project
from generator.workshop import open_workshop, time_of

MOST_SHOPS = 16  # brands whose fonts and colours are kept


class CopyMaker(WholeMaker):
    """Makes units as `WholeMaker` does, but lays pages out once for all units that they fit.

    What was filled in has been measured; the rules of preflight are for what was laid out.
    """

    def __init__(
        self, resources: Resources, options: Options, jobs: Sequence[Job], asked: str, scratch: Path | None
    ) -> None:
        super().__init__(resources, options, jobs, asked, scratch)
        plates = Plates()
        self._pages, self._decks = Pages(plates), Decks(plates)
        self._kits: dict[str, dict[str, Any]] = {}
        self._findings: dict[Artefact, tuple[Finding, ...]] = {}
        self._open = lru_cache(MOST_SHOPS)(self._opened)

    @property
    def copied(self) -> int:
        """How many files were filled in rather than laid out."""
        return self._pages.copied + self._decks.copied

    def make(self, unit: Project, inputs: str, folder: Path) -> list[Entry]:
        """Make the files of a unit in an empty folder; return their entries."""
        shop = self._open(_Look(unit)).at(folder, self._fonts)
        with time_of(unit.event.date):
            kits = {language: self._kit(unit, language, shop) for language in {job.language for job in self._jobs}}
            made = [(artefact, fresh) for job in self._jobs for artefact, fresh in self._rendered(job, kits, shop)]
            if shop.misfits:
                strings = {language: strings_of(language, self._resources) for language in kits}
                locators = {language: Locator(unit, language, strings[language]) for language in kits}
                raise FitError([misfit_line(job, misfit, locators[job.language]) for job, misfit in shop.misfits])
            findings = preflight([each for each, fresh in made if fresh], folder, unit.event.link, rasters(unit))
        errors = stopping([each for each, fresh in made if fresh], findings)
        if errors:
            raise PreflightError(errors)
        self._findings |= {artefact: findings[artefact.path] for artefact, fresh in made if fresh}
        return [entry(artefact, folder, inputs, self._asked, self._findings[artefact]) for artefact, _ in made]

    def _opened(self, look: _Look) -> Workshop:
        return open_workshop(look.unit, self._resources, self._options.theme, self._options.press)

    def _kit(self, unit: Project, language: str, shop: Workshop) -> dict[str, Any]:
        """Return the kit of a unit; the campaign's part is composed, and held against the fonts, once."""
        if language not in self._kits:
            kits, _ = compose_kits(unit, [job for job in self._jobs if job.language == language], self._resources, shop)
            self._kits[language] = kits[language]
        return recompose(self._kits[language], unit, file_date())

    def _rendered(self, job: Job, kits: dict[str, dict[str, Any]], shop: Workshop) -> list[tuple[Artefact, bool]]:
        """Return a job's files, and whether each was made anew."""
        kit, shop = kits[job.language], shop.dressed(job)
        if job.product.file.renderer != "pdf":
            artefacts, fresh = self._decks.render(job, kit, shop)
            return [(artefact, fresh) for artefact in artefacts]
        copied = self._pages.copied
        artefacts = self._pages.render(job, kit, shop)
        fresh = self._pages.copied == copied
        sheets = render_sheets(job, kit, shop, artefacts)
        return [*((artefact, fresh) for artefact in artefacts), *((sheet, True) for sheet in sheets)]


class _Look:
    """What a workshop depends on; equal for units that look alike."""

    def __init__(self, unit: Project) -> None:
        self.unit = unit
        files = (picture.path for logo in unit.logos for picture in logo.pictures)
        logos = [sha256(path.read_bytes()).hexdigest() for path in files]
        self._key = json.dumps([unit.documents["brand"].data, unit.event.theme, logos], sort_keys=True, default=str)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Look) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)
