"""Bound what memory and time this process may take, where the system can."""

from __future__ import annotations

import time
from pathlib import Path

try:
    import resource
except ImportError:  # Windows sets no limits
    resource = None  # type: ignore[assignment]

_STATUS = Path("/proc/self/statm")


def bounds_memory() -> bool:
    """Return whether the system can tell how much memory this process has, and bound it: Linux can."""
    return resource is not None and _STATUS.exists()


def bound_memory(room: int) -> None:
    """Let memory grow by `room` bytes from here on, where the system can bound it."""
    if not bounds_memory():
        return
    used = int(_STATUS.read_text().split()[0]) * resource.getpagesize()
    _bound(resource.RLIMIT_AS, used + room)
    _bound(resource.RLIMIT_CORE, 0)


def bound_time(seconds: float) -> None:
    """Let the processor work so many more seconds for this process, rounded up; then the system ends it."""
    if resource is not None:
        _bound(resource.RLIMIT_CPU, int(time.process_time() + seconds) + 1)


def _bound(what: int, value: int) -> None:
    """Set a limit, not above one that was there before."""
    _, most = resource.getrlimit(what)
    resource.setrlimit(what, (value if most == resource.RLIM_INFINITY else min(value, most), most))
