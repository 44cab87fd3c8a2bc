"""The hash of the inputs: it changes with everything that a build depends on, and with nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import inputs
from generator.errors import InputError
from generator.inputs import inputs_hash
from generator.resources import Resources


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "proyek"
    (folder / "templates" / "poster").mkdir(parents=True)
    (folder / "templates" / "handout").mkdir()
    (folder / "templates" / "poster" / "page.html.j2").write_text("page")
    (folder / "event.yaml").write_text("title: x")
    (folder / "_brand.yml").write_text("meta: {}")
    return folder


def _hash(folder: Path) -> str:
    return inputs_hash([folder / "event.yaml", folder / "_brand.yml"], Resources(folder))


def _move(folder: Path) -> None:
    (folder / "templates" / "poster" / "page.html.j2").rename(folder / "templates" / "handout" / "page.html.j2")


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "event.yaml").write_text("title: y"),
        lambda folder: (folder / "_brand.yml").write_text("meta: {}\n"),
        lambda folder: (folder / "templates" / "poster" / "page.html.j2").write_text("pages"),
        lambda folder: (folder / "templates" / "poster" / "page.html.j2").unlink(),
        lambda folder: (folder / "templates" / "poster" / "new.svg").write_text("<svg/>"),
        _move,
    ],
    ids=["event", "brand", "template edited", "template removed", "template added", "template moved"],
)
def test_a_change_of_a_file_changes_it(project: Path, change: Callable[[Path], object]) -> None:
    before = _hash(project)
    change(project)
    assert _hash(project) != before


def test_text_that_moves_from_one_file_to_the_next_changes_it(project: Path) -> None:
    before = _hash(project)
    (project / "_brand.yml").write_text("meta: {}t")
    (project / "event.yaml").write_text("itle: x")
    assert _hash(project) != before


def test_libraries_and_the_time_in_files_change_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {_hash(project)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    found.add(_hash(project))
    monkeypatch.setattr(inputs, "version", lambda name: "99")
    found.add(_hash(project))
    assert len(found) == 3


def test_our_own_code_changes_it(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "package"
    (package / "__pycache__").mkdir(parents=True)
    (package / "code.py").write_text("one")
    monkeypatch.setattr(inputs, "_PACKAGE", package)
    before = _hash(project)
    (package / "__pycache__" / "code.pyc").write_bytes(b"compiled")
    assert _hash(project) == before
    (package / "code.py").write_text("two")
    assert _hash(project) != before


def test_place_time_and_order_do_not_change_it(project: Path, tmp_path: Path) -> None:
    before = _hash(project)
    shutil.copytree(project, tmp_path / "elsewhere")
    os.utime(tmp_path / "elsewhere" / "event.yaml", (1, 1))
    assert _hash(tmp_path / "elsewhere") == before
    files = [project / "_brand.yml", project / "event.yaml", project / "event.yaml"]
    assert inputs_hash(files, Resources(project)) == before


def test_a_file_that_cannot_be_read_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def reading(path: Path) -> bytes:
        if path.name == "page.html.j2":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", reading)
    with pytest.raises(
        InputError, match=r"page\.html\.j2: cannot be read \(Permission denied\); check its permissions"
    ):
        _hash(project)
