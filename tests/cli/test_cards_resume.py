"""A run of cards that was stopped goes on from its whole files, and ends in the bytes of one that nothing disturbed."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.manifest import holds, read_manifest
from generator.publish import WHOLE, WORK_PREFIX
from tests.cli.rosters import HEADINGS, a_row, make_cards, write_roster
from tests.support import EXAMPLE, ROOT, Desk, hashes

WAYS = {
    "one": (),
    "parts": ("--per-file", "150"),
    "units": ("--group-by", "unit kerja"),
    "both": ("--group-by", "unit kerja", "--per-file", "40"),
    "sheets": ("--sheet", "A4", "--per-file", "400"),
}
BAD = "Nama Panjang Sekali " * 9  # does not fit


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many rows, of which a few are wrong in several ways."""
    rows = [f"Contoh {number} Orang, S.E.;-;;Bagian {number % 7};K-{number:04}" for number in range(3000)]
    for number in range(37, 2600, 911):
        rows[number] = f"{BAD};-;;Bagian {number % 7};K-{number:04}"
        rows[number + 300] = "=1;-;;Bagian;K"
    return write_roster(tmp_path_factory.mktemp("roster"), *rows)


@pytest.fixture(scope="module", params=WAYS)
def undisturbed(request: pytest.FixtureRequest, roster: Path, tmp_path_factory: pytest.TempPathFactory) -> _Run:
    run = _Run(tmp_path_factory.mktemp(request.param) / "out", roster, (*WAYS[request.param], "--skip-bad"))
    run.told = run.resumed(())
    return run


class _Run:
    """A run, what it has told, and how long it took."""

    def __init__(self, out: Path, roster: Path, options: Sequence[str]) -> None:
        self.out = out
        self.roster = roster
        self.options = options
        self.told = ""

    def resumed(self, more: Sequence[str] = ("--resume",)) -> str:
        """Run to the end; return what is told of its rows."""
        outcome = make_cards(self.roster, self.out / "kartu.pdf", *self.options, *more)
        assert outcome.code == 6, outcome.err
        return outcome.err.partition("\n")[2]

    def killed(self, moment: float) -> None:
        """Run, and kill the run so many seconds after it has told of its first rows."""
        command = ["cards", EXAMPLE, self.roster, "-o", self.out / "kartu.pdf", *self.options, "--resume", "--json"]
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", *map(str, command)],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=20)


def _check(run: _Run, undisturbed: _Run) -> None:
    """What stands is whole; the resumed run makes the rest, and tells the same of its rows."""
    wanted = hashes(undisturbed.out)
    assert all(wanted[name] == digest for name, digest in hashes(run.out).items() if "/" not in name)
    assert run.resumed() == undisturbed.told
    assert hashes(run.out) == wanted
    assert not list(run.out.glob(f"{WORK_PREFIX}*"))


def test_a_killed_run_is_resumed(undisturbed: _Run, tmp_path: Path) -> None:
    run = _Run(tmp_path / "out", undisturbed.roster, undisturbed.options)
    run.killed(0.02)
    _check(run, undisturbed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_a_run_killed_at_any_moment_is_resumed(undisturbed: _Run, tmp_path: Path, seed: int) -> None:
    run = _Run(tmp_path / "out", undisturbed.roster, undisturbed.options)
    moment = random.Random(f"{seed} {undisturbed.options}")
    for _ in range(moment.choice((1, 1, 2))):
        run.killed(moment.uniform(0, 0.3))
    _check(run, undisturbed)


def test_whole_files_of_a_killed_run_are_kept(tmp_path: Path) -> None:
    roster = write_roster(tmp_path, *(f"Contoh {number};-;;u;K-{number:05}" for number in range(30_000)))
    out = tmp_path / "out"
    options = ("--per-file", "500")
    run = _Run(out, roster, options)
    run.killed(0.3)
    (work,) = out.glob(f"{WORK_PREFIX}*")
    noted = len((work / WHOLE).read_text(encoding="utf-8").splitlines())
    assert noted > 1
    (work / "kartu-001.pdf").write_bytes(b"spoilt")
    outcome = make_cards(roster, out / "kartu.pdf", *options, "--resume", "--json")
    assert outcome.code == 0, outcome.err
    told = json.loads(outcome.out.splitlines()[-1])
    assert told["cards"] == 30_000 and len(told["files"]) == 60
    assert told["kept"] in (noted - 1, noted)
    assert make_cards(roster, tmp_path / "again" / "kartu.pdf", *options).code == 0
    assert hashes(out) == hashes(tmp_path / "again")


def test_what_is_done_is_left_alone_and_what_is_other_is_made_anew(tmp_path: Path) -> None:
    roster = write_roster(tmp_path, *map(a_row, range(1, 6)))
    out = tmp_path / "out" / "kartu.pdf"
    assert make_cards(roster, out).code == 0
    before = {path.name: path.stat().st_mtime_ns for path in out.parent.glob("*.*")}
    assert "5 cards in 1 file, 1 of them kept" in make_cards(roster, out, "--resume").err
    assert {path.name: path.stat().st_mtime_ns for path in out.parent.glob("*.*")} == before
    manifest = read_manifest(out.parent)
    assert manifest is not None
    assert [(entry.path, entry.pages, holds(entry, out.parent)) for entry in manifest.files] == [
        ("kartu.pdf", 10, True)
    ]
    whole = out.read_bytes()
    for options in (("--sheet", "A4"), ("--theme", "kertas"), ()):
        assert "kept" not in make_cards(roster, out, "--resume", *options).err
    assert out.read_bytes() == whole
    out.write_bytes(b"spoilt")
    assert "kept" not in make_cards(roster, out, "--resume").err
    assert out.read_bytes() == whole
    write_roster(tmp_path, *map(a_row, range(1, 7)))
    assert "6 cards in 1 file\n" in make_cards(roster, out, "--resume").err
    assert "kept" not in make_cards(roster, out).err


def test_a_kits_manifest_is_added_to(desk: Desk, tmp_path: Path) -> None:
    roster = write_roster(tmp_path, a_row(1))
    assert desk.build().code == 0
    there = read_manifest(desk.out)
    assert there is not None
    assert make_cards(roster, desk.out / "kartu.pdf", project=desk.project).code == 0
    after = read_manifest(desk.out)
    assert after is not None
    assert {*there.files} < {*after.files} and {entry.path for entry in after.files} - {
        entry.path for entry in there.files
    } == {"kartu.pdf"}
    assert desk.build("--force").code == 0
    assert read_manifest(desk.out) == after


def test_cards_of_a_projects_own_templates_are_resumed_too(desk: Desk, tmp_path: Path) -> None:
    page = "templates/_themes/kawung/pocket-card/page.html.j2"
    desk.write(page, (ROOT / page).read_text(encoding="utf-8"))
    roster = tmp_path / "daftar.csv"
    roster.write_text("\n".join([HEADINGS, *map(a_row, range(1, 6))]) + "\n", encoding="utf-8")
    out = tmp_path / "out" / "kartu.pdf"
    options = ("--per-file", "2", "--resume")
    assert make_cards(roster, out, *options, project=desk.project).code == 0
    whole = hashes(out.parent)
    (out.parent / "kartu-002.pdf").write_bytes(b"spoilt")
    outcome = make_cards(roster, out, *options, project=desk.project)
    assert outcome.code == 0, outcome.err
    assert "5 cards in 3 files, 2 of them kept" in outcome.err
    assert hashes(out.parent) == whole
