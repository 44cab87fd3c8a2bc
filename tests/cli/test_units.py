"""sosialisasi units: what is wrong with a roster is told by row and column, and what is done as it is done."""

from __future__ import annotations

import datetime
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.personalise.runs import FOLDERS, ROSTER, SMALL, roster_of, seen, units
from tests.support import EXAMPLE, Desk, sosialisasi

HEADINGS = "nama unit;folder;pimpinan;tempat;tempat (en);tanggal;mulai;selesai;link;telepon;email;logo"


def _row(unit: str, **cells: str) -> str:
    names = ["unit", "folder", "leader", "place", "place_en", "date", "start", "end", "link", "phone", "email", "logo"]
    assert cells.keys() <= set(names)
    return ";".join({"unit": unit, **cells}.get(name, "") for name in names)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (_row("", place="Aula"), ":1 nama unit: is empty; write the name, or delete the row"),
        (_row('"=HYPERLINK(""x"")"'), ":1 nama unit: begins with “=”, as a formula does"),
        (_row("Bagian \u202eA"), ":1 nama unit: holds U+202E, a character that cannot be seen or printed"),
        (_row("X" * 10_000), ":1 nama unit: has 10000 characters; 200 at most are read"),
        (_row("Bagian \U0001f600"), ":1 nama unit: the font Plus Jakarta Sans has no “\U0001f600”; write it otherwise"),
        (_row("Bagian", date="2027-02-30"), ":6 tanggal: “2027-02-30” is no day of the calendar"),
        (_row("Bagian", date="besok"), ":6 tanggal: “besok” is not a date; write year-month-day, for example"),
        (_row("Bagian", start="25.00"), ":7 mulai: “25.00” is not a time; write hours and minutes"),
        (_row("Bagian", end="08.00"), ":8 selesai: the event ends at 08.00, which is not after its start at 09.00"),
        (_row("Bagian", start="23.00"), " end: '25.30' is not a time"),
        (_row("Bagian", end="10.00"), " agenda.3.start: 10.10 is outside the event, 09.00 to 10.00"),
        (_row("Bagian", link="contoh.go.id"), ":9 link: 'contoh.go.id' is not a web address; write it in full"),
        (_row("Bagian", phone="tidak ada"), ":10 telepon: 'tidak ada' is not a telephone number"),
        (_row("Bagian", email="sekretariat"), ":11 email: 'sekretariat' is not an e-mail address"),
        (_row("Bagian", logo="assets/tidak-ada.svg"), ":12 logo: assets/tidak-ada.svg does not exist"),
        (_row("Bagian", logo="../../rahasia.png"), ":12 logo: ../../rahasia.png is outside the project folder"),
        (_row("Bagian", logo="event.yaml"), ":12 logo: event.yaml "),
        (_row("CON"), ":1 nama unit: “con” is a name that Windows keeps for itself; write another name into a column"),
        (_row("Bagian", folder="NUL"), ":2 folder: “nul” is a name that Windows keeps for itself"),
        (_row("Bagian", folder=".."), ":2 folder: “..” has no letter a to z and no figure to name a folder by"),
        (_row("BAGIAN  PERTAMA"), ":1 nama unit: would have the folder “bagian-pertama”, as row 2 has"),
        (_row("Bagian", folder="Bagian_Pertama"), ":2 folder: would have the folder “bagian-pertama”, as row 2 has"),
        ("Bagian;x", ": has 2 cells; there are 12 headings"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column_and_nothing_is_written(row: str, said: str, tmp_path: Path) -> None:
    roster = roster_of(tmp_path, HEADINGS, _row("Bagian Pertama"), row)
    outcome = units(tmp_path / "out", roster=roster)
    assert outcome.code == 3
    assert f"{roster}:3{said}" in outcome.err
    assert not (tmp_path / "out").exists()


def test_a_link_too_long_for_a_code_is_told_by_its_cell(tmp_path: Path) -> None:
    roster = roster_of(tmp_path, "unit;link", f"Bagian;https://contoh.go.id/{'x' * 170}")
    outcome = units(tmp_path / "out", "-p", "pocket-card", roster=roster)
    assert outcome.code == 3
    assert f"{roster}:2:2 link: the link has 191 characters; the QR code of pocket-card" in outcome.err


def test_all_that_is_wrong_with_a_row_is_told(tmp_path: Path) -> None:
    row = _row("Bagian Pertama", date="besok", phone="tidak", logo="x.svg")
    outcome = units(tmp_path / "out", roster=roster_of(tmp_path, HEADINGS, _row("Bagian Pertama"), row))
    assert [line.split(" ")[-1] for line in re.findall(r":3:\d+ [\w ]+(?=:)", outcome.err)] == ["unit", "tanggal"]
    row = _row("Bagian Pertama", phone="tidak", logo="x.svg")
    outcome = units(tmp_path / "out", roster=roster_of(tmp_path, HEADINGS, _row("Bagian Pertama"), row))
    told = [line.split(" ")[-1] for line in re.findall(r":3:\d+ [\w ]+(?=:)", outcome.err)]
    assert told == ["unit", "telepon", "logo"]


def test_two_dots_and_slashes_lead_nowhere_else(tmp_path: Path) -> None:
    roster = roster_of(tmp_path, HEADINGS, _row("../../Bagian Satu"), _row("Bagian", folder="/etc/Bagian Dua"))
    outcome = units(tmp_path / "out", roster=roster)
    assert outcome.code == 0, outcome.err
    assert {path.name for path in (tmp_path / "out").iterdir() if path.is_dir()} == {"bagian-satu", "etc-bagian-dua"}
    assert {path.name for path in tmp_path.iterdir()} == {"out", roster.name}


def test_all_problems_are_counted_and_a_hundred_shown(tmp_path: Path) -> None:
    outcome = units(tmp_path / "out", roster=roster_of(tmp_path, "unit;tanggal", *["=;besok"] * 120))
    assert outcome.code == 3
    assert "… and 140 more" in outcome.err
    assert "240 problems; nothing was written" in outcome.err


def test_bad_rows_may_be_left_out(tmp_path: Path) -> None:
    headings, *rows = ROSTER.read_text(encoding="utf-8-sig").splitlines()
    roster = roster_of(tmp_path, headings, rows[0], rows[1].replace("2026-12-16", "besok"), rows[0], rows[2])
    outcome = units(tmp_path / "out", "--skip-bad", roster=roster)
    assert outcome.code == 6
    assert f"{roster}:3:4 tanggal: “besok” is not a date" in outcome.err
    assert f"{roster}:4:1 nama unit: would have the folder “bagian-layanan”, as row 2 has" in outcome.err
    assert "2 rows failed; the rest are done" in outcome.err
    assert {name.split("/")[0] for name in seen(tmp_path / "out")} == {FOLDERS[0], FOLDERS[2], "manifest.json"}


def test_nothing_is_made_of_bad_rows_alone_or_of_none(tmp_path: Path) -> None:
    assert units(tmp_path / "out", "--skip-bad", roster=roster_of(tmp_path, "unit;tanggal", "x;y")).code == 3
    outcome = units(tmp_path / "out", roster=roster_of(tmp_path, "unit;tanggal"))
    assert outcome.code == 3
    assert "it has no rows; add some" in outcome.err
    assert not (tmp_path / "out").exists()


def test_a_workbook_gives_what_its_text_gives(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nama Unit", "Tanggal", "Jam Mulai", "Keterangan"])
    sheet.append(["Bagian Satu", datetime.date(2027, 3, 2), datetime.time(10, 0), "baru"])
    book.save(tmp_path / "unit.xlsx")
    outcome = units(tmp_path / "one", roster=tmp_path / "unit.xlsx")
    assert outcome.code == 0, outcome.err
    assert "nothing is known of these columns: Keterangan" in outcome.err
    text = roster_of(tmp_path, "nama unit,tanggal,mulai", "Bagian Satu,02/03/2027,10:00:00")
    assert units(tmp_path / "two", roster=text).code == 0
    assert seen(tmp_path / "one") == seen(tmp_path / "two")


def test_a_telephone_number_that_lost_its_zero_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Unit", "Telepon"])
    sheet.append(["Bagian Satu", 215550100])
    book.save(tmp_path / "unit.xlsx")
    outcome = units(tmp_path / "out", roster=tmp_path / "unit.xlsx")
    assert outcome.code == 3
    assert ":2:2 Telepon: is the number 215550100; leading zeros would be lost" in outcome.err


def test_a_project_may_declare_columns_of_its_own(desk: Desk, tmp_path: Path) -> None:
    roster = roster_of(tmp_path, "Puskesmas;Moto", "Puskesmas Contoh;Cepat.")
    desk.write("content/rosters/units.yaml", DECLARED)
    outcome = units(tmp_path / "out", roster=roster, project=desk.project)
    assert outcome.code == 0, outcome.err
    assert (tmp_path / "out" / "puskesmas-contoh" / "manifest.json").is_file()
    line = desk.edit("content/rosters/units.yaml", "slogan$", "slogann")
    outcome = units(tmp_path / "out", roster=roster, project=desk.project)
    assert outcome.code == 3
    assert f"units.yaml:{line}:" in outcome.err
    assert 'brand.defaults.sosialisasi.slogann is no field; did you mean "slogan"?' in outcome.err


DECLARED = """\
columns:
  health_centre:
    kind: name
    required: true
    sets: event.unit
    headings: [puskesmas]
  motto:
    kind: text
    headings: [moto]
    sets: brand.defaults.sosialisasi.slogan
folder: [health_centre]
"""


def test_lines_of_json_tell_each_unit(tmp_path: Path) -> None:
    outcome = units(tmp_path / "out", "--json", "--workers", "1")
    assert outcome.code == 0, outcome.err
    *told, result = map(json.loads, outcome.out.splitlines())
    assert [line["made"] for line in told] == [1, 2, 3, 4, 5, 6]
    assert {line["folder"] for line in told} == set(FOLDERS)
    assert all(line["rate"] > 0 for line in told) and told[0]["left"] > told[-1]["left"] == 0
    assert all(line["of"] == 6 and line["state"] == "made" and line["files"] == 1 for line in told)
    assert result == {"units": 6, "kept": 0, "failed": 0}


def test_a_terminal_sees_rate_and_remaining_time(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "generator", "units", EXAMPLE, ROSTER, "-o", tmp_path / "out", *SMALL]
    main, terminal = pty.openpty()
    with subprocess.Popen(list(map(str, command)), stderr=terminal, stdout=subprocess.DEVNULL) as process:
        os.close(terminal)
        said = b""
        while part := _read(main):
            said += part
    assert process.returncode == 0
    assert "2 of 6 units, " in said.decode()
    assert " a minute, 0 min " in said.decode()
    assert f"6 units in {tmp_path / 'out'}" in said.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # how Linux says that nobody writes any more
        return b""


def test_one_executor_is_named() -> None:
    outcome = sosialisasi("units", EXAMPLE, ROSTER, "-o", "x", "--workers", "1", "--scheduler", "tcp://x:1")
    assert outcome.code == 2


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("-p", "posterr"), 2, "there is no product “posterr”"),
        (("--scheduler", "tcp://127.0.0.1:9"), 7, "no Dask scheduler with a worker answers at tcp://127.0.0.1:9"),
    ],
)
def test_what_stops_a_run_writes_nothing(
    options: tuple[str, ...], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.personalise.executors.CONNECTING", 1)
    outcome = units(tmp_path / "out", *options)
    assert outcome.code == code
    assert said in outcome.err
    assert not (tmp_path / "out").exists()
