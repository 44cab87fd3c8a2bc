"""The child of BoundedReader: reads each file that stdin names, and answers on stdout, both pickled."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from generator.errors import InputError
from generator.limited.rlimits import bound_memory, bound_time
from generator.preflight.rules import all_rules
from generator.schema.problems import Problem
from generator.wording import say


def main(room_mb: int, seconds: int) -> None:
    """Serve until stdin ends; die, without an answer, over a file that takes more memory or CPU time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends it
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no answer
    all_rules()
    bound_memory(room_mb << 20)
    while (asked := _next()) is not None:
        bound_time(seconds)
        pickle.dump(_answer(*asked), answers)
        answers.flush()


def _next() -> tuple[str, Path] | None:
    try:
        asked: tuple[str, Path] = pickle.load(sys.stdin.buffer)
    except EOFError:
        return None
    return asked


def _answer(reader: str, path: Path) -> tuple[list[Problem], Any]:
    """Return what is wrong with a file, or what the reader makes of it."""
    module, _, name = reader.partition(":")
    try:
        return [], getattr(import_module(module), name)(path)
    except InputError as error:
        return list(error.problems), None
    except MemoryError:
        os._exit(1)
    except Exception as error:  # anyone's file can be odd in any way
        message = say("it is too odd to be read ({name}: {error})", name=type(error).__name__, error=str(error)[:100])
        mend = say("open it with the program that made it, and save it anew")
        return [Problem(str(path), 0, 0, "", message, mend)], None


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
