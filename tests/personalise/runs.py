"""Runs of `units` for tests: a small product, a roster, and processes that can be stopped in the middle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from PIL import Image, ImageChops

from tests import pdfs
from tests.support import EXAMPLE, ROOT, Outcome, hashes, sosialisasi

ROSTER = EXAMPLE / "unit.csv"
DPI = 150
SMALL = ("-p", "poster", "--design", "event", "-l", "id")
FOLDERS = (
    "bagian-layanan",
    "bagian-pengaduan",
    "bagian-data",
    "unit-layanan-kecamatan-contoh-utara",
    "unit-layanan-kecamatan-contoh-selatan",
    "unit-layanan-keliling",
)


def units(out: str | Path, *options: str | Path, roster: Path = ROSTER, project: Path = EXAMPLE) -> Outcome:
    """Run `units` in this process, for one small product unless `options` name another."""
    return sosialisasi("units", project, roster, "-o", out, *(() if "-p" in options else SMALL), *options)


def roster_of(folder: Path, headings: str, *rows: str) -> Path:
    """Write a roster."""
    path = folder / "daftar unit.csv"
    path.write_text("\n".join([headings, *rows]) + "\n", encoding="utf-8")
    return path


@contextmanager
def started(
    out: str | Path, *options: str, environ: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Run `units --json` in a process group of its own; it is killed at the end if it still runs."""
    command = [sys.executable, "-m", "generator", "units", EXAMPLE, ROSTER, "-o", out, *SMALL, "--json", *options]
    inherited = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    process = subprocess.Popen(
        list(map(str, command)),
        env={**inherited, "PYTHONPATH": str(ROOT), **(environ or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until(process: subprocess.Popen[str], count: int) -> list[dict[str, object]]:
    """Read so many lines that a run tells, one a unit."""
    assert process.stdout is not None
    return [json.loads(process.stdout.readline()) for _ in range(count)]


def seen(out: Path) -> dict[str, str]:
    """Return the hash of every file of a run that a user sees."""
    return {name: digest for name, digest in hashes(out).items() if "/." not in name}


def unlike(ours: Path, theirs: Path) -> list[str]:
    """Return which files of two folders do not look and read alike, or are in one of them alone; manifests aside."""
    files = [
        {path.relative_to(folder) for path in folder.rglob("*.*") if path.name[0] != "."} for folder in (ours, theirs)
    ]
    lone = sorted(map(str, files[0] ^ files[1]))
    both = sorted(path for path in files[0] & files[1] if path.suffix in (".pdf", ".pptx"))
    assert both
    return [*lone, *(str(path) for path in both if not _alike(ours / path, theirs / path))]


def _alike(ours: Path, theirs: Path) -> bool:
    if ours.suffix == ".pptx":
        with ZipFile(ours) as one, ZipFile(theirs) as other:
            names = one.namelist()
            return names == other.namelist() and all(one.read(name) == other.read(name) for name in names)
    pages = range(len(pdfs.trims(theirs)))
    return pdfs.text(ours) == pdfs.text(theirs) and all(
        _difference(pdfs.picture(ours, page, DPI), pdfs.picture(theirs, page, DPI)) <= 3 for page in pages
    )


def _difference(one: Image.Image, other: Image.Image) -> float:
    return max(channel[1] for channel in ImageChops.difference(one, other).getextrema() if isinstance(channel, tuple))
