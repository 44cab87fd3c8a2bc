"""Examine anyone's files in a child process of bounded memory and time, so that no file can harm the run."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from generator.errors import InputError
from generator.preflight.findings import Report
from generator.schema.problems import Problem
from generator.wording import marked, say

ROOM_MB = 200  # that a file may take, beside the 80 MB of the program itself
SECONDS = 30  # of CPU that a file may take
_CHILD = "generator.preflight.bounded_child"
_ROOT = Path(__file__).resolve().parents[2]
_MEND = marked("open it with the program that made it, and save it anew, in parts if it is large")


class _DeathError(Exception):
    """The child died over a file; `message` says of what."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BoundedReader:
    """Examines files one by one in a child process; use it in a with statement.

    A child that dies over a file is replaced before the next one.
    """

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> BoundedReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def examine(self, path: Path) -> Report:
        """Return what the rules find in a PDF or PPTX, held to the manifest beside it.

        Raises InputError if the file cannot be read, or takes too much memory or time.
        """
        report: Report = self.read("generator.preflight.runner:examined", path)
        return report

    def read(self, reader: str, path: Path) -> Any:
        """Return what a function ("module:name"), called in the child, makes of a file; InputError as `examine`."""
        worn = self._child is not None
        try:
            return self._read(reader, path)
        except _DeathError as death:
            if not worn:  # a fresh child's death is the file's doing
                raise InputError([Problem(str(path), 0, 0, "", death.message, say(_MEND))]) from death
        return self.read(reader, path)

    def _read(self, reader: str, path: Path) -> Any:
        self._child = child = self._child or _start()
        assert child.stdin and child.stdout
        try:
            pickle.dump((reader, path), child.stdin)
            child.stdin.flush()
            problems, answer = pickle.load(child.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise _DeathError(_reason(self._end())) from error
        if problems:
            raise InputError(problems)
        return answer

    def _end(self) -> int:
        """End the child, if there is one; return its exit status."""
        child, self._child = self._child, None
        if child is None:
            return 0
        assert child.stdin and child.stdout
        child.stdout.close()
        try:
            child.stdin.close()
            return child.wait(1)
        except (OSError, subprocess.TimeoutExpired):
            child.kill()
            return child.wait()


def _start() -> subprocess.Popen[bytes]:
    """Start a child that knows this package, wherever it lies, and nothing of the current folder."""
    others = os.environ.get("PYTHONPATH")
    paths = os.pathsep.join([str(_ROOT), *([others] if others else [])])
    return subprocess.Popen(
        [sys.executable, "-P", "-m", _CHILD, str(ROOM_MB), str(SECONDS)],
        env={**os.environ, "PYTHONPATH": paths},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what libraries say as they die
    )


def _reason(status: int) -> str:
    if status == -getattr(signal, "SIGXCPU", sys.maxsize):
        return say("it takes more than {seconds} s to read", seconds=SECONDS)
    return say("it takes more than {room_mb} MB of memory to read, or breaks what reads it", room_mb=ROOM_MB)
