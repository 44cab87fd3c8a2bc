"""A run needs the same memory whatever the length of its roster."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.benchmarks.cards.people import write_roster
from tests.cli.rosters import make_cards
from tests.imposition.papers import scheme
from tests.support import EXAMPLE, python

MOST_MB = 64
RUN = """
import re
from pathlib import Path
from generator.cli import main
try:
    main(["-q", "cards", {project!r}, {roster!r}, "-o", {out!r}, *{options!r}])
finally:
    # Unlike ru_maxrss, this does not count what the parent had when it forked.
    print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def test_memory_is_constant(tmp_path: Path) -> None:
    peaks = {}
    for rows in (10, 1_000, 20_000):  # the first makes the plate
        roster, out = write_roster(tmp_path / f"{rows}.csv", rows), tmp_path / f"{rows}.pdf"
        peaks[rows] = int(python(RUN.format(project=str(EXAMPLE), roster=str(roster), out=str(out), options=[])))
    assert peaks[20_000] <= MOST_MB
    assert peaks[20_000] - peaks[1_000] <= 4
    with pikepdf.open(tmp_path / "20000.pdf") as pdf:
        assert len(pdf.pages) == 40_000


@pytest.mark.long
def test_a_million_cards_take_no_more_memory_than_ten_thousand(tmp_path: Path) -> None:
    peaks = {}
    for rows in (10, 10_000, 1_000_000):
        roster, out = write_roster(tmp_path / f"{rows}.csv", rows), tmp_path / f"{rows}.pdf"
        run = RUN.format(project=str(EXAMPLE), roster=str(roster), out=str(out), options=["--sheet", "A4"])
        peaks[rows] = int(python(run))
    assert peaks[1_000_000] <= MOST_MB
    assert peaks[1_000_000] - peaks[10_000] <= 4
    with pypdfium2.PdfDocument(tmp_path / "1000000.pdf") as document:
        assert len(document) == 2 * -(-1_000_000 // scheme((210, 297)).grid.count)
        assert "NIP" in document[len(document) - 1].get_textpage().get_text_bounded()
    with pikepdf.open(tmp_path / "1000000.pdf") as pdf:
        assert pdf.get_warnings() == []


def test_a_file_of_more_pages_than_can_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.personalise.writer.MOST_PAGES", 39)
    outcome = make_cards(EXAMPLE / "pegawai.csv", tmp_path / "kartu.pdf")
    assert outcome.code == 5
    assert "kartu.pdf would have 40 pages" in outcome.err and "--sheet" in outcome.err
    assert not (tmp_path / "kartu.pdf").exists()
