"""sosialisasi new: a project that builds at once, or nothing at all."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support import EXAMPLE, ROOT, hashes, snapshot, sosialisasi


def test_a_new_project_builds_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "proyek baru"
    outcome = sosialisasi("new", folder)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == (
        f"{folder}: edit event.yaml and _brand.yml, put your logo into assets/, then: sosialisasi build {folder}\n"
    )
    built = sosialisasi("build", folder, "-p", "pocket-card", "-o", tmp_path / "out")
    assert built.code == 0, built.err
    cards = {f"{folder}{name}.pdf" for folder in ("", "en/") for name in ("pocket-card", "pocket-card-sheet")}
    assert hashes(tmp_path / "out").keys() == cards | {"manifest.json"}


def test_it_has_everything_of_the_example_and_schemas_for_editors(tmp_path: Path) -> None:
    assert sosialisasi("new", tmp_path / "a").code == 0
    schemas = {f".schema/{name}.schema.json" for name in ("brand", "campaign", "event")}
    assert snapshot(tmp_path / "a").keys() == snapshot(EXAMPLE).keys() | schemas
    for name, schema in {"event.yaml": "event", "_brand.yml": "brand"}.items():
        first = (tmp_path / "a" / name).read_text().splitlines()[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert found is not None
        assert json.loads((tmp_path / "a" / found[1]).read_text())["title"].lower() == schema
    rest = [name for name in snapshot(EXAMPLE) if not name.endswith((".yaml", ".yml"))]
    assert all((tmp_path / "a" / name).read_bytes() == (EXAMPLE / name).read_bytes() for name in rest)


def test_an_empty_folder_may_be_there_already(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert sosialisasi("new", ".").code == 0
    assert (tmp_path / "event.yaml").is_file()


@pytest.mark.parametrize("content", ["event.yaml", ".hidden"])
def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path, content: str) -> None:
    (tmp_path / content).write_text("mine")
    before = snapshot(tmp_path)
    outcome = sosialisasi("new", tmp_path)
    assert (outcome.code, outcome.out) == (5, "")
    assert outcome.err == f"{tmp_path} is there already and not empty; name a new folder\n"
    assert snapshot(tmp_path) == before


def test_a_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("mine")
    assert sosialisasi("new", tmp_path / "berkas").code == 5
    assert sosialisasi("new", tmp_path / "berkas" / "proyek").code == 5
    assert (tmp_path / "berkas").read_text() == "mine"


def test_a_name_too_long_is_told(tmp_path: Path) -> None:
    outcome = sosialisasi("new", tmp_path / ("x" * 300))
    assert outcome.code == 5
    assert outcome.err.endswith(": File name too long\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("is_new", [True, False])
def test_a_disk_that_fills_up_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_new: bool
) -> None:
    folder = tmp_path / "proyek"
    if not is_new:
        folder.mkdir()

    def full(source: Path, target: Path) -> None:
        Path(target).write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copy2", full)
    monkeypatch.setattr(shutil.copytree, "__defaults__", (False, None, full, False, False))
    outcome = sosialisasi("new", folder)
    assert outcome.code == 5
    assert outcome.err.startswith(f"cannot write {folder}: ")
    assert "No space left on device" in outcome.err
    assert list(tmp_path.iterdir()) == ([] if is_new else [folder])
    assert is_new or list(folder.iterdir()) == []


def test_the_folder_must_be_named() -> None:
    outcome = sosialisasi("new")
    assert outcome.code == 2
    assert "Missing argument 'FOLDER'" in outcome.err


def test_what_is_known_is_written_in(tmp_path: Path) -> None:
    logo = tmp_path / "Logo Dinas.SVG"
    shutil.copyfile(EXAMPLE / "assets" / "logo.svg", logo)
    known = ["--agency", "Dinas Perizinan", "--title", "Layanan: prima", "--date", "2027-01-20", "--colour", "#0A3D2E"]
    outcome = sosialisasi("new", tmp_path / "a", *known, "--logo", logo)
    assert (outcome.code, outcome.err) == (0, "")
    event, brand = ((tmp_path / "a" / name).read_text() for name in ("event.yaml", "_brand.yml"))
    for line in ('agency: "Dinas Perizinan"', 'title: "Layanan: prima"', "date: 2027-01-20", "speakers:"):
        assert line in event.splitlines()
    assert "region:" not in event
    assert '  name: "Dinas Perizinan"' in brand.splitlines()
    assert '  primary: "#0A3D2E"' in brand.splitlines()
    assert 'logo: "assets/logo-dinas.svg"' in brand.splitlines()
    assert (tmp_path / "a" / "assets" / "logo-dinas.svg").read_bytes() == logo.read_bytes()
    built = sosialisasi("build", tmp_path / "a", "-p", "pocket-card", "-o", tmp_path / "out")
    assert built.code == 0, built.err


@pytest.mark.parametrize(
    ("option", "value", "code", "said"),
    [
        ("--date", "20-1-2027", 2, "20-1-2027"),
        ("--colour", "hijau lumut", 3, "hijau lumut"),
        ("--logo", "tidak-ada.svg", 3, "does not exist"),
        ("--logo", str(EXAMPLE / "event.yaml"), 3, "event.yaml"),
    ],
)
def test_a_wrong_answer_leaves_nothing(tmp_path: Path, option: str, value: str, code: int, said: str) -> None:
    outcome = sosialisasi("new", tmp_path / "a", option, value)
    assert outcome.code == code
    assert said in outcome.err
    assert not (tmp_path / "a").exists()


def test_it_asks_on_a_terminal(tmp_path: Path) -> None:
    """What is left empty stays; a day that is none is asked again."""
    code, said = in_a_terminal(["new", str(tmp_path / "a")], "Dinas Perizinan\n\nbesok\n2027-01-20\n#0A3D2E\n\n")
    assert code == 0, said
    event = (tmp_path / "a" / "event.yaml").read_text()
    assert 'agency: "Dinas Perizinan"' in event and "date: 2027-01-20" in event
    assert "Sosialisasi budaya berorientasi pelayanan" in event
    assert '  primary: "#0A3D2E"' in (tmp_path / "a" / "_brand.yml").read_text()


def in_a_terminal(arguments: list[str], typed: str) -> tuple[int, str]:
    """Run the command in a terminal of its own, and return its code and what it showed."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "generator", *arguments]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT)
    os.close(theirs)
    os.write(ours, typed.encode())
    shown = b""
    with suppress(OSError):  # how a terminal ends on Linux
        while data := os.read(ours, 1 << 12):
            shown += data
    return process.wait(60), shown.decode()
