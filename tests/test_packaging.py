"""The wheel: installed on its own, it holds everything that a build needs."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.support import ROOT, hashes


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (path,) = folder.glob("*.whl")
    return path


def _run(*command: str, cwd: Path) -> str:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "SOURCE_DATE"))}
    run = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_it_holds_code_templates_content_and_licence_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "generator/cli/build.py",
        "generator/schema/json/event.schema.json",
        "generator/_data/templates/poster/product.yaml",
        "generator/_data/templates/_themes/kawung/theme.yaml",
        "generator/_data/content/campaigns/berorientasi-pelayanan/id.yaml",
        "generator/_data/content/examples/dinas-contoh/event.yaml",
    ):
        assert name in names
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"generator", "sosialisasi"}
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.endswith(".pyc") or "/tests/" in name]


def test_installed_alone_it_builds_the_example_from_an_empty_folder(
    wheel: Path, tmp_path: Path, example_kit: Path
) -> None:
    home = tmp_path / "venv"
    venv.create(home, symlinks=True)
    binaries = home / "bin"
    _run(sys.executable, "-m", "pip", "--python", str(binaries / "python"), "install", "-q", "--no-deps", "--no-index",
         str(wheel), cwd=tmp_path)  # fmt: skip
    # The dependencies of this environment, without its editable install: its own .pth files are not read there.
    (site,) = (home / "lib").glob("python3*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    empty = tmp_path / "empty"
    empty.mkdir()
    where = _run(str(binaries / "python"), "-c", "import generator; print(generator.__file__)", cwd=empty)
    assert Path(where.strip()).is_relative_to(site)
    _run(str(binaries / "sosialisasi"), "-q", "build", "-o", "out", cwd=empty)
    made, expected = hashes(empty / "out"), hashes(example_kit)
    assert made.pop("manifest.json") != expected.pop("manifest.json")  # its paths, and so its inputs, are others
    assert made == expected
    assert [path.name for path in empty.iterdir()] == ["out"]
