"""Pages and sheets for the press: what those of a job need to become a PDF/X-4."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pikepdf

from generator.press.colours import Inks
from generator.press.marks import Sheet
from generator.press.pressing import finished
from generator.press.separate import separate
from generator.renderers import Job, Workshop
from generator.schema.base import localised


def for_press(pdf: bytes, job: Job, kit: Mapping[str, Any], shop: Workshop) -> bytes:
    """Return a job's pages, rendered in RGB with bleed, as PDF/X-4."""
    with pikepdf.open(io.BytesIO(pdf)) as pages:
        separate(pages, inks_of(shop))
        return declared(pages, Sheet(job.sheet.width, job.sheet.height, job.bleed_mm), job, kit, shop)


def declared(pdf: pikepdf.Pdf, sheet: Sheet, job: Job, kit: Mapping[str, Any], shop: Workshop) -> bytes:
    """Return separated pages of a job, which are changed, as PDF/X-4 on a sheet."""
    inks = inks_of(shop)
    title = localised(job.product.designs[job.design].title, job.language)
    size = f"{sheet.width:g} × {sheet.height:g} mm"
    known = [job.product.name, title, size, kit["dated"], inks.profile.name]
    face = shop.fonts.face(shop.families["base"], 500)
    moment = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    return finished(pdf, sheet, inks, lambda page, pages: "   ".join([*known, f"{page}/{pages}"]), face, moment)


def inks_of(shop: Workshop) -> Inks:
    """Return the inks that a workshop was opened with for press jobs."""
    if shop.inks is None:
        raise ValueError("the workshop was opened without inks")
    return shop.inks
