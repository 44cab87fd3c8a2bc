"""The limited side: carries out what its parent asks, in bounds, and tells what came of it as lines of JSON."""

from __future__ import annotations

import errno
import json
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO

from generator.errors import InputError, KitError, LimitError, OutOfTime
from generator.limited import kernel
from generator.limited.answers import plain
from generator.limited.bounds import LIMIT_MEND, Bounds
from generator.limited.rlimits import bound_memory, bound_time
from generator.schema.problems import Problem
from generator.templating import origin
from generator.wording import marked, say

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_MEND = marked("correct the template, or remove your copy of it")


def main() -> None:
    """Serve until the parent closes stdin. What takes too long is interrupted; if nothing helps, the parent ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends it
    kernel.end_with_parent()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no answer
    bounds: Bounds = pickle.load(sys.stdin.buffer)
    kernel.confine([*bounds.readable, *_program()], [bounds.room, Path(os.devnull)])
    bound_memory(bounds.memory_mb << 20)
    step = _Step(bounds, answers)
    step.tell({"ready": True})
    while True:
        try:
            function, given = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        step.tell(step.carry_out(function, given))


class _Step:
    """What is being made, and how long it may still take."""

    def __init__(self, bounds: Bounds, answers: BinaryIO) -> None:
        self._bounds = bounds
        self._answers = answers
        self._name = ""
        self._late = False
        if hasattr(signal, "SIGPROF"):
            signal.signal(signal.SIGPROF, self._interrupt)

    def carry_out(self, function: Callable[..., Any], given: tuple[Any, ...]) -> dict[str, Any]:
        """Return the result of a function, which is given what shows its progress as well, or what it failed of."""
        self._late = False
        self._begin("")
        try:
            result = function(*given, self._progress)
            return {"error": plain(self._told(OutOfTime()))} if self._late else {"result": result}
        except (Exception, OutOfTime) as error:
            return {"error": plain(self._told(error))}
        finally:
            self._ring_in(0)

    def tell(self, told: dict[str, Any]) -> None:
        """Tell the parent."""
        self._answers.write(json.dumps(told).encode() + b"\n")
        self._answers.flush()

    def _progress(self, *told: Any) -> None:
        if self._late:  # a library went on over it
            raise OutOfTime
        self._begin(told[0] if isinstance(told[0], str) else "")
        self.tell({"progress": told})

    def _begin(self, name: str) -> None:
        """Start the clock of a step anew: it counts the processor's work and, once late, rings every second."""
        self._name = name
        self._ring_in(self._bounds.seconds)
        bound_time(self._bounds.seconds * 2)  # what is written in C hears no bell

    def _ring_in(self, seconds: float) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, seconds, 1)

    def _interrupt(self, _: int, __: FrameType | None) -> None:
        self._late = True
        raise OutOfTime

    def _told(self, error: BaseException) -> KitError | OSError:
        """Return what the parent is told of an error, whatever it is."""
        self._ring_in(0)
        if self._late:
            return LimitError(
                str(
                    self._problem(
                        error, say("takes more than {seconds:g} s", seconds=self._bounds.seconds), say(LIMIT_MEND)
                    )
                )
            )
        if isinstance(error, MemoryError):
            said = say("takes more than {memory_mb} MB of memory", memory_mb=self._bounds.memory_mb)
            return LimitError(str(self._problem(error, said, say(LIMIT_MEND))))
        if isinstance(error, KitError) or (isinstance(error, OSError) and error.errno in _FULL):
            return error
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__}: {str(error)[:200]}, {Path(last.filename).name}:{last.lineno}"
        return InputError([self._problem(error, say("breaks the renderer ({where})", where=where), say(_MEND))])

    def _problem(self, error: BaseException, said: str, mend: str) -> Problem:
        file, line = origin(error, self._bounds.templates)
        return Problem(
            file, line, 0, "", say("{said}, in {name}", said=said, name=self._name) if self._name else said, mend
        )


def _program() -> list[Path]:
    """Return where Python, its packages, the machine's libraries and their settings are."""
    own = [sys.prefix, sys.base_prefix, *filter(None, sys.path)]
    machine = (
        "/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/usr/share",
        "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime", "/etc/mime.types", "/etc/ssl/openssl.cnf",
        "/dev/urandom", f"/proc/{os.getpid()}",
    )  # fmt: skip
    return [Path(path) for path in (*own, *machine)]


if __name__ == "__main__":
    main()
