"""sosialisasi cards, with its plate kept."""

from __future__ import annotations

from pathlib import Path

from generator.cli import main
from generator.resources import shipped


def run(folder: Path, count: int, out: Path) -> None:
    """Make so many cards of the roster that is there, one a page."""
    main(
        ["-q", "cards", str(shipped("content") / "examples/dinas-contoh"), str(folder / f"{count}.csv"), "-o", str(out)]
    )


def run_on_sheets(folder: Path, count: int, out: Path) -> None:
    """Make so many cards on A4."""
    project = str(shipped("content") / "examples/dinas-contoh")
    main(["-q", "cards", project, str(folder / f"{count}.csv"), "-o", str(out), "--sheet", "A4"])
