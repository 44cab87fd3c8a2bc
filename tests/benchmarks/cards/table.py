"""Measure cards: `python -m tests.benchmarks.cards.table`, or as a part of `make bench`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from unittest.mock import patch

import pypdfium2
import zxingcpp

from generator.kit import compose
from generator.personalise.codes import Codes
from generator.personalise.copies import Said
from generator.personalise.plating import fields_of
from generator.plan import Options, plan
from generator.products import discover
from generator.renderers.pages import find_page, fitted, layout_of
from generator.renderers.pdf import typeset
from generator.renderers.qr import QUIET_ZONE
from generator.resources import Resources, shipped
from generator.schema.project import load_project
from generator.schema.yaml import read_yaml
from generator.themes.fonts import FontBook
from generator.workshop import open_workshop, time_of
from tests.benchmarks.cards.by_weasyprint import MARKS
from tests.benchmarks.cards.people import LINK, Person, people, write_roster

EXAMPLE = shipped("content") / "examples" / "dinas-contoh"
COUNTS = (100, 1_000, 10_000, 100_000)
RUN = """
import re, sys
from pathlib import Path
from {module} import {function} as run
run(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@dataclass(frozen=True)
class Way:
    """A way to make cards, up to so many: a card a page, or on sheets."""

    name: str
    module: str
    most: int
    function: str = "run"
    single: bool = True


WAYS = (
    Way("sosialisasi cards", "ours", COUNTS[-1]),
    Way("sosialisasi cards --sheet A4", "ours", COUNTS[-1], "run_on_sheets", single=False),
    Way("Typst, plate as one image", "by_typst", 10_000),
    Way("ReportLab, art as a form", "by_reportlab", 10_000),
    Way("WeasyPrint, all whole", "by_weasyprint", 1_000),
)


@dataclass(frozen=True)
class Cost:
    """What a run took: CPU seconds, peak memory in MB, and the file's bytes."""

    cpu: float
    memory: float
    size: int


def cards_table(folder: Path, counts: tuple[int, ...] = COUNTS) -> str:
    """Return CPU seconds, memory and size of file for each way and count; sampled pages are read back."""
    _prepare(folder, counts)
    first = _cost(WAYS[0], folder, counts[0])
    costs = {(way.name, count): _cost(way, folder, count) for way in WAYS for count in counts if count <= way.most}
    lines = [
        f"Cards of two sides, every name, number and code different; the plate took {first.cpu:.1f} s, "
        f"{first.memory:.0f} MB, once",
        f"{'CPU s':<32}" + "".join(f"{count:>10,}" for count in counts) + f"{'MB':>8}{'KB a card':>11}",
    ]
    for way in WAYS:
        made = {count: costs[way.name, count] for count in counts if (way.name, count) in costs}
        last, cost = max(made.items())
        cells = "".join(f"{made[count].cpu:>10.2f}" if count in made else f"{'':>10}" for count in counts)
        lines.append(f"{way.name:<32}{cells}{cost.memory:>8.0f}{cost.size / last / 1000:>11.2f}")
    ours = {count: costs[WAYS[0].name, count] for count in counts}
    if len(ours) > 1:
        small, large = sorted(ours)[-2:]
        rate = (large - small) / (ours[large].cpu - ours[small].cpu)
        lines.append(f"beyond {small:,}: {rate:,.0f} cards a CPU second")
    for way in WAYS[2:]:
        count = max(count for count in counts if (way.name, count) in costs)
        lines.append(
            f"{count:,} cards, {way.name}: {costs[way.name, count].cpu / ours[count].cpu:,.0f} times our CPU time"
        )
    return "\n".join(lines)


def _prepare(folder: Path, counts: tuple[int, ...]) -> None:
    """Write rosters, fonts, the plate as a PDF, and one card as HTML; and have the plate made anew."""
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    for count in counts:
        write_roster(folder / f"{count}.csv", count)
    (folder / "fonts").mkdir()
    book = FontBook()
    for weight in (400, 700):
        face = book.face("Plus Jakarta Sans", weight)
        (folder / "fonts" / f"{weight}-{face.file_name}").write_bytes(face.data)
    resources = Resources(EXAMPLE)
    project = load_project(EXAMPLE, resources)
    job = plan(project, discover(resources), Options(products=("pocket-card",)))[0]
    with time_of(project.event.date):
        shop = open_workshop(project, resources, None).at(folder)
        strings = read_yaml(shipped("templates") / "_shared/strings/id.yaml").data
        kit = compose(project, "id", strings, project.event.date)
        layout = layout_of(job, shop)
        table = Codes(LINK, "").table("00000000")
        size = {"name": 8.5, "number": 6.5, "unit": 6.5}
        texts = {name: Said(text, 1, size[name], size[name]) for name, text in zip(size, MARKS, strict=False)}
        marked = fields_of(
            layout, texts, {"link": MARKS[4], "path": MARKS[3], "modules": table.modules + 2 * QUIET_ZONE}
        )
        for name, fields in (("plate", fields_of(layout)), ("card", marked)):
            with patch("generator.renderers.typesetter.typeset", wraps=typeset) as seen:
                made = fitted(job, kit, shop, find_page(job, shop), layout, 0.0, personal=fields)
            assert made is not None, shop.misfits
            (folder / f"{name}.pdf").write_bytes(made[1].write_untagged())
            (folder / f"{name}.html").write_text(made[0], encoding="utf-8")
            assets = {url: [b64encode(data).decode(), media] for url, (data, media) in seen.call_args[0][-1].items()}
            (folder / "assets.json").write_text(json.dumps(assets))


def _cost(way: Way, folder: Path, count: int) -> Cost:
    """Make cards in a process of its own and read some of them."""
    out = folder / "cards.pdf"
    source = RUN.format(module=f"tests.benchmarks.cards.{way.module}", function=way.function)
    command = [sys.executable, "-c", source, str(folder), str(count), str(out)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    told, complaint = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{way.name} failed: {complaint.decode()}")
    _check(way, out, count)
    return Cost(usage.ru_utime + usage.ru_stime, int(told.split()[-1]) / 1024, out.stat().st_size)


def _check(way: Way, path: Path, count: int) -> None:
    """Read some pages as a scanner and as a reader would; what they say must be the people's."""
    with pypdfium2.PdfDocument(path) as document:
        if way.single:
            assert len(document) == 2 * count, f"{way.name}: {len(document)} pages"
            for number in sorted({0, count // 3, count // 2, count - 1}):
                _read(way, document[2 * number + 1], [_person(number)])
        else:
            _read(way, document[1], [_person(0)])


def _person(number: int) -> Person:
    return next(islice(people(number + 1), number, None))


def _read(way: Way, page: pypdfium2.PdfPage, wanted: list[Person]) -> None:
    text = "".join(page.get_textpage().get_text_bounded().split())
    codes = {code.text for code in zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil())}
    for person in wanted:
        for said in (person.name, person.number_line, person.unit):
            assert "".join(said.split()) in text, f"{way.name}: no “{said}” in “{text}”"
        assert LINK + person.code in codes, f"{way.name}: no code of {person.name}"


if __name__ == "__main__":
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as scratch:
        print(cards_table(Path(scratch), tuple(map(int, sys.argv[1:])) or COUNTS))
    print(f"{time.perf_counter() - start:.0f} s")
