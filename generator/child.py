"""Child processes of the program: begun apart from the current folder, asked in pickles, and ended."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

_ROOT = Path(__file__).resolve().parents[1]
_PATIENCE = 1.0  # seconds that a child has to end by itself


class DiedError(Exception):
    """A child died; `message` says of what."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Child:
    """A module run in a process of its own that knows this package, wherever it lies, and only the `environ` given."""

    def __init__(self, module: str, *arguments: str, environ: Mapping[str, str]) -> None:
        paths = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module, *arguments],
            env={**environ, "PYTHONPATH": paths},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what libraries say as they die
        )

    @property
    def answers(self) -> IO[bytes]:
        """What it writes."""
        assert self._process.stdout
        return self._process.stdout

    def ask(self, question: object) -> None:
        """Send it a question. OSError: it is dead."""
        assert self._process.stdin
        pickle.dump(question, self._process.stdin)
        self._process.stdin.flush()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def end(self) -> int:
        """Let it end, or end it; return its exit status."""
        assert self._process.stdin
        self.answers.close()
        with suppress(OSError):
            self._process.stdin.close()
        try:
            return self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()
