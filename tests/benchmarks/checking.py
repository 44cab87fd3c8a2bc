"""What `check` costs on files that others made: decks of python-pptx and pandoc, a PDF by Typst."""

from __future__ import annotations

import statistics
import subprocess
import time
from pathlib import Path

import pptx
import pypandoc

RUNS = 5
FOUND, NOTHING_FOUND = 4, 0


def checking_table(command: str, typst: Path, folder: Path) -> str:
    """Return seconds on the clock of `command check`, start included, a file and all of them in one run."""
    files = {
        "python-pptx, a slide in its default deck": _default_deck(folder / "default.pptx"),
        "pandoc, 20 slides": _by_pandoc(folder / "pandoc.pptx"),
        "Typst, handout": typst,
    }
    rows = {name: _seconds(command, path) for name, path in files.items()}
    rows["all three in one run"] = _seconds(command, *files.values())
    lines = [f"{f'sosialisasi check, medians of {RUNS} runs':<52}{'clock s':>9}"]
    return "\n".join([*lines, *(f"{name:<52}{seconds:>9.2f}" for name, seconds in rows.items())])


def _default_deck(path: Path) -> Path:
    deck = pptx.Presentation()
    title = deck.slides.add_slide(deck.slide_layouts[0]).shapes.title
    assert title is not None
    title.text = "Utamakan warga"
    deck.save(str(path))
    return path


def _by_pandoc(path: Path) -> Path:
    slides = (f"## Kriteria {number}\n\n- Dengar keluhan warga\n- Jawab pada hari yang sama" for number in range(20))
    pypandoc.convert_text("\n\n".join(slides), "pptx", format="markdown", outputfile=str(path))
    return path


def _seconds(command: str, *paths: Path) -> float:
    return statistics.median(_once(command, paths) for _ in range(RUNS))


def _once(command: str, paths: tuple[Path, ...]) -> float:
    start = time.perf_counter()
    done = subprocess.run([command, "check", *map(str, paths)], capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode not in (FOUND, NOTHING_FOUND):
        raise SystemExit(f"{command} check failed: {done.stderr}")
    return seconds
