"""Small rosters, and cards made of them."""

from __future__ import annotations

from pathlib import Path

from tests.support import EXAMPLE, Outcome, sosialisasi

HEADINGS = "nama;nip;jenis;unit kerja;kode"


def make_cards(roster: Path, out: Path, *options: str | Path, project: Path = EXAMPLE) -> Outcome:
    """Run `sosialisasi cards`."""
    return sosialisasi("cards", project, roster, "-o", out, *options)


def write_roster(folder: Path, *rows: str) -> Path:
    """Write a roster of rows with the cells of HEADINGS."""
    path = folder / "daftar.csv"
    path.write_text("\n".join([HEADINGS, *rows]) + "\n", encoding="utf-8")
    return path


def a_row(number: int, name: str = "Contoh", unit: str = "Bagian Layanan") -> str:
    """Return a row that is right; each number gives another."""
    return f"{name} {number};1980031220050119{number:02};PNS;{unit};K-{number:03}"
