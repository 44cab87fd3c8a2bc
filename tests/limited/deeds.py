"""What tests ask a limited child to do; each returns what came of it."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from itertools import repeat
from pathlib import Path
from typing import Any

from generator.errors import (
    FitError,
    InputError,
    MissingDependencyError,
    OutOfTime,
    OutputError,
    PreflightError,
    UsageError,
)
from generator.schema.problems import Problem

Progress = Callable[..., None]

ERRORS: dict[str, Exception] = {
    "input": InputError([Problem("a.yaml", 1, 2, "field", "is wrong", "mend it")], 7),
    "fit": FitError(["one", "two"]),
    "preflight": PreflightError(["three"]),
    "missing": MissingDependencyError("four"),
    "output": OutputError("five"),
    "usage": UsageError("six"),
}


def _tried(deed: Callable[[], Any]) -> str:
    try:
        deed()
    except OSError as error:
        return errno.errorcode[error.errno or 0]
    return "done"


def tried_all(outside: str, room: str, address: tuple[str, int], _: Progress) -> dict[str, str]:
    """Try to leave the bounds in many ways; return by name how each ended."""
    deeds: dict[str, Callable[[], Any]] = {
        "read": lambda: Path(outside).read_bytes(),
        "read the machine's": lambda: Path("/etc/passwd").read_bytes(),
        "list": lambda: list(Path(outside).parent.iterdir()),
        "read a process": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
        "write": lambda: Path(outside).with_name("new").write_text("x"),
        "write the program": lambda: Path(__file__).with_name("new.py").write_text("x"),
        "overwrite": lambda: Path(outside).write_text("x"),
        "truncate": lambda: os.truncate(outside, 0),
        "remove": lambda: Path(outside).unlink(),
        "move out": lambda: Path(room, "a").rename(Path(outside).with_name("b")),
        "link in": lambda: os.link(outside, Path(room, "c")),
        "connect": lambda: socket.create_connection(address, timeout=1),
        "datagram": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        "socket by name": lambda: socket.socket(socket.AF_UNIX),
        "execute": lambda: subprocess.run(["/bin/true"], check=False),
        "signal": lambda: os.kill(os.getppid(), 0),
        "look on": lambda: _checked(ctypes.CDLL(None, use_errno=True).ptrace(16, os.getppid(), 0, 0)),
    }
    Path(room, "a").write_text("x")
    return {name: _tried(deed) for name, deed in deeds.items()}


def _checked(result: int) -> None:
    if result < 0:
        raise OSError(ctypes.get_errno(), "")


def read_and_written(inside: str, room: str, _: Progress) -> str:
    """Read a file of the project and write it into the room."""
    text = Path(inside).read_text()
    Path(room, "copy").write_text(text)
    return text


def environment(_: Progress) -> dict[str, str]:
    """Return what the child knows of its surroundings."""
    return dict(os.environ)


def steps(count: int, seconds: float, progress: Progress) -> str:
    """Work for `seconds` in each of `count` steps."""
    for number in range(count):
        progress(f"step {number}", number, count)
        end = time.process_time() + seconds
        while time.process_time() < end:
            pass
    return "done"


def sleeping(progress: Progress) -> None:
    """Wait for ever, and take no time of the processor's."""
    progress("nap", 0, 1)
    while True:
        signal.pause()


def stubborn(_: Progress) -> str:
    """Go on after having been told that it takes too long."""
    try:
        while True:
            pass
    except OutOfTime:
        return "done"


def deaf(_: Progress) -> int:
    """Work for hours in what is written in C."""
    return sum(repeat(1))


def hungry(_: Progress) -> int:
    """Take more memory than there may be."""
    return len([bytearray(100_000_000) for _each in range(100)])


def dying(flag: str, always: bool, _: Progress) -> str:
    """Die at once, unless it did before."""
    if always or not Path(flag).exists():
        Path(flag).write_text("x")
        os._exit(1)
    return "alive"


def number_of(_: Progress) -> int:
    """Return the number of the child's process."""
    return os.getpid()


def failing(kind: str, _: Progress) -> None:
    """Raise one of ERRORS, or what else a renderer may raise."""
    if kind == "full":
        raise OSError(errno.ENOSPC, "No space left on device")
    if kind == "odd":
        raise AssertionError("odd")
    raise ERRORS[kind]
