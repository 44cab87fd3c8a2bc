"""Tasks for tests of executors: whatever may happen to a worker."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def double(number: int) -> int:
    """Return twice a number."""
    return 2 * number


def odd_ones_fail(number: int) -> int:
    """Return a number that is even."""
    if number % 2:
        raise ValueError(f"{number} is odd")
    return number


def deadly(number: int) -> int:
    """Return a number; die of 3."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def deadly_once(task: tuple[str, int]) -> int:
    """Return a number; die of 3 the first time, which a file remembers."""
    memory, number = Path(task[0]), task[1]
    if number == 3 and not memory.exists():
        memory.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number
