"""Publishing: all or nothing, one run at a time, and a manifest that tells the truth."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from generator.errors import BusyError, OutputError
from generator.manifest import Entry, Manifest, entries_in, file_hash, holds, read_manifest
from generator.publish import HOLDER, LOCK, WORK_PREFIX, Workspace
from generator.publish import workspace as open_workspace
from tests.support import snapshot


def _entry(path: str, data: bytes = b"new") -> Entry:
    return Entry(path, "poster", "id", len(data), "0" * 64, "inputs", 1, (297.0, 420.0), findings=("a finding",))


def _publish(out: Path, *paths: str, data: bytes = b"new") -> None:
    with open_workspace(out) as work:
        _make(work, *paths, data=data)
        work.publish(paths, Manifest("event", "link", tuple(map(_entry, paths))))


def _make(work: Workspace, *paths: str, data: bytes = b"new") -> None:
    for path in paths:
        (work.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (work.folder / path).write_bytes(data)


def test_what_was_made_is_published_with_its_manifest(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b"
    _publish(out, "poster.pdf", "en/poster.pdf")
    assert set(snapshot(out)) == {LOCK, "manifest.json", "poster.pdf", "en/poster.pdf"}
    assert (out / "en" / "poster.pdf").read_bytes() == b"new"
    assert read_manifest(out) == Manifest("event", "link", (_entry("en/poster.pdf"), _entry("poster.pdf")))


def test_files_are_as_readable_as_any_that_the_user_writes(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        _publish(tmp_path / "out", "en/poster.pdf")
    finally:
        os.umask(before)
    modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "out" / "en", tmp_path / "out" / "en" / "poster.pdf")]
    assert modes == [0o755, 0o644]


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), SystemExit(143)])
def test_a_run_that_fails_leaves_what_was_there(tmp_path: Path, error: BaseException) -> None:
    _publish(tmp_path, "poster.pdf")
    before = snapshot(tmp_path)
    with pytest.raises(type(error)), open_workspace(tmp_path) as work:
        _make(work, "poster.pdf", data=b"newer")
        raise error
    assert snapshot(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


def test_a_run_that_fails_leaves_no_folder_that_it_made(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"), open_workspace(tmp_path / "a" / "b"):
        raise ValueError("x")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_way_of_a_file_is_told_before_anything_moves(tmp_path: Path) -> None:
    _publish(tmp_path, "poster.pdf")
    (tmp_path / "values.pdf").mkdir()
    before = snapshot(tmp_path)
    with pytest.raises(OutputError, match=r"values\.pdf: there is a folder of that name; move it away"):
        _publish(tmp_path, "poster.pdf", "values.pdf", data=b"newer")
    assert snapshot(tmp_path) == before


def test_a_file_in_the_way_of_a_folder_is_told_before_anything_moves(tmp_path: Path) -> None:
    _publish(tmp_path, "poster.pdf")
    (tmp_path / "en").write_text("mine")
    before = snapshot(tmp_path)
    with pytest.raises(OutputError, match="there is a file of that name"):
        _publish(tmp_path, "poster.pdf", "en/poster.pdf", data=b"newer")
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "the disk is full; make room"),
        (errno.EDQUOT, "your disk quota is used up"),
        (errno.EROFS, "the file system is read-only"),
        (errno.EACCES, "you may not write there"),
        (errno.EFBIG, "larger than is allowed"),
        (errno.EIO, "Input/output error; choose another folder"),
    ],
)
def test_what_the_file_system_refuses_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    _publish(tmp_path, "poster.pdf")
    before = snapshot(tmp_path)

    def refuse(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OutputError) as caught:
        _publish(tmp_path, "poster.pdf", data=b"newer")
    assert str(caught.value).startswith(f"cannot write to {tmp_path}: ")
    assert said in str(caught.value)
    assert snapshot(tmp_path) == before


def test_a_defect_is_not_taken_for_a_full_disk(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no errno") as caught, open_workspace(tmp_path):
        raise OSError("no errno")
    assert not isinstance(caught.value, OutputError)


@pytest.mark.parametrize("name", ["x" * 300, "a/" * 3000 + "x"])
def test_a_path_too_long_is_told_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="the path is too long"), open_workspace(tmp_path / "new" / name):
        raise AssertionError("must not get here")
    assert list(tmp_path.iterdir()) == []


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as first:
        _make(first, "poster.pdf")
        with pytest.raises(BusyError, match=rf"in use by another run \(process {os.getpid()}\)"):
            _publish(tmp_path, "poster.pdf", data=b"newer")
        first.publish(["poster.pdf"], Manifest("event", "link", (_entry("poster.pdf"),)))
    assert (tmp_path / "poster.pdf").read_bytes() == b"new"
    assert not (tmp_path / HOLDER).exists()


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    stray = tmp_path / f"{WORK_PREFIX}killed"
    stray.mkdir()
    (stray / "half.pdf").write_bytes(b"half")
    (tmp_path / HOLDER).write_text("999999")
    (tmp_path / LOCK).touch()
    _publish(tmp_path, "poster.pdf")
    assert set(snapshot(tmp_path)) == {LOCK, "manifest.json", "poster.pdf"}
    assert not stray.exists()


def test_the_same_entries_give_the_same_manifest() -> None:
    one, other = _entry("a.pdf"), _entry("b.pdf")
    assert Manifest("e", "l", (one, other)).text() == Manifest("e", "l", (other, one)).text()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"event": "e", "link": "l", "files": [{"path": "x"}]}', "\0"])
def test_a_manifest_that_cannot_be_read_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    assert read_manifest(tmp_path) is None
    assert read_manifest(tmp_path / "none") is None


def test_a_manifest_of_a_later_version_is_as_good_as_none(tmp_path: Path) -> None:
    _publish(tmp_path, "poster.pdf")
    data = json.loads((tmp_path / "manifest.json").read_text())
    data["files"][0]["colour"] = "cmyk"
    (tmp_path / "manifest.json").write_text(json.dumps(data))
    assert read_manifest(tmp_path) is None


def test_a_file_holds_until_it_is_edited_or_deleted(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"data")
    entry = Entry("a.pdf", "poster", "id", 4, file_hash(path), "inputs")
    assert holds(entry, tmp_path)
    path.write_bytes(b"dat2")
    assert not holds(entry, tmp_path)
    path.unlink()
    assert not holds(entry, tmp_path)


@pytest.mark.parametrize(
    "path", ["../luar.pdf", "/etc/hostname", "tautan.pdf", "map/luar.pdf", "tiada.pdf", "lain.pdf"]
)
def test_what_a_limited_child_tells_is_not_believed(tmp_path: Path, path: str) -> None:
    room = tmp_path / "room"
    room.mkdir()
    for file in (room / "kartu.pdf", room / "lain.pdf", tmp_path / "luar.pdf"):
        file.write_bytes(b"new")
    (room / "tautan.pdf").symlink_to("kartu.pdf")
    (room / "map").symlink_to("..")
    digest = file_hash(room / "kartu.pdf")
    told = asdict(replace(_entry("kartu.pdf"), sha256=digest))
    assert entries_in(room, [told]) == [replace(_entry("kartu.pdf"), sha256=digest)]
    with pytest.raises(OutputError, match="is not the file that the project's own templates were to make"):
        entries_in(room, [told, {**told, "path": path, "sha256": "0" * 64 if path == "lain.pdf" else digest}])
