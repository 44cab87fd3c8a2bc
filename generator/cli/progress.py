"""Tell how a run goes on: in a line on a terminal, or as lines of JSON."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import click

from generator.wording import say

Progress = Callable[[int, int, float], None]


def line() -> Progress:
    """Return what shows how many cards are done, how fast, and how long the rest takes."""
    start = time.monotonic()

    def show(done: int, failed: int, share: float) -> None:
        passed = time.monotonic() - start
        left = passed / share - passed if share else 0
        failures = say(", {failed} failed", failed=failed) if failed else ""
        rate = done / max(passed, 0.001)
        text = say(
            "{done} cards, {rate} a second, {left:.0f} s left{failures}",
            done=done,
            rate=f"{rate:.{0 if rate >= 10 else 1}f}",
            left=left,
            failures=failures,
        )
        click.echo(f"\r{text:<70}" if share < 1 else "\r" + " " * 70 + "\r", nl=False, err=True)

    return show


def json_lines() -> Progress:
    """Return what prints the same as an object a line."""
    start = time.monotonic()

    def show(done: int, failed: int, share: float) -> None:
        passed = time.monotonic() - start
        told = {"cards": done, "failed": failed, "share": round(share, 4), "seconds": round(passed, 2)}
        rate = {"rate": round(done / passed, 1), "left": round(passed / share - passed, 1)} if passed and share else {}
        click.echo(json.dumps({**told, **rate}))

    return show


def silent(done: int, failed: int, share: float) -> None:
    """Progress for those who look on from a file or a pipe."""
