"""Pages for the press: what the pages of a job need to become a PDF/X-4."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from generator.press.marks import Sheet
from generator.press.pressing import to_press
from generator.renderers import Job, Workshop
from generator.schema.base import localised


def for_press(pdf: bytes, job: Job, kit: Mapping[str, Any], shop: Workshop) -> bytes:
    """Return a job's pages, rendered in RGB with bleed, as PDF/X-4."""
    if shop.inks is None:
        raise ValueError("the workshop was opened without inks")
    sheet = Sheet(job.sheet.width, job.sheet.height, job.bleed_mm)
    title = localised(job.product.designs[job.design].title, job.language)
    size = f"{job.sheet.width:g} × {job.sheet.height:g} mm"
    known = [job.product.name, title, size, kit["dated"], shop.inks.profile.name]
    face = shop.fonts.face(shop.families["base"], 500)
    moment = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    return to_press(pdf, sheet, shop.inks, lambda page, pages: "   ".join([*known, f"{page}/{pages}"]), face, moment)
