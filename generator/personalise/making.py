"""Make what a run needs once: its plate, from the cache if nothing has changed, and what typesets copies whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from generator.cache import kept
from generator.errors import FitError
from generator.inputs import inputs_hash
from generator.personalise.copies import Filler
from generator.personalise.plate import Plate, packed, unpacked
from generator.renderers import Job, Workshop
from generator.resources import Resources
from generator.schema.project import Project
from generator.workshop import input_files

if TYPE_CHECKING:
    from generator.personalise.whole import Whole


@dataclass
class Maker:
    """Makes the plate of a job. What a build needs, WeasyPrint above all, is only loaded if it is not kept."""

    project: Project
    job: Job
    resources: Resources
    shop: Workshop
    with_code: bool
    imposed: bool
    _whole: Whole | None = None

    @cached_property
    def key(self) -> str:
        """What the plate depends on."""
        inputs = inputs_hash(input_files(self.project, self.shop), self.resources)
        inks = self.shop.inks.profile.name if self.shop.inks else ""
        scheme = self.job.scheme if self.imposed else None
        job = self.job
        return f"{inputs} {self.shop.theme.name} {job.product.name} {job.language} {self.with_code} {inks} {scheme}"

    def plate(self) -> Plate:
        """Return the plate; FitError if its own text does not fit."""
        return unpacked(kept("plates", self.key.encode(), self._packed))

    def whole(self, folder: Path, filler: Filler) -> Whole:
        """Return what typesets copies of the filler's plate whole; `folder` is to work in."""
        from generator.personalise.whole import Whole  # noqa: PLC0415

        if self._whole is None:
            self._whole = Whole(self.job, self._kit()[0], self.shop.at(folder), filler)
        return self._whole

    def _packed(self) -> bytes:
        from generator.personalise.plating import make_plate  # noqa: PLC0415
        from generator.pipeline import misfit_line  # noqa: PLC0415

        with TemporaryDirectory() as scratch:
            kit, locator = self._kit()
            at = self.shop.at(Path(scratch))
            plate = make_plate(self.job, kit, at, self.with_code, self.imposed)
            if plate is None:
                raise FitError([misfit_line(job, misfit, locator) for job, misfit in at.misfits])
        return packed(plate)

    def _kit(self) -> tuple[Mapping[str, Any], Any]:
        from generator.pipeline import compose_kits  # noqa: PLC0415

        kits, locators = compose_kits(self.project, [self.job], self.resources, self.shop)
        return kits[self.job.language], locators[self.job.language]
