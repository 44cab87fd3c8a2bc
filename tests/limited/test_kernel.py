"""The filter that closes the network knows each machine by the numbers in Linux' own headers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.limited import kernel

HEADERS = Path("/usr/include")
# By machine: what linux/audit.h and linux/elf-em.h call it, and the header with the numbers of its calls.
MACHINES = {
    "x86_64": ("X86_64", "x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": ("AARCH64", "asm-generic/unistd.h"),  # ARM's 64 bits have no numbers of their own
}
ALLOWED, REFUSED = 0x7FFF0000, 0x0005000D


def defined(header: str, name: str) -> str:
    """Return what a header defines a name as; the test is skipped where there are no headers of that machine."""
    path = HEADERS / header
    if not path.is_file():
        pytest.skip(f"{header} is not installed")
    found = re.search(rf"^\s*#\s*define\s+{name}\s+(.+?)\s*(/\*.*)?$", path.read_text(), re.M)
    assert found, name
    return found[1]


def number(header: str, name: str) -> int:
    return int(defined(header, name), 0)


def decided(machine: str, mark: int, call: int) -> int:
    """Return what a machine's filter decides on a call, as Linux runs it: loads, jumps, returns."""
    instructions = kernel.network_filter(*kernel._MACHINES[machine])
    data, loaded, at = {0: call, 4: mark}, 0, 0
    while True:
        code, if_true, if_false, k = instructions[at]
        at += 1
        if code == 0x06:
            return k
        if code == 0x20:
            loaded = data[k]
        else:
            at += if_true if (loaded == k if code == 0x15 else loaded >= k) else if_false


def test_every_machine_is_known() -> None:
    assert set(kernel._MACHINES) == set(MACHINES)


@pytest.mark.parametrize("machine", MACHINES)
def test_marks_and_numbers_are_those_of_the_headers(machine: str) -> None:
    name, calls = MACHINES[machine]
    parts = defined("linux/audit.h", f"AUDIT_ARCH_{name}")
    assert parts == f"(EM_{name}|__AUDIT_ARCH_64BIT|__AUDIT_ARCH_LE)"
    mark = number("linux/elf-em.h", f"EM_{name}")
    mark |= number("linux/audit.h", "__AUDIT_ARCH_64BIT") | number("linux/audit.h", "__AUDIT_ARCH_LE")
    assert kernel._MACHINES[machine] == (mark, number(calls, "__NR_socket"))
    assert number(calls, "__NR_io_uring_setup") == kernel._IO_URING
    landlock = ("create_ruleset", "add_rule", "restrict_self")
    assert [number(calls, f"__NR_landlock_{each}") for each in landlock] == [444, 445, 446]


@pytest.mark.parametrize("machine", MACHINES)
def test_sockets_are_refused_on_every_machine_and_all_of_another(machine: str) -> None:
    mark, socket = kernel._MACHINES[machine]
    others = [call for call in range(600) if call not in (socket, kernel._IO_URING)]
    assert {decided(machine, mark, call) for call in others} == {ALLOWED}
    assert decided(machine, mark, socket) == decided(machine, mark, kernel._IO_URING) == REFUSED
    assert decided(machine, mark, socket | 0x40000000) == REFUSED  # of x86_64's second set
    assert decided(machine, mark ^ 1, 0) == REFUSED
