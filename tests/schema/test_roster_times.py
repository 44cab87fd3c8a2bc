"""Days and times as people write them and as spreadsheets keep them."""

from __future__ import annotations

import datetime

import pytest

from generator.schema.roster_tables import Cell
from generator.schema.roster_times import clock, day
from generator.schema.roster_values import CellError


@pytest.mark.parametrize(
    "cell",
    [
        "2026-12-05", "2026-12-5", "05/12/2026", "5.12.2026", "5-12-2026", "5 Desember 2026", "5 des 2026",
        "5 December 2026", " 05  desember 2026 ", datetime.date(2026, 12, 5), datetime.datetime(2026, 12, 5, 9, 0),
    ],
)  # fmt: skip
def test_days(cell: Cell) -> None:
    assert day(cell) == "2026-12-05"


@pytest.mark.parametrize("cell", ["besok", "12/15/2026", "2026-02-29", "5 Desembra 2026", "5/12/26", 46361.0, "1e9"])
def test_no_days(cell: Cell) -> None:
    with pytest.raises(CellError, match=r"“.*” is no"):
        day(cell)


@pytest.mark.parametrize("cell", ["09.05", "9:05", "09:05:00", datetime.time(9, 5)])
def test_times(cell: Cell) -> None:
    assert clock(cell) == "09.05"


@pytest.mark.parametrize("cell", ["24.00", "9", "9.5", "09.60", "09.05 WIB", 9.3])
def test_no_times(cell: Cell) -> None:
    with pytest.raises(CellError, match=r"“.*” is not a time"):
        clock(cell)


def test_empty_cells_are_empty() -> None:
    assert (day(""), clock(" ")) == ("", "")


@pytest.mark.parametrize("cell", [True, datetime.timedelta(1)])
def test_what_is_neither_is_told(cell: Cell) -> None:
    with pytest.raises(CellError):
        day(cell)
    with pytest.raises(CellError):
        clock(cell)
