"""The process that makes files may hang or die; whoever asked is told, and the next is served."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import InputError, KitError
from generator.preview import worker as module
from generator.preview.worker import Worker, WorkerError
from tests.support import EXAMPLE


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker(patience=20.0)
    yield worker
    worker.close()


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A file that nobody ever writes to: who reads it hangs."""
    os.mkfifo(tmp_path / "logo.svg")
    return tmp_path / "logo.svg"


def ask(worker: Worker, task: str, *arguments: object) -> object:
    return asyncio.run(worker.ask(task, *arguments))


def roster_of(worker: Worker, roster: Path, tmp_path: Path) -> object:
    return ask(worker, "roster", EXAMPLE, roster, tmp_path / "first.csv")


def test_a_task_is_answered_or_refused(worker: Worker, tmp_path: Path) -> None:
    assert ask(worker, "logo", EXAMPLE / "assets" / "logo.svg") == "image/svg+xml"
    with pytest.raises(InputError, match="does not exist"):
        ask(worker, "logo", tmp_path / "no.svg")
    with pytest.raises(KitError):
        ask(worker, "picture", tmp_path / "no.pdf", 0, 100)


def test_a_task_that_hangs_is_ended_and_the_next_is_served(pipe: Path, tmp_path: Path) -> None:
    worker = Worker(patience=3.0)
    try:
        with pytest.raises(WorkerError, match="longer than 3 s"):
            roster_of(worker, pipe.rename(tmp_path / "hang.csv"), tmp_path)
        assert ask(worker, "logo", EXAMPLE / "assets" / "logo.svg") == "image/svg+xml"
    finally:
        worker.close()


def test_a_process_that_dies_is_begun_anew(worker: Worker, pipe: Path, tmp_path: Path) -> None:
    ask(worker, "logo", EXAMPLE / "assets" / "logo.svg")
    process = worker._process
    assert process is not None
    threading.Timer(0.5, process.kill).start()
    start = time.monotonic()
    with pytest.raises(WorkerError, match="has died"):
        roster_of(worker, pipe.rename(tmp_path / "hang.csv"), tmp_path)
    assert time.monotonic() - start < 10
    assert ask(worker, "logo", EXAMPLE / "assets" / "logo.svg") == "image/svg+xml"


def test_a_process_is_replaced_after_so_many_tasks(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_TASKS", 2)
    processes = set()
    for _ in range(5):
        ask(worker, "logo", EXAMPLE / "assets" / "logo.svg")
        assert worker._process is not None
        processes.add(worker._process.pid)
    assert len(processes) == 3
