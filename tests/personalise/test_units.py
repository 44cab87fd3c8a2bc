"""Runs of units: a unit's files are a build's, whoever makes them and however often the run was stopped before."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import time
from pathlib import Path

import pytest

from generator.manifest import file_hash, holds, read_manifest
from generator.publish import HOLDER, WORK_PREFIX
from tests.personalise.runs import FOLDERS, ROSTER, SMALL, roster_of, seen, started, units, unlike, until
from tests.support import EXAMPLE, Desk, hashes, python, sosialisasi


def test_a_folder_and_a_manifest_a_unit_and_a_manifest_of_the_run(undisturbed: Path) -> None:
    files = {f"{folder}/{name}" for folder in FOLDERS for name in ("poster-event.pdf", "manifest.json")}
    assert seen(undisturbed).keys() == {*files, "manifest.json"}
    told = json.loads((undisturbed / "manifest.json").read_text(encoding="utf-8"))
    assert [unit["folder"] for unit in told["units"]] == list(FOLDERS)
    assert [unit["row"] for unit in told["units"]] == [2, 3, 4, 5, 6, 7]
    for unit in told["units"]:
        manifest = read_manifest(undisturbed / unit["folder"])
        assert manifest is not None
        assert [holds(entry, undisturbed / unit["folder"]) for entry in manifest.files] == [True] * unit["files"]
        assert unit["bytes"] == sum(entry.bytes for entry in manifest.files)
        assert unit["manifest"] == file_hash(undisturbed / unit["folder"] / "manifest.json")
    links = {read.link for folder in FOLDERS if (read := read_manifest(undisturbed / folder))}
    assert links == {f"https://contoh.go.id/layani/{number}" for number in range(1, 7)}


def test_a_unit_alone_has_the_same_bytes(undisturbed: Path, tmp_path: Path) -> None:
    headings, *rows = ROSTER.read_text(encoding="utf-8-sig").splitlines()
    outcome = units(tmp_path / "out", "--workers", "1", roster=roster_of(tmp_path, headings, rows[3]))
    assert outcome.code == 0, outcome.err
    assert "1 unit in " in outcome.err
    assert hashes(tmp_path / "out" / FOLDERS[3]) == hashes(undisturbed / FOLDERS[3])


def test_a_unit_is_what_build_makes_of_a_project_with_its_values(desk: Desk, tmp_path: Path) -> None:
    logo = (desk.project / "assets" / "logo.svg").read_bytes().replace(b"#12143D", b"#7A1F1F")
    desk.write("assets/unit.svg", logo)
    headings = "Nama Unit;Unit (EN);Pimpinan;Tempat;Tempat (en);Tanggal;Mulai;Telepon;Logo"
    cells = "Bagian Arsip;Archive Division;Contoh Sebelas, S.T.;Ruang 1;Room 1;3 Maret 2027;13.30;(021) 555-0111"
    roster = roster_of(tmp_path, headings, f"{cells};assets/unit.svg")
    products = ("-p", "poster", "--design", "event", "-p", "deck")
    outcome = units(tmp_path / "out", *products, roster=roster, project=desk.project)
    assert outcome.code == 0, outcome.err
    event = (desk.project / "event.yaml").read_text(encoding="utf-8")
    hours = {"09.00": "13.30", "09.10": "13.40", "09.20": "13.50", "10.10": "14.40", "11.00": "15.30", "11.20": "15.50"}
    event = re.sub("|".join(hours), lambda found: hours[found[0]], event.replace('end: "11.30"', 'end: "16.00"'))
    for old, new in (
        ("\ndate: 2026-12-15", '\nunit: {id: "Bagian Arsip", en: "Archive Division"}\ndate: 2027-03-03'),
        ('{id: "Aula Pendopo", en: "Pendopo Hall"}', '{id: "Ruang 1", en: "Room 1"}'),
        ("Fulan Contoh, S.Sos., M.Si.", "Contoh Sebelas, S.T."),
        ('"Kepala Bagian Layanan", en: "Head of the Service Division"',
         '"Pimpinan Bagian Arsip", en: "Head of Archive Division"'),
        ("(021) 555-0100", "(021) 555-0111"),
        ('"Sekretariat Contoh", ', '"Sekretariat Contoh", "Bagian Arsip", "Ruang 1", '),
    ):  # fmt: skip
        assert event.count(old) == 1, old
        event = event.replace(old, new)
    desk.write("event.yaml", event)
    desk.edit("_brand.yml", r"medium: agency", "medium: unit")
    alt = '{id: "Logo Bagian Arsip", en: "Logo of Archive Division"}'
    desk.edit("_brand.yml", r"  images:\n", f'  images:\n    unit: {{path: "assets/unit.svg", alt: {alt}}}\n')
    outcome = sosialisasi("build", desk.project, "-o", tmp_path / "build", *products)
    assert outcome.code == 0, outcome.err
    assert unlike(tmp_path / "out" / "bagian-arsip", tmp_path / "build") == []
    assert (tmp_path / "build" / "en" / "deck.pdf").exists()


def test_a_resumed_run_makes_what_is_missing_changed_or_of_other_inputs(undisturbed: Path, tmp_path: Path) -> None:
    headings, *rows = ROSTER.read_text(encoding="utf-8-sig").splitlines()
    out = tmp_path / "out"
    assert units(out, "--resume").code == 0
    assert seen(out) == seen(undisturbed)
    (out / FOLDERS[0] / "poster-event.pdf").write_bytes(b"spoilt")
    (out / FOLDERS[1] / "manifest.json").unlink()
    (out / FOLDERS[2] / "poster-event.pdf").unlink()
    rows[3] = rows[3].replace("Contoh Tujuh", "Contoh Tujuh Belas")
    before = (out / FOLDERS[5] / "poster-event.pdf").stat().st_mtime_ns
    outcome = units(out, "--resume", "--json", roster=roster_of(tmp_path, headings, *rows))
    assert outcome.code == 0, outcome.err
    *told, result = map(json.loads, outcome.out.splitlines())
    assert {line["folder"]: line["state"] for line in told} == {
        **dict.fromkeys(FOLDERS[:4], "made"), **dict.fromkeys(FOLDERS[4:], "kept")
    }  # fmt: skip
    assert result == {"units": 6, "kept": 2, "failed": 0}
    assert (out / FOLDERS[5] / "poster-event.pdf").stat().st_mtime_ns == before
    assert hashes(out / FOLDERS[0]) == hashes(undisturbed / FOLDERS[0])
    assert hashes(out / FOLDERS[3]) != hashes(undisturbed / FOLDERS[3])


def test_other_options_are_no_reason_to_keep(undisturbed: Path, tmp_path: Path) -> None:
    headings, row, *_ = ROSTER.read_text(encoding="utf-8-sig").splitlines()
    roster = roster_of(tmp_path, headings, row)
    assert units(tmp_path / "out", roster=roster).code == 0
    assert "1 of them kept" in units(tmp_path / "out", "--resume", roster=roster).err
    assert "kept" not in units(tmp_path / "out", "--resume", "--size", "A2", *SMALL, roster=roster).err


def _killed_and_resumed(undisturbed: Path, out: Path, count: int, pause: float) -> None:
    """Kill a run so long after so many units; what stands then is whole, and a resumed run completes it."""
    with started(out, "--workers", "2") as process:
        until(process, count)
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=20)
    whole = seen(undisturbed)
    assert all(whole[name] == digest for name, digest in seen(out).items())
    outcome = units(out, "--resume")
    assert outcome.code == 0, outcome.err
    assert seen(out) == whole
    assert not list(out.glob(f"{WORK_PREFIX}*"))


def test_a_killed_run_is_resumed(undisturbed: Path, tmp_path: Path) -> None:
    _killed_and_resumed(undisturbed, tmp_path / "out", 2, 0.2)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_a_run_killed_at_any_moment_is_resumed(undisturbed: Path, tmp_path: Path, seed: int) -> None:
    moment = random.Random(seed)
    _killed_and_resumed(undisturbed, tmp_path / "out", moment.randrange(6), moment.uniform(0, 1.5))


@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_leaves_whole_units(undisturbed: Path, tmp_path: Path, stop: signal.Signals, code: int) -> None:
    out = tmp_path / "out"
    with started(out, "--workers", "2") as process:
        until(process, 2)
        process.send_signal(stop)
        _, said = process.communicate(timeout=20)
    assert process.returncode == code
    assert "Traceback" not in said
    assert ("--resume goes on from there" in said) == (stop is signal.SIGINT)
    whole = seen(undisturbed)
    assert all(whole[name] == digest for name, digest in seen(out).items())
    assert 4 <= len(seen(out)) < len(whole)
    assert not list(out.glob(".sosialisasi-work-*")) and not (out / HOLDER).exists()


def test_a_dead_workers_rows_are_done_again(undisturbed: Path, tmp_path: Path) -> None:
    with started(tmp_path / "out", "--workers", "2") as process:
        until(process, 1)
        _kill_a_worker(process.pid)
        rest, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert json.loads(rest.splitlines()[-1]) == {"units": 6, "kept": 0, "failed": 0}
    assert seen(tmp_path / "out") == seen(undisturbed)


def _kill_a_worker(parent: int) -> None:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    workers = [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    assert len(workers) == 2
    os.kill(workers[0], signal.SIGKILL)


def test_workers_end_with_a_killed_run(tmp_path: Path) -> None:
    with started(tmp_path / "out", "--workers", "2") as process:
        until(process, 1)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        process.kill()
        process.communicate(timeout=20)
    deadline = time.monotonic() + 20
    while any(_runs(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_runs(child) for child in children)


def _runs(child: str) -> bool:
    status = Path(f"/proc/{child}/stat")
    return status.exists() and status.read_text().rpartition(") ")[2][0] != "Z"


def test_a_folder_in_use_is_left_alone(undisturbed: Path, tmp_path: Path) -> None:
    with started(tmp_path / "out", "--workers", "1") as process:
        until(process, 1)
        outcome = units(tmp_path / "out")
        assert outcome.code == 75
        assert f"in use by another run (process {process.pid})" in outcome.err
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert seen(tmp_path / "out") == seen(undisturbed)


def test_a_row_that_fails_late_leaves_the_others(undisturbed: Path, tmp_path: Path) -> None:
    headings, *rows = ROSTER.read_text(encoding="utf-8-sig").splitlines()
    rows[1] = rows[1].replace("Jalan Contoh Nomor 1, Kabupaten Contoh", "Jalan Contoh Nomor Satu " * 8)
    roster = roster_of(tmp_path, headings, *rows)
    outcome = units(tmp_path / "out", roster=roster)
    assert outcome.code == 6
    assert re.search(rf"{re.escape(str(roster))}:3 Bagian Pengaduan: .*place .* does not fit .*cut \d+ of", outcome.err)
    assert "1 row failed; the rest are done" in outcome.err
    made = seen(tmp_path / "out")
    assert made.pop("manifest.json") != seen(undisturbed)["manifest.json"]
    expected = {name: digest for name, digest in seen(undisturbed).items() if name.split("/")[0] not in (
        "bagian-pengaduan", "manifest.json")}  # fmt: skip
    assert made == expected
    told = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["units"][1]
    assert told["row"] == 3 and "does not fit" in told["problems"][0] and "files" not in told


@pytest.mark.long
def test_a_process_takes_no_more_memory_for_many_units() -> None:
    code = (
        "from pathlib import Path\n"
        "from tempfile import TemporaryDirectory\n"
        "from generator.personalise.base import Base\n"
        "from generator.personalise.maker import WholeMaker\n"
        "from generator.plan import Options\n"
        "options = Options(products=('poster',), designs=('event',), languages=('id',))\n"
        f"base = Base(Path({str(EXAMPLE)!r}), options)\n"
        "maker = WholeMaker(base.resources, options, base.jobs, base.asked, None)\n"
        "for number in range(80):\n"
        "    with TemporaryDirectory() as folder:\n"
        "        maker.make(base.project, 'inputs', Path(folder))\n"
        "    taken = int(Path('/proc/self/statm').read_text().split()[1]) * 4\n"
        "    first = taken if number < 40 else first\n"
        "print((taken - first) // 40)\n"
    )
    assert int(python(code)) < 60  # KB a unit; WeasyPrint takes 220 for fonts of its own
