"""What Linux shuts off for a process for good: files by Landlock, sockets by seccomp. Elsewhere nothing is shut off."""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.wording import say

# Landlock: the numbers of its calls are the same on every machine. Rights by their bits in linux/landlock.h.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_ONLY_FILES = 1 << 0 | 1 << 1 | _READ_FILE | 1 << 14 | 1 << 15  # rights that a rule for a single file may give
_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_TCP, _SIGNALS_AND_NAMED_SOCKETS = 0b11, 0b11

# seccomp: a filter in classic BPF, see linux/seccomp.h; by machine, its mark and the number of its call `socket`.
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER, _END_WITH_PARENT = 38, 22, 2, 1
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_IO_URING = 425  # opens sockets too
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | 13  # 13: EACCES
_X32 = 0x40000000  # a second set of calls that x86_64 has


def confine(readable: Sequence[Path], writable: Sequence[Path]) -> None:
    """Let this process, from now on, read nothing but `readable`, write nothing but `writable`, and open no socket.

    Both are files or folders with all that is in them; nothing can be executed. What the kernel lacks (`lacking`) is
    not shut off.
    """
    if sys.platform != "linux":
        return
    libc = _libc()
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if version := _landlock(libc):
        _close_files(libc, version, readable, writable)
    if platform.machine() in _MACHINES:
        _close_network(libc, *_MACHINES[platform.machine()])


def end_with_parent() -> None:
    """Let Linux end this process when its parent ends, however that comes about."""
    if sys.platform == "linux":
        _libc().prctl(_END_WITH_PARENT, signal.SIGKILL, 0, 0, 0)


def lacking() -> Iterator[str]:
    """Yield what this machine does not shut off."""
    if sys.platform != "linux" or not _landlock(_libc()):
        yield say("files outside the project")
    if sys.platform != "linux" or platform.machine() not in _MACHINES:
        yield say("the network")


def _libc() -> ctypes.CDLL:
    """Return the C library, with calls that take words."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl.argtypes = [ctypes.c_int, *[ctypes.c_void_p] * 4]
    libc.syscall.argtypes = [ctypes.c_long, *[ctypes.c_void_p] * 4]
    libc.syscall.restype = ctypes.c_long
    return libc


def _landlock(libc: ctypes.CDLL) -> int:
    """Return the version of the kernel's Landlock, 0 if it has none or it is off."""
    version: int = libc.syscall(_CREATE_RULESET, None, 0, _VERSION, 0)
    return max(version, 0)


def _close_files(libc: ctypes.CDLL, version: int, readable: Sequence[Path], writable: Sequence[Path]) -> None:
    rights = _RIGHTS[min(version, max(_RIGHTS))]
    handled = struct.pack("=QQQ", rights, _TCP, _SIGNALS_AND_NAMED_SOCKETS)
    known = handled[: 24 if version >= 6 else 16 if version >= 4 else 8]
    ruleset = _checked(libc.syscall(_CREATE_RULESET, known, len(known), 0, 0))
    try:
        for path in readable:
            _allow(libc, ruleset, path, _READ_FILE | _READ_DIR)
        for path in writable:
            _allow(libc, ruleset, path, rights & ~1)  # 1: to execute
        _checked(libc.syscall(_RESTRICT_SELF, ruleset, 0, 0, 0))
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    """Allow something beneath a path; one that is not there needs nothing."""
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rule = struct.pack("=Qi", rights if path.is_dir() else rights & _ONLY_FILES, opened)
        _checked(libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0))
    finally:
        os.close(opened)


def _close_network(libc: ctypes.CDLL, mark: int, socket: int) -> None:
    """Let `socket` and what else opens one fail, and everything of another set of calls."""
    instructions = network_filter(mark, socket)
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *each) for each in instructions))
    program = struct.pack("@HP", len(instructions), ctypes.addressof(code))
    _checked(libc.prctl(_SECCOMP, _FILTER, program, 0, 0))


def network_filter(mark: int, socket: int) -> list[tuple[int, int, int, int]]:
    """Return the filter of a machine by its mark and the number of its call `socket`: code, jumps if true or not, k."""
    return [
        (_LOAD, 0, 0, 4),  # the machine's mark
        (_EQUAL, 0, 5, mark),
        (_LOAD, 0, 0, 0),  # the call's number
        (_AT_LEAST, 3, 0, _X32),
        (_EQUAL, 2, 0, socket),
        (_EQUAL, 1, 0, _IO_URING),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    ]


def _checked(result: int) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
