"""Stores elsewhere: the same files, the manifest last, and nothing counts that it does not vouch for."""

from __future__ import annotations

import hashlib
import json
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest

from generator.errors import OutputError
from generator.manifest import Entry, Manifest
from generator.personalise.stores import RemoteStore
from tests.personalise.runs import FOLDERS, seen, started, units, until
from tests.personalise.servers import Server, openssh, s3

ELSEWHERE = Path("/a work folder of the machine that started the run")


@pytest.fixture(params=["sftp", "s3"])
def server(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with openssh(tmp_path) if request.param == "sftp" else s3() as running:
        for name, value in running.environ.items():
            monkeypatch.setenv(name, value)
        fsspec.get_filesystem_class(request.param).clear_instance_cache()  # of the test before, whose server is gone
        yield running


def _stored(url: str) -> dict[str, str]:
    files, root = fsspec.url_to_fs(url)
    files.invalidate_cache()
    return {
        path.removeprefix(root).lstrip("/"): hashlib.sha256(files.cat_file(path)).hexdigest()
        for path in files.find(root)
    }


def test_a_killed_run_is_resumed_and_has_the_same_files(undisturbed: Path, server: Server) -> None:
    with started(server.url, "--workers", "2") as process:
        until(process, 2)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=20)
    part = _stored(server.url)
    whole = [folder for folder in FOLDERS if f"{folder}/manifest.json" in part]
    assert 2 <= len(whole) < len(FOLDERS)
    assert all(part[name] == digest for name, digest in seen(undisturbed).items() if name.split("/")[0] in whole)
    outcome = units(server.url, "--resume", "--json")
    assert outcome.code == 0, outcome.err
    assert json.loads(outcome.out.splitlines()[-1])["kept"] == len(whole)
    assert _stored(server.url) == seen(undisturbed)


def test_an_interrupt_leaves_whole_units_there_and_nothing_here(undisturbed: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with openssh(tmp_path) as server:
        with started(server.url, "--workers", "2", environ={**server.environ, "TMPDIR": str(scratch)}) as process:
            until(process, 1)
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=20)
        assert process.returncode == 130, said
        assert "Traceback" not in said
    served = seen(tmp_path / "served")
    whole = [folder for folder in FOLDERS if f"{folder}/manifest.json" in served]
    assert whole
    assert all(served[name] == digest for name, digest in seen(undisturbed).items() if name.split("/")[0] in whole)
    assert list(scratch.iterdir()) == []


def _store(url: str, text: bytes, *missing: Entry) -> Manifest:
    def make(folder: Path) -> Manifest:
        (folder / "en").mkdir()
        (folder / "en" / "a.pdf").write_bytes(text)
        digest = hashlib.sha256(text).hexdigest()
        return Manifest("event", "link", (Entry("en/a.pdf", "poster", "en", len(text), digest, "inputs"), *missing))

    return RemoteStore(url, ELSEWHERE).put("unit", make)


def test_a_file_holds_if_it_is_what_its_manifest_says(server: Server) -> None:
    (entry,) = _store(server.url, b"one").files
    store = RemoteStore(server.url, ELSEWHERE)
    assert store.holds("unit", entry)
    assert store.manifest("unit") == Manifest("event", "link", (entry,))
    assert store.manifest("other") is None
    assert not store.holds("other", entry)
    _store(server.url, b"two")
    assert not store.holds("unit", entry)


def test_what_is_replaced_in_part_does_not_count(server: Server) -> None:
    (entry,) = _store(server.url, b"one").files
    with pytest.raises(OutputError, match=r"cannot write to s.*b\.pdf"):
        _store(server.url, b"two", replace(entry, path="en/b.pdf"))
    store = RemoteStore(server.url, ELSEWHERE)
    assert store.manifest("unit") is None
    assert not store.holds("unit", entry)


def test_a_host_with_another_key_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with openssh(tmp_path) as server:
        monkeypatch.setenv("HOME", str(server.home))
        known = server.home / ".ssh" / "known_hosts"
        place = known.read_text().split(" ", 1)[0]
        known.write_text(f"{place} {(server.home / '.ssh' / 'id_ed25519.pub').read_text()}")
        outcome = units(server.url)
    assert outcome.code == 5
    assert "Host key is not trusted" in outcome.err
    assert not list((tmp_path / "served").iterdir())


@pytest.mark.parametrize(
    ("url", "said"), [("s3://there-is-none/x", "cannot write to s3://"), ("nonsense://x", "Protocol not known")]
)
def test_a_store_that_is_not_there_is_told(url: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with s3() as server:
        for name, value in server.environ.items():
            monkeypatch.setenv(name, value)
        fsspec.get_filesystem_class("s3").clear_instance_cache()
        outcome = units(url)
    assert outcome.code == 5
    assert said in outcome.err
