"""Print speed and memory of a kit's build, beside Typst on comparable pages, in one run: `make bench`."""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.renderers.qr import encode
from generator.resources import Resources, shipped
from generator.schema.project import load_project
from generator.themes.fonts import FontBook
from tests.benchmarks.cards.table import cards_table
from tests.benchmarks.checking import checking_table
from tests.benchmarks.fitting import fitting_table
from tests.benchmarks.imposing import imposing_line
from tests.benchmarks.overlong import overlong_table
from tests.benchmarks.units import units_table

RUNS = 5
EXAMPLE = shipped("content") / "examples" / "dinas-contoh"
LONGEST = Path(__file__).parents[1] / "fixtures/valid/longest"
SOURCES = Path(__file__).parent / "typst"
TYPST = """
import sys, typst
for name in sys.argv[2:]:
    typst.compile(f"{sys.argv[1]}/{name}.typ", output=f"{sys.argv[1]}/{name}.pdf", font_paths=[sys.argv[1] + "/fonts"])
"""


@dataclass(frozen=True)
class Cost:
    """What a command took: CPU seconds (user and system), seconds on the clock, and peak memory in MB."""

    cpu: float
    wall: float
    memory: float


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        out = scratch / "kit"
        build = [_command(), "-q", "build", str(EXAMPLE), "-l", "id", "-o", str(out)]
        pdfs = ["-p", "poster", "--design", "criteria", "-p", "pocket-card", "-p", "handout"]
        prepare_typst(scratch / "typst")
        typst = [sys.executable, "-c", TYPST, str(scratch / "typst"), "poster", "card", "handout"]
        rows = {
            "sosialisasi build, all products, cold": measure([*build, "--force"]),
            "sosialisasi build, poster, card and sheet, handout": measure([*build, *pdfs, "--force"]),
            "Typst, poster, card, handout, cold": measure(typst),
            "sosialisasi build, nothing changed": measure(build),
            "sosialisasi --help": measure([_command(), "--help"]),
        }
        imposing = imposing_line(out / "pocket-card.pdf", scratch)
        checking = checking_table(_command(), scratch / "typst" / "handout.pdf", scratch)
        overlong = overlong_table(scratch)
        (scratch / "cards").mkdir()
        cards = cards_table(scratch / "cards")
        units = units_table(scratch)
        fitting = fitting_table([("the example", EXAMPLE), ("the longest texts that fit", LONGEST)])
    print(f"{platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores; medians of {RUNS} runs\n")
    print(f"{'':<52}{'CPU s':>7}{'clock s':>9}{'MB':>6}")
    for name, cost in rows.items():
        print(f"{name:<52}{cost.cpu:>7.2f}{cost.wall:>9.2f}{cost.memory:>6.0f}")
    ours, theirs = list(rows.values())[1:3]
    print(
        f"\nCPU, ours to Typst's for the same three PDFs, ours with a sheet of cards: {ours.cpu / theirs.cpu:.1f} : 1"
    )
    print(f"\n{imposing}")
    print(f"\n{checking}")
    print(f"\n{overlong}")
    print(f"\n{fitting}")
    print(f"\n{units}")
    print(f"\n{cards}")


def measure(command: Sequence[str]) -> Cost:
    """Run `command` once to warm the disk, then RUNS times, and return the medians."""
    _once(command)
    costs = [_once(command) for _ in range(RUNS)]
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in ("cpu", "wall", "memory")))


def prepare_typst(folder: Path) -> None:
    """Write what the Typst sources read: our texts, our art, our fonts, the same QR code."""
    shutil.copytree(SOURCES, folder)
    project = load_project(EXAMPLE, Resources(EXAMPLE))
    campaign = project.campaigns["id"].model_dump(mode="json")
    (folder / "texts.yaml").write_text(json.dumps(_texts(campaign), ensure_ascii=False))  # JSON is YAML
    art = (shipped("templates") / "_themes/kawung/art/petal.svg").read_text()
    for part, colour in {"form": "#F0A51E", "ground": "#12143D", "seed": "#FBD489"}.items():
        art = art.replace(f'class="{part}"', f'fill="{colour}"')
    (folder / "petal.svg").write_text(art)
    (folder / "qr.svg").write_text(encode(project.event.link).svg("#12143D", "#FBF6EB"))
    (folder / "fonts").mkdir()
    book = FontBook()
    for weight in (200, 400, 500, 700, 800):
        face = book.face("Plus Jakarta Sans", weight)
        (folder / "fonts" / face.file_name).write_bytes(face.data)


def _texts(campaign: dict[str, Any]) -> dict[str, Any]:
    return {
        "headline": campaign["promise"]["headline"],
        "subtitle": campaign["promise"]["subtitle"],
        "date": "Selasa, 15 Desember 2026",
        "time": "09.00–11.30 WIB",
        "place": "Aula Pendopo",
        "lead": campaign["meaning"]["lead"]["text"],
        "body": campaign["meaning"]["body"]["text"],
        "steps": [
            {
                "name": item["name"],
                "meaning": item["meaning"]["text"],
                "points": [point["text"] for point in item["points"]],
            }
            for item in campaign["criteria"]["items"]
        ],
        "values": campaign["values"]["items"],
        "pairs": campaign["practice"]["pairs"],
        "checklist": campaign["checklist"],
        "cases": campaign["cases"],
        "quiz": campaign["quiz"],
        "note": campaign["sources_note"],
    }


def _once(command: Sequence[str]) -> Cost:
    start = time.perf_counter()
    # Compiled modules are kept, as they are for everybody who installed the package.
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environ)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        raise SystemExit(f"{' '.join(command)} failed: {process.stderr.read().decode() if process.stderr else ''}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def _command() -> str:
    return str(Path(sys.executable).parent / "sosialisasi")


if __name__ == "__main__":
    main()
