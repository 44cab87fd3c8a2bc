"""A Dask cluster on loopback for tests: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support import ROOT

STARTING = 60  # seconds


@dataclass(frozen=True)
class Cluster:
    """A scheduler's address, and its workers."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def cluster_of(count: int, folder: Path) -> Iterator[Cluster]:
    """Start a scheduler and so many workers, each with one thread; end them when the block does."""
    told = folder / "scheduler.json"
    with ExitStack() as stack:
        options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", told)
        stack.enter_context(_dask(folder / "scheduler.log", "scheduler", *options))
        address = _address(told)
        workers = []
        for number in range(count):
            work = folder / f"worker {number}"
            alone = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", work)
            workers.append(stack.enter_context(_dask(folder / f"worker-{number}.log", "worker", address, *alone)))
        yield Cluster(address, tuple(workers))


@contextmanager
def _dask(log: Path, *arguments: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "dask", *map(str, arguments)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with log.open("wb") as said, subprocess.Popen(command, env=environ, stdout=said, stderr=said) as process:
        try:
            yield process
        finally:
            process.kill()


def _address(told: Path) -> str:
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline:
        if told.is_file() and (text := told.read_text()):
            return str(json.loads(text)["address"])
        time.sleep(0.1)
    raise AssertionError("the scheduler did not start")
