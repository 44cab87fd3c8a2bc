"""Kits that are built once a test process and shared; tests that change them get copies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kits import Kits
from tests.support import Desk, Outcome, copy_example, sosialisasi


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option with which golden renders are made anew."""
    parser.addoption("--update-golden", action="store_true", help="write the golden renders instead of comparing")


@pytest.fixture(scope="session")
def kits(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Kits:
    """Kits of the example and of the fixtures, shared by all workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "kits"
    folder.mkdir(exist_ok=True)
    return Kits(folder)


@pytest.fixture(autouse=True, scope="session")
def _own_caches(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[None]:
    """Keep compiled templates out of the user's home, and the time in files the event's own.

    Workers share one printing profile: it takes long to build.
    """
    base, cache = tmp_path_factory.getbasetemp(), tmp_path_factory.mktemp("cache")
    profiles = (base if worker_id == "master" else base.parent) / "icc"
    profiles.mkdir(exist_ok=True)
    (cache / "sosialisasi").mkdir()
    (cache / "sosialisasi" / "icc").symlink_to(profiles)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANGUAGE", "en")  # of what tests read, whatever the environment's is
        patch.setenv("XDG_CACHE_HOME", str(cache))
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield


@pytest.fixture(scope="session")
def example_kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All products of the example, in both languages. Do not write here."""
    out = tmp_path_factory.mktemp("example") / "kit"
    outcome = sosialisasi("build", _example(tmp_path_factory), "-o", out)
    assert outcome.code == 0, outcome.err
    return out


@pytest.fixture(scope="session")
def _desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(_example(tmp_path_factory), tmp_path_factory.mktemp("desk") / "out")
    outcome: Outcome = desk.build()
    assert outcome.code == 0, outcome.err
    return desk


@pytest.fixture
def desk(_desk: Desk, tmp_path: Path) -> Desk:
    """A copy of the example project, and of the pocket card that was built of it."""
    shutil.copytree(_desk.project, tmp_path / "proyek")
    shutil.copytree(_desk.out, tmp_path / "keluaran")
    return Desk(tmp_path / "proyek", tmp_path / "keluaran")


def _example(factory: pytest.TempPathFactory) -> Path:
    return copy_example(factory.mktemp("example") / "proyek")
