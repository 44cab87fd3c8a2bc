"""The user's cache folder: used where it can be, never in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.cache import cache_folder, kept


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A cache of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_what_was_made_is_kept_by_what_it_was_made_of() -> None:
    assert kept("things", b"a", lambda: b"made of a") == b"made of a"
    assert kept("things", b"a", lambda: b"anew") == b"made of a"
    assert kept("things", b"b", lambda: b"made of b") == b"made of b"
    assert kept("others", b"a", lambda: b"") == b""


def test_a_damaged_file_is_made_anew(home: Path) -> None:
    kept("things", b"a", lambda: b"made of a")
    (file,) = (home / "sosialisasi" / "things").iterdir()
    for damaged in (b"", file.read_bytes()[:35], b"x" + file.read_bytes()):
        file.write_bytes(damaged)
        assert kept("things", b"a", lambda: b"anew") == b"anew"


def test_a_cache_that_cannot_be_written_costs_only_time(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert kept("things", b"a", lambda: b"made") == b"made"
    assert list((home / "sosialisasi" / "things").iterdir()) == []


@pytest.mark.parametrize("trouble", ["a file", "read-only", "no home"])
def test_a_user_without_a_cache_has_none(home: Path, monkeypatch: pytest.MonkeyPatch, trouble: str) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    if trouble == "a file":
        home.write_text("x")
    elif trouble == "read-only":
        monkeypatch.setattr(os, "access", lambda *_: False)
    else:
        monkeypatch.delenv("XDG_CACHE_HOME")
        monkeypatch.setattr(Path, "home", homeless)
    assert cache_folder("things") is None
    assert kept("things", b"a", lambda: b"made") == b"made"
