"""A run needs the same memory whatever the length of its roster."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from tests.support import EXAMPLE, python

MOST_MB = 64
RUN = """
import re
from pathlib import Path
from generator.cli import main
try:
    main(["-q", "cards", {project!r}, {roster!r}, "-o", {out!r}])
finally:
    # Unlike ru_maxrss, this does not count what the parent had when it forked.
    print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def test_memory_is_constant(tmp_path: Path) -> None:
    peaks = {}
    for rows in (10, 1_000, 20_000):  # the first makes the plate
        roster, out = _roster(tmp_path / f"{rows}.csv", rows), tmp_path / f"{rows}.pdf"
        peaks[rows] = int(python(RUN.format(project=str(EXAMPLE), roster=str(roster), out=str(out))))
    assert peaks[20_000] <= MOST_MB
    assert peaks[20_000] - peaks[1_000] <= 4
    with pikepdf.open(tmp_path / "20000.pdf") as pdf:
        assert len(pdf.pages) == 40_000


def _roster(path: Path, rows: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write("nama,nip,jenis,unit kerja,kode\n")
        for number in range(rows):
            name = f"Contoh {_letters(number)} {_letters(number * 7919)}"
            nip = f"19800312{2005 + number // 1000}011{number % 1000:03}"
            file.write(f'"{name}, S.E.",{nip},PNS,Bagian {number % 50},K-{number:07}\n')
    return path


def _letters(number: int) -> str:
    """Return a word for a number."""
    return "".join(
        "bcdghklmnprstw"[number // 14**place % 14] + "aiueo"[number // 5**place % 5] for place in range(4)
    ).title()
