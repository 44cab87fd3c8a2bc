"""What kits for many units cost: pages and decks made once and filled, beside one rendering each."""

from __future__ import annotations

import time
from pathlib import Path

from generator.personalise.base import Base
from generator.personalise.copying import CopyMaker
from generator.pipeline import compose_kits
from generator.plan import Options
from generator.renderers import render_job
from generator.resources import shipped
from generator.schema.project import Project
from generator.schema.roster import open_roster
from generator.workshop import open_workshop, time_of

EXAMPLE = shipped("content") / "examples" / "dinas-contoh"
UNITS, ONE_BY_ONE = 550, 10
HEADINGS = "unit;pimpinan;tempat;tautan"


def units_table(folder: Path) -> str:
    """Return CPU seconds for posters and decks of UNITS units, and what rendering each by itself would take."""
    lines = [f"{f'{UNITS} units, each its name, leader, place and link':<52}{'CPU s':>8}{'one each':>10}{'ratio':>8}"]
    for name, product in (("three posters (PDF)", "poster"), ("a deck (.pptx and PDF)", "deck")):
        once, each = _seconds(product, folder)
        lines.append(f"{name:<52}{once:>8.1f}{each:>10.1f}{each / once:>7.0f}×")
    return "\n".join(lines)


def _seconds(product: str, folder: Path) -> tuple[float, float]:
    options = Options(products=(product,), languages=("id",))
    base = Base(EXAMPLE, options)
    roster = folder / "units.csv"
    rows = (
        f"Bagian Pelayanan {n};Nama Pimpinan {n}, S.Sos.;Ruang Rapat {n};https://contoh.go.id/u{n:03}"
        for n in range(UNITS)
    )
    roster.write_text("\n".join([HEADINGS, *rows]) + "\n", encoding="utf-8")
    with open_roster(roster, base.kind) as table:
        units = [base.unit(table, entry) for entry in table.entries]
    _one_by_one(base, options, units[0], folder / f"{product}-warm")  # what is imported and kept for both alike
    maker = CopyMaker(base.resources, options, base.jobs, base.asked, None)
    start = time.process_time()
    for number, unit in enumerate(units):
        (out := folder / product / str(number)).mkdir(parents=True)
        maker.make(unit, "", out)
    once = time.process_time() - start
    start = time.process_time()
    for number, unit in enumerate(units[:ONE_BY_ONE]):
        _one_by_one(base, options, unit, folder / f"{product}-{number}")
    return once, (time.process_time() - start) / ONE_BY_ONE * UNITS


def _one_by_one(base: Base, options: Options, unit: Project, out: Path) -> None:
    """Render a unit's files as a build does, without holding them to the rules."""
    shop = open_workshop(unit, base.resources, options.theme).at(out)
    with time_of(unit.event.date):
        kits, _ = compose_kits(unit, base.jobs, base.resources, shop)
        for job in base.jobs:
            if not render_job(job, kits[job.language], shop):
                raise SystemExit(f"{job.name} does not fit")
