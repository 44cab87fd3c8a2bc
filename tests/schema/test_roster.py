"""Rosters as office programs write them: what is read right, and what is refused by row and column."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import InputError
from generator.schema.roster import Entry, RosterKind, load_kind, open_roster
from generator.schema.roster_values import CellError, clean, name, nip
from tests.support import EXAMPLE, ROOT

HEADINGS = "nama;nip;jenis;unit kerja;kode"
GOOD = "Contoh Satu, S.E.;198003122005011901;PNS;Bagian Layanan;007"


@pytest.fixture(scope="module")
def people() -> RosterKind:
    return load_kind(ROOT / "content/rosters/people.yaml")


def _read(path: Path, kind: RosterKind) -> list[Entry]:
    with open_roster(path, kind) as roster:
        return list(roster.entries)


def _csv(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "pegawai.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encodings_and_delimiters(encoding: str, delimiter: str, tmp_path: Path, people: RosterKind) -> None:
    rows = [HEADINGS.split(";"), ["Contoh Dué, S.E.", *GOOD.split(";")[1:]]]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    (entry,) = _read(_csv(tmp_path, text, encoding), people)
    assert entry.values["name"] == "Contoh Dué, S.E."
    assert (entry.values["number"], entry.values["status"], entry.values["code"]) == (
        "198003122005011901",
        "pns",
        "007",
    )


def test_the_delimiter_may_be_told_and_rows_count_from_the_headings(tmp_path: Path, people: RosterKind) -> None:
    entries = _read(_csv(tmp_path, "sep=|\n" + f"{HEADINGS}\n{GOOD}\n;;;;\n\n{GOOD}\n".replace(";", "|")), people)
    assert [entry.number for entry in entries] == [2, 5]
    assert not any(entry.problems for entry in entries)


@pytest.mark.parametrize("heading", ["Nama", " NAMA LENGKAP ", "nama_pegawai", "Full name"])
def test_columns_are_known_by_any_of_their_headings_in_any_order(
    heading: str, tmp_path: Path, people: RosterKind
) -> None:
    (entry,) = _read(_csv(tmp_path, f"N.I.P.;lain;{heading}\n198003122005011901;x;Contoh"), people)
    assert entry.values == {"name": "Contoh", "number": "198003122005011901"}


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        ("nip;unit", "there is no column “nama”"),
        ("nama;nip;nama", "the heading “nama” stands twice"),
        ("nama;nama lengkap", "are both taken"),
        ("", "there are no headings"),
    ],
)
def test_headings_that_are_missing_or_doubled(headings: str, told: str, tmp_path: Path, people: RosterKind) -> None:
    with pytest.raises(InputError, match=told):
        _read(_csv(tmp_path, f"{headings}\n"), people)


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        ("Contoh;3,2E+15;PNS;u;1", "nip", "what a spreadsheet has left of a number"),
        ("Contoh;19800312200501190;PNS;u;1", "nip", "has 17 digits, not 18"),
        ("Contoh;198002302005011901;PNS;u;1", "nip", "does not begin with a date of birth: 1980-02-30"),
        ("Contoh;198003122005131901;PNS;u;1", "nip", "13 where the month of appointment stands"),
        ("Contoh;198003122005013901;PNS;u;1", "nip", "has 3 where 1 or 2 stands"),
        ("Contoh;198003121985011901;PNS;u;1", "nip", "tells the year of birth 1980 and of appointment 1985"),
        ("Contoh;;PNS;u;1", "nip", "is empty"),
        ("Contoh;198003122005011901;honorer;u;1", "jenis", "“honorer” is no status"),
        ('"=HYPERLINK(""x"")";198003122005011901;PNS;u;1', "nama", "as a formula does"),
        ("Con\u202etoh;198003122005011901;PNS;u;1", "nama", "U+202E"),
        ("Con\x07toh;198003122005011901;PNS;u;1", "nama", "U+0007"),
        (f"{'A' * 10_000};198003122005011901;PNS;u;1", "nama", "has 10000 characters"),
        ("123;198003122005011901;PNS;u;1", "nama", "holds no letter"),
        ("Contoh;198003122005011901;PNS;u;", "kode", "is empty"),
        ("Contoh;198003122005011901;PNS;u", "", "has 4 cells; there are 5 headings"),
        ('"Contoh"x;198003122005011901;PNS;u;1', "", "quotation marks do not match"),
    ],
)
def test_a_row_that_is_wrong_is_told_by_row_and_column(
    row: str, column: str, told: str, tmp_path: Path, people: RosterKind
) -> None:
    good, bad, last = _read(_csv(tmp_path, f"{HEADINGS}\n{GOOD}\n{row}\n{GOOD}\n"), people)
    assert (good.problems, last.problems) == ((), ())
    (problem,) = bad.problems
    assert (problem.line, problem.field) == (3, column)
    assert told in problem.message
    assert problem.mend


def test_all_that_is_wrong_in_a_row_is_told_at_once(tmp_path: Path, people: RosterKind) -> None:
    (entry,) = _read(_csv(tmp_path, f"{HEADINGS}\n=1;12;x;u;\n"), people)
    assert [problem.column for problem in entry.problems] == [1, 2, 3, 5]


def test_a_contract_employees_number_has_no_month(tmp_path: Path, people: RosterKind) -> None:
    (entry,) = _read(_csv(tmp_path, f"{HEADINGS}\nContoh;'19951211 2025 21 1 909;PPPK;u;1"), people)
    assert (entry.problems, entry.values["number"]) == ((), "199512112025211909")


def test_workbooks_keep_text_and_are_refused_where_they_lost_digits(tmp_path: Path, people: RosterKind) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[object]] = [
        [*HEADINGS.split(";")],
        ["Contoh Satu", "198003122005011901", "PNS", "Bagian", "007"],
        ["Contoh Dua", 198003122005011902, "PNS", "Bagian", 8],
        ["Contoh Tiga", "-", None, datetime.date(2026, 1, 2), "9"],
    ]
    for number, row in enumerate(rows, start=3):
        for column, cell in enumerate(row, start=2):
            sheet.cell(number, column).value = cell
    book.save(tmp_path / "pegawai.xlsx")
    good, lost, dated = _read(tmp_path / "pegawai.xlsx", people)
    assert (good.number, good.values["code"], good.values["number"]) == (4, "007", "198003122005011901")
    assert "has lost digits" in lost.problems[0].message
    assert (lost.number, lost.problems[0].column) == (5, 3)
    assert "a date or a time" in dated.problems[0].message


@pytest.mark.parametrize(
    ("content", "suffix", "told"),
    [
        (b"nama\n\x81\xff\xfe\x9d", ".csv", "is no text in CP1252"),
        (b"PK\x03\x04", ".csv", "a workbook with the name of a text file"),
        (b"PK\x03\x04", ".xlsx", "is no workbook"),
        (b"nama", ".xlsx", "is no workbook"),
    ],
)
def test_files_that_are_no_tables(content: bytes, suffix: str, told: str, tmp_path: Path, people: RosterKind) -> None:
    path = tmp_path / f"daftar{suffix}"
    path.write_bytes(content)
    with pytest.raises(InputError, match=told):
        _read(path, people)


def test_a_file_that_is_not_there(tmp_path: Path, people: RosterKind) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        _read(tmp_path / "tiada.csv", people)


def test_the_examples_roster_is_right(people: RosterKind) -> None:
    entries = _read(EXAMPLE / "pegawai.csv", people)
    assert len(entries) == 20
    assert not any(entry.problems for entry in entries)
    assert entries[1].values["name"] == "Contoh Dua, S.Sos., M.Si."


@given(st.text())
def test_whatever_is_read_as_a_name_can_be_seen(text: str) -> None:
    try:
        read = name(clean(text, 200))
    except CellError as fault:
        assert fault.message and fault.mend
    else:
        assert read == " ".join(read.split())
        assert read.isprintable() or not read.isascii()


@given(st.text(alphabet="0123456789 .'", max_size=24))
def test_whatever_is_read_as_a_number_has_18_digits(text: str) -> None:
    try:
        read = nip(text)
    except CellError:
        return
    assert len(read) == 18 and read.isdigit()
    assert read == "".join(filter(str.isdigit, text))
