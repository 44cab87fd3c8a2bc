"""A run needs the same memory whatever the length of its roster."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.benchmarks.cards.people import write_roster
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
        roster, out = write_roster(tmp_path / f"{rows}.csv", rows), tmp_path / f"{rows}.pdf"
        peaks[rows] = int(python(RUN.format(project=str(EXAMPLE), roster=str(roster), out=str(out))))
    assert peaks[20_000] <= MOST_MB
    assert peaks[20_000] - peaks[1_000] <= 4
    with pikepdf.open(tmp_path / "20000.pdf") as pdf:
        assert len(pdf.pages) == 40_000


@pytest.mark.long
def test_a_million_cards_take_no_more_memory_than_ten_thousand(tmp_path: Path) -> None:
    peaks = {}
    for rows in (10, 10_000, 1_000_000):
        roster, out = write_roster(tmp_path / f"{rows}.csv", rows), tmp_path / f"{rows}.pdf"
        peaks[rows] = int(python(RUN.format(project=str(EXAMPLE), roster=str(roster), out=str(out))))
    assert peaks[1_000_000] <= MOST_MB
    assert peaks[1_000_000] - peaks[10_000] <= 4
    with pypdfium2.PdfDocument(tmp_path / "1000000.pdf") as document:
        assert len(document) == 2_000_000
        assert "NIP" in document[1_999_999].get_textpage().get_text_bounded()
