"""Examine anyone's files in a child process of bounded memory and time, so that no file can harm the run."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from generator.child import Child, DiedError
from generator.errors import InputError
from generator.preflight.findings import Report
from generator.schema.problems import Problem
from generator.wording import marked, say

ROOM_MB = 200  # that a file may take, beside the 80 MB of the program itself
SECONDS = 30  # of CPU that a file may take
_CHILD = "generator.preflight.bounded_child"
_MEND = marked("open it with the program that made it, and save it anew, in parts if it is large")


class BoundedReader:
    """Examines files one by one in a child process; use it in a with statement.

    A child that dies over a file is replaced before the next one.
    """

    def __init__(self) -> None:
        self._child: Child | None = None

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
        except DiedError as death:
            if not worn:  # a fresh child's death is the file's doing
                raise InputError([Problem(str(path), 0, 0, "", death.message, say(_MEND))]) from death
        return self.read(reader, path)

    def _read(self, reader: str, path: Path) -> Any:
        self._child = child = self._child or Child(_CHILD, str(ROOM_MB), str(SECONDS), environ=os.environ)
        try:
            child.ask((reader, path))
            problems, answer = pickle.load(child.answers)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise DiedError(_reason(self._end())) from error
        if problems:
            raise InputError(problems)
        return answer

    def _end(self) -> int:
        """End the child, if there is one; return its exit status."""
        child, self._child = self._child, None
        return child.end() if child else 0


def _reason(status: int) -> str:
    if status == -getattr(signal, "SIGXCPU", sys.maxsize):
        return say("it takes more than {seconds} s to read", seconds=SECONDS)
    return say("it takes more than {room_mb} MB of memory to read, or breaks what reads it", room_mb=ROOM_MB)
