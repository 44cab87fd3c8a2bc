"""A kit for every unit: its own values in it, as `build` would make it; a bad row stops no other."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support import EXAMPLE, ROOT, Desk, Outcome, hashes, sosialisasi
from tests.text import page_texts

HEADINGS = "unit;tempat;tanggal;pimpinan;tautan"
ROWS = (
    "Bagian Umum;Ruang Rapat A;2026-12-16;Contoh Satu, S.E.;https://contoh.go.id/a",
    "Bagian Data;Ruang Rapat B;2026-12-17;;",
    "Sekretariat;;;;",
)
PRODUCTS = ("-p", "pocket-card", "-p", "handout", "-l", "id")


def _units(folder: Path, out: Path, *options: str, project: Path = EXAMPLE, rows: tuple[str, ...] = ROWS) -> Outcome:
    roster = folder / "unit.csv"
    roster.write_text("\n".join([HEADINGS, *rows]) + "\n", encoding="utf-8")
    return sosialisasi("units", project, roster, "-o", out, *PRODUCTS, *options)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("units")
    outcome = _units(folder, folder / "out", "--workers", "1")
    assert outcome.code == 0, outcome.err
    return folder / "out"


def test_every_unit_has_its_values_in_a_folder_of_its_own(made: Path) -> None:
    assert {path.name for path in made.iterdir() if path.is_dir()} == {"bagian-umum", "bagian-data", "sekretariat"}
    handouts = {path.parent.name: "\n".join(page_texts(path)) for path in made.glob("*/handout.pdf")}
    assert "Bagian Umum" in page_texts(made / "bagian-umum/pocket-card.pdf")[1]
    assert "https://contoh.go.id/a" in (made / "bagian-umum/manifest.json").read_text()
    assert len(handouts) == 3
    run = json.loads((made / "units.json").read_text())
    assert [(unit["row"], unit["folder"]) for unit in run["units"]] == [
        (2, "bagian-umum"), (3, "bagian-data"), (4, "sekretariat"),
    ]  # fmt: skip
    assert all(len(unit["manifest"]) == 64 for unit in run["units"])


def test_a_units_files_are_those_of_its_row_alone_and_of_a_build(made: Path, desk: Desk, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    assert _units(tmp_path, alone, "--workers", "1", rows=ROWS[1:2]).code == 0
    assert hashes(alone / "bagian-data") == hashes(made / "bagian-data")
    desk.edit("event.yaml", "^date: .*", "date: 2026-12-17")
    desk.edit("event.yaml", "^place: .*", 'place: "Ruang Rapat B"\nunit: "Bagian Data"')
    outcome = sosialisasi("build", desk.project, "-o", tmp_path / "build", *PRODUCTS)
    assert outcome.code == 0, outcome.err
    for name in ("pocket-card.pdf", "pocket-card-sheet.pdf", "handout.pdf"):
        assert (tmp_path / "build" / name).read_bytes() == (made / "bagian-data" / name).read_bytes()


def test_several_processes_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    assert _units(tmp_path, tmp_path / "out", "--workers", "2").code == 0
    assert hashes(tmp_path / "out") == hashes(made)


def test_rows_that_are_wrong_are_told_by_row_and_column_before_anything_is_written(tmp_path: Path) -> None:
    rows = (*ROWS, "=cmd();;;;", "BAGIAN-umum;;;;", ";;;;https://contoh.go.id/x")
    outcome = _units(tmp_path, tmp_path / "out", rows=rows)
    assert outcome.code == 3
    for told in (
        ":5:1 unit: begins with “=”",
        ":6 unit: would have the folder bagian-umum of row 2",
        ":7:1 unit: is empty",
    ):
        assert told in outcome.err
    assert not (tmp_path / "out").exists()


def test_a_unit_that_cannot_be_built_stops_no_other(tmp_path: Path) -> None:
    rows = ("Bagian Umum;;2026-13-45;;", "Bagian Data;;;;", f"Unit {'panjang ' * 20};;;;")
    outcome = _units(tmp_path, tmp_path / "out", "--workers", "1", rows=rows)
    assert outcome.code == 6
    assert "unit.csv:2 tanggal: '2026-13-45' is not a date" in outcome.err
    assert "unit.csv:4 Unit panjang" in outcome.err and "does not fit" in outcome.err
    assert "2 units were left out" in outcome.err
    assert (tmp_path / "out/bagian-data/manifest.json").is_file()
    units = json.loads((tmp_path / "out/units.json").read_text())["units"]
    assert [bool(unit.get("problems")) for unit in units] == [True, False, True]


def test_resume_keeps_what_is_whole_and_makes_the_rest(made: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert _units(tmp_path, out, "--workers", "1", rows=ROWS[:2]).code == 0
    (out / "bagian-umum/handout.pdf").write_bytes(b"cut off")
    before = (out / "bagian-data/handout.pdf").stat().st_mtime_ns
    outcome = _units(tmp_path, out, "--workers", "1", "--resume", "--json")
    assert outcome.code == 0, outcome.err
    *progress, result = map(json.loads, outcome.out.splitlines())
    assert result == {"units": 3, "made": 2, "failed": 0}
    assert progress[-1]["share"] == 1 and progress[-1]["left"] == 0
    assert (out / "bagian-data/handout.pdf").stat().st_mtime_ns == before
    assert hashes(out) == hashes(made)


def test_a_killed_run_is_resumed_to_the_same_files(made: Path, tmp_path: Path) -> None:
    roster = tmp_path / "unit.csv"
    roster.write_text("\n".join([HEADINGS, *ROWS]) + "\n", encoding="utf-8")
    out = tmp_path / "out"
    command = [sys.executable, "-c", "from generator.cli import main; main()", "units", str(EXAMPLE), str(roster)]
    run = subprocess.Popen([*command, "-o", str(out), *PRODUCTS, "--workers", "1"], cwd=ROOT, stderr=subprocess.DEVNULL)
    while not (out / "bagian-umum/manifest.json").exists():
        assert run.poll() is None
        time.sleep(0.02)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    assert not (out / "units.json").exists()
    outcome = _units(tmp_path, out, "--workers", "1", "--resume")
    assert outcome.code == 0, outcome.err
    assert hashes(out) == hashes(made)


def test_what_a_dead_process_left_is_done_again(made: Path, tmp_path: Path) -> None:
    roster = tmp_path / "unit.csv"
    roster.write_text("\n".join([HEADINGS, *ROWS]) + "\n", encoding="utf-8")
    out = tmp_path / "out"
    source = "from generator.cli import main\nif __name__ == '__main__':\n    main()\n"
    (tmp_path / "run.py").write_text(source)
    run = subprocess.Popen(
        [sys.executable, tmp_path / "run.py", "units", EXAMPLE, roster, "-o", out, *PRODUCTS, "--workers", "2"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE,
    )  # fmt: skip
    while not list(out.glob("*/.sosialisasi.pid")):
        assert run.poll() is None
        time.sleep(0.02)
    victim = int(next(out.glob("*/.sosialisasi.pid")).read_text())
    assert victim != run.pid
    os.kill(victim, signal.SIGKILL)
    assert run.wait() == 0, run.stderr and run.stderr.read()
    assert hashes(out) == hashes(made)
