"""What the pages of a run's file are: a card's own two, or sheets of cards; with what stands beside cards."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from generator.fitting import PT_PER_MM
from generator.imposition.places import Place, back_move, back_places, front_places
from generator.personalise.objects import numbers
from generator.personalise.plate import Cell, Side
from generator.press.marks import Sheet
from generator.renderers import Job, Workshop
from generator.renderers.press import declared
from generator.renderers.sheets import blank_sheet

_BOXES = ("/MediaBox", "/TrimBox", "/BleedBox", "/Group")


@dataclass(frozen=True)
class Ground:
    """The file without cards: one PDF as a build makes it, its sides, and whether fronts and backs stand apart."""

    pdf: bytes
    sides: Sequence[Side]
    apart: bool


def lay_ground(pages: pikepdf.Pdf, job: Job, kit: Mapping[str, Any], shop: Workshop, imposed: bool) -> Ground | None:
    """Return what cards are placed on; `pages` are those of one. None if a sheet's label does not fit."""
    if not imposed:
        pdf = _single(pages, job, kit, shop)
        with pikepdf.open(io.BytesIO(pdf)) as ground:
            sides = []
            for number, page in enumerate(ground.pages, start=1):
                left, bottom, *_ = (float(edge) for edge in page.trimbox)
                cell = Cell(number, *_moved(number, 1, left, bottom))
                sides.append(Side(_entries(page), _under(page, number), [[cell]]))
        return Ground(pdf, sides, apart=False)
    scheme = job.scheme
    if scheme is None:
        raise ValueError("the job is not imposed")
    sheet = blank_sheet(pages, job, scheme, kit, shop)
    if sheet is None:
        return None
    units = range(scheme.grid.count)
    places = [[front_places(scheme, unit) for unit in units]]
    moves = [(1, 0.0, 0.0)]
    if scheme.grid.unit.back:
        places.append([back_places(scheme, unit) for unit in units])
        moves.append(back_move(scheme))
    with pikepdf.open(io.BytesIO(sheet)) as ground:
        sides = [
            Side(
                _entries(page),
                _under(page, number),
                [[_cell(place, move, job) for place in unit] for unit in where],
            )
            for number, (page, where, move) in enumerate(zip(ground.pages, places, moves, strict=True), start=1)
        ]
    return Ground(sheet, sides, apart=scheme.sides == "one-sided")


def _single(pages: pikepdf.Pdf, job: Job, kit: Mapping[str, Any], shop: Workshop) -> bytes:
    """Return empty pages of a card's size; those for the press with all that stands round them."""
    width, height = job.sheet.width * PT_PER_MM, job.sheet.height * PT_PER_MM
    with pikepdf.new() as blank:
        for _ in pages.pages:
            box = pikepdf.Array([0, 0, round(width, 4), round(height, 4)])
            page = pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=box,
                TrimBox=box,
                Resources=pikepdf.Dictionary(),
                Contents=blank.make_stream(b""),
            )
            blank.pages.append(pikepdf.Page(blank.make_indirect(page)))
        blank.Root.Lang = pages.Root.Lang
        blank.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        blank.trailer.Info = blank.copy_foreign(pages.docinfo)
        if job.press:
            return declared(blank, Sheet(job.sheet.width, job.sheet.height, job.bleed_mm), job, kit, shop)
        file = io.BytesIO()
        blank.save(file)
    return file.getvalue()


def _entries(page: pikepdf.Page) -> bytes:
    """Return what a page says of itself. Its media box could be inherited, but not all programs look for that."""
    told = {name: page.obj[name] for name in _BOXES if name in page.obj}
    if "/TrimBox" in told and list(told["/TrimBox"]) == list(page.mediabox):
        del told["/TrimBox"]
    return b"".join(b"%b%b" % (name.encode(), value.unparse(resolved=True)) for name, value in told.items())


def _under(page: pikepdf.Page, number: int) -> bytes:
    return b"/S%d Do\n" % number if page.obj.Contents.read_bytes().strip() else b""


def _cell(place: Place, move: tuple[int, float, float], job: Job) -> Cell:
    """Return the cell of a page at its place on a side that is moved; a fold cuts its bleed off."""
    page, bleed = place.page + 1, job.product.file.bleed_mm
    clip = b""
    if set(place.bleeds) != {bleed}:
        left, top, right, bottom = (PT_PER_MM * each for each in place.bleeds)
        width, height = job.sheet.width * PT_PER_MM, job.sheet.height * PT_PER_MM
        clip = b"%b re W n\n" % numbers(-left, -bottom, width + left + right, height + top + bottom)
    turn, x, y = move
    return Cell(page, *_moved(page, turn, x + turn * place.x, y + turn * place.y, clip))


def _moved(page: int, turn: int, x: float, y: float, clip: bytes = b"") -> tuple[bytes, bytes]:
    """Return the operators before and after the texts of a page at x, y pt, turned by half if `turn` is -1."""
    if (turn, x, y, clip) == (1, 0, 0, b""):
        return b"/P%d Do\n" % page, b""
    return b"q %d 0 0 %d %b cm %b/P%d Do\n" % (turn, turn, numbers(x, y), clip, page), b"Q\n"
