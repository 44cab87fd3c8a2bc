"""Imposed sheets of a product: its pages with their bleed, on sheets with marks, ruler and label."""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from itertools import repeat
from typing import Any

import pikepdf

from generator.imposition import Scheme
from generator.imposition.marks import ruler_length, ruler_strip
from generator.imposition.scheme import MARGIN
from generator.imposition.sheets import impose, without_units
from generator.press.marks import Sheet as PressSheet
from generator.press.marks import all_plates
from generator.press.separate import separate
from generator.products import Layout, Sheet
from generator.renderers import Artefact, Job, Workshop
from generator.renderers.pages import find_page, fitted, layout_of
from generator.renderers.press import declared, inks_of
from generator.renderers.typesetter import LaidOut
from generator.themes.colour import BLACK, WHITE, reach
from generator.themes.tokens import READABLE

LABEL = "_shared/sheet.html.j2"


def render(job: Job, scheme: Scheme, kit: Mapping[str, Any], shop: Workshop, single: Artefact) -> list[Artefact]:
    """Render the job onto sheets that are full of it; `single` are its pages as they were made one by one.

    If the label beside it does not fit, note the misfit and make no file.
    """
    grid = scheme.grid
    layout = layout_of(job, shop)
    parts = [fitted(job, kit, shop, find_page(job, shop), layout, grid.bleed)]
    if scheme.marked:
        parts.append(_label(job, scheme, kit, shop))
    files = [part[1].write_untagged() for part in parts if part]
    if len(files) < len(parts) or job.imposed is None:
        return []
    with ExitStack() as open_:
        pages, *labels = [open_.enter_context(pikepdf.open(io.BytesIO(file))) for file in files]
        group = list(pages.pages)
        if len(group) != single.pages:  # preflight tells
            return []
        if job.press:
            for each in (pages, *labels):
                separate(each, inks_of(shop))
        sheets = impose(repeat(group, grid.count), scheme, labels[0].pages[0] if labels else None, _ink(job))
        (shop.folder / job.imposed).write_bytes(_finished(sheets, pages, job, scheme, kit, shop))
    return [
        replace(
            single,
            path=job.imposed,
            pages=scheme.pages_of(grid.count),
            trim_mm=(grid.width, grid.height),
            safe_mm=MARGIN if scheme.marked else single.safe_mm,
            link_on=_pages_with(scheme, single.link_on),
            tagged=False,
            bleed_mm=_sheet_of(scheme).bleed if job.press else None,
        )
    ]


def blank_sheet(pages: pikepdf.Pdf, job: Job, scheme: Scheme, kit: Mapping[str, Any], shop: Workshop) -> bytes | None:
    """Return a sheet of the job, front and back, that no unit is on yet; None if its label does not fit.

    `pages` are those of a unit, for what they say of themselves.
    """
    label = _label(job, scheme, kit, shop)
    if label is None:
        return None
    with pikepdf.open(io.BytesIO(label[1].write_untagged())) as margin:
        if job.press:
            separate(margin, inks_of(shop))
        return _finished(without_units(scheme, margin.pages[0], _ink(job)), pages, job, scheme, kit, shop)


def _ink(job: Job) -> pikepdf.Array | None:
    """Return the colour space of marks."""
    return all_plates() if job.press else None


def _finished(
    sheets: pikepdf.Pdf, pages: pikepdf.Pdf, job: Job, scheme: Scheme, kit: Mapping[str, Any], shop: Workshop
) -> bytes:
    """Return sheets as a file that says of itself what the pages on them say."""
    sheets.Root.Lang = pages.Root.Lang
    sheets.trailer.Info = sheets.copy_foreign(pages.docinfo)
    if job.press:
        return declared(sheets, _sheet_of(scheme), job, kit, shop)
    file = io.BytesIO()
    sheets.save(file, deterministic_id=True)
    return file.getvalue()


def _sheet_of(scheme: Scheme) -> PressSheet:
    """Return the sheet for the press: one with marks within is printed as it is, another trimmed to its size."""
    grid = scheme.grid
    if scheme.marked:
        return PressSheet(grid.width, grid.height, bleed=0, margin=0)
    return PressSheet(grid.width, grid.height, grid.bleed, grid.unit.folds)


def _label(job: Job, scheme: Scheme, kit: Mapping[str, Any], shop: Workshop) -> tuple[str, LaidOut] | None:
    """Return the page that lies under every front: a ruler, and how to print the sheet."""
    imposition = job.product.file.imposition
    layout = Layout(roles={"label": imposition.label} if imposition else {})
    strip = ruler_strip(scheme.grid, MARGIN)
    sheet = {
        "x": strip.left,
        "y": strip.top,
        "w": strip.right - strip.left,
        "h": strip.bottom - strip.top,
        "ruler": ruler_length(strip),
        "sides": scheme.sides,
        "flip": scheme.flip,
    }
    whole = replace(job, sheet=Sheet(scheme.grid.width, scheme.grid.height))
    # The sheet is bare, whatever the brand's paper is; on a press small type is black alone.
    ink = BLACK if job.press else reach(shop.theme.colours["ink"], [WHITE], READABLE)
    return fitted(whole, kit, shop, LABEL, layout, sheet=sheet, colour={**shop.theme.colours, "ink": ink})


def _pages_with(scheme: Scheme, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Return the pages of one sheet, from 1, that hold any of a unit's pages of these numbers, from 1."""
    sides = (scheme.grid.unit.front, scheme.grid.unit.back)
    return tuple(side for side, cells in enumerate(sides, start=1) if any(cell.page + 1 in numbers for cell in cells))
