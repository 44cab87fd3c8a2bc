"""The limited child: what it cannot do, how it ends, and what comes out of it."""

from __future__ import annotations

import os
import platform
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import InputError, KitError, LimitError
from generator.limited import kernel, parent
from generator.limited.parent import LimitedChild
from tests.limited import deeds
from tests.support import ROOT

linux = pytest.mark.skipif(list(kernel.lacking()) != [], reason="only Linux closes files and network")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "event.yaml").write_text("title: x")
    return folder


@pytest.fixture
def room(tmp_path: Path) -> Path:
    folder = tmp_path / "room"
    folder.mkdir()
    return folder


@pytest.fixture
def child(project: Path, room: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LimitedChild]:
    monkeypatch.setattr(parent, "SECONDS", 1.0)
    with LimitedChild(project, room) as child:
        yield child


def _nobody(*_: object) -> None:
    """Look on at nothing."""


@linux
def test_nothing_but_the_project_is_read_and_nothing_but_the_room_written(
    child: LimitedChild, tmp_path: Path, project: Path, room: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    with socket.create_server(("127.0.0.1", 0)) as server:
        tried = child.call(deeds.tried_all, str(secret), str(room), server.getsockname(), progress=_nobody)
    assert set(tried.values()) <= {"EACCES", "EPERM", "EXDEV"}, tried
    assert len(tried) == 17
    assert secret.read_text() == "secret"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["project", "room", "secret.txt"]
    assert child.call(deeds.read_and_written, str(project / "event.yaml"), str(room), progress=_nobody) == "title: x"
    assert (room / "copy").read_text() == "title: x"


def test_the_child_knows_none_of_the_users_keys(child: LimitedChild, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "geheim")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    known = child.call(deeds.environment, progress=_nobody)
    assert known["SOURCE_DATE_EPOCH"] == "1"
    assert "geheim" not in known.values()


def test_each_step_has_its_own_time(child: LimitedChild) -> None:
    told: list[tuple[object, ...]] = []
    assert child.call(deeds.steps, 3, 0.7, progress=lambda *each: told.append(each)) == "done"
    assert told == [("step 0", 0, 3), ("step 1", 1, 3), ("step 2", 2, 3)]


def test_a_step_that_works_too_long_is_named(child: LimitedChild, project: Path) -> None:
    with pytest.raises(LimitError) as late:
        child.call(deeds.steps, 1, 60, progress=_nobody)
    assert str(late.value) == (
        f"{project / 'templates'}: takes more than 1 s, in step 0; look for what does not end, or grows without end; "
        "or remove your copy of the template"
    )
    assert child.call(deeds.steps, 1, 0, progress=_nobody) == "done"


def test_what_goes_on_although_it_is_late_is_late(child: LimitedChild) -> None:
    with pytest.raises(LimitError, match="takes more than 1 s"):
        child.call(deeds.stubborn, progress=_nobody)


def test_a_step_that_never_answers_is_ended(child: LimitedChild) -> None:
    start = time.monotonic()
    with pytest.raises(LimitError, match="the project's own templates take more than 5 s, in nap; look for what"):
        child.call(deeds.sleeping, progress=_nobody)
    assert time.monotonic() - start < 30
    assert child.call(deeds.steps, 1, 0, progress=_nobody) == "done"


@linux
def test_what_hears_no_bell_is_ended(child: LimitedChild, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "PATIENCE", 60)
    with pytest.raises(LimitError, match="the project's own templates take more than 1 s; look for what"):
        child.call(deeds.deaf, progress=_nobody)


@linux
def test_what_takes_too_much_memory_is_told(project: Path, room: Path) -> None:
    with (
        LimitedChild(project, room) as child,
        pytest.raises(LimitError, match="templates: takes more than 1500 MB of memory; look for what"),
    ):
        child.call(deeds.hungry, progress=_nobody)


def test_a_child_that_dies_is_told_and_the_next_one_lives(child: LimitedChild, room: Path) -> None:
    with pytest.raises(LimitError, match="take more than 1500 MB of memory, or break what renders them"):
        child.call(deeds.dying, str(room / "flag"), True, progress=_nobody)
    assert child.call(deeds.dying, str(room / "flag"), False, progress=_nobody) == "alive"


def test_a_worn_childs_death_is_no_proof(child: LimitedChild, room: Path) -> None:
    first = child.call(deeds.number_of, progress=_nobody)
    assert child.call(deeds.number_of, progress=_nobody) == first
    assert child.call(deeds.dying, str(room / "flag"), False, progress=_nobody) == "alive"
    assert child.call(deeds.number_of, progress=_nobody) != first


@pytest.mark.parametrize("kind", deeds.ERRORS)
def test_errors_come_out_as_they_are(child: LimitedChild, kind: str) -> None:
    expected = deeds.ERRORS[kind]
    with pytest.raises(KitError) as caught:
        child.call(deeds.failing, kind, progress=_nobody)
    assert (type(caught.value), str(caught.value)) == (type(expected), str(expected))
    if isinstance(expected, InputError):
        assert vars(caught.value) == vars(expected)


def test_a_full_disk_is_told_as_such(child: LimitedChild) -> None:
    with pytest.raises(OSError, match="No space left on device"):
        child.call(deeds.failing, "full", progress=_nobody)


def test_whatever_else_breaks_is_the_templates_mistake_and_no_crash(child: LimitedChild, project: Path) -> None:
    with pytest.raises(InputError) as caught:
        child.call(deeds.failing, "odd", progress=_nobody)
    said = str(caught.value)
    assert said.startswith(f"{project / 'templates'}: breaks the renderer (AssertionError: odd, deeds.py:")
    assert said.endswith("; correct the template, or remove your copy of it")


@linux
def test_a_child_ends_with_its_parent(project: Path, room: Path) -> None:
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from generator.limited.parent import LimitedChild\n"
        "from tests.limited import deeds\n"
        f"child = LimitedChild(Path({str(project)!r}), Path({str(room)!r}))\n"
        "print(child.call(deeds.number_of, progress=print), flush=True)\n"
        "child.call(deeds.sleeping, progress=lambda *_: os.kill(os.getpid(), 9))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    number = int(run.stdout)
    assert run.returncode == -9
    for _ in range(100):
        if not _lives(number):
            break
        time.sleep(0.05)
    assert not _lives(number)


def _lives(number: int) -> bool:
    """Return whether a process is there and not merely waiting to be buried."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_what_a_machine_does_not_shut_off_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    monkeypatch.setattr(kernel, "_landlock", lambda libc: 0)
    assert list(kernel.lacking()) == ["files outside the project", "the network"]
