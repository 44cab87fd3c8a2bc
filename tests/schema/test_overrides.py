"""A row laid over a project: the project as if its files had held the row's values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.errors import InputError
from generator.resources import Resources
from generator.schema.overrides import lay_over
from generator.schema.project import Project, load_project
from generator.schema.roster import open_roster
from generator.schema.unit_columns import load_unit_kind
from tests.schema.builders import ProjectFolder
from tests.support import ROOT

DECLARED = ROOT / "content" / "rosters" / "units.yaml"


def _laid(folder: Path, headings: str, row: str, **event: Any) -> Project:
    files = ProjectFolder(folder / "project")
    files.event.update(event)
    files.write()
    roster = folder / "unit.csv"
    roster.write_text(f"{headings}\n{row}\n", encoding="utf-8")
    resources = Resources(files.folder)
    project = load_project(files.folder, resources)
    kind = load_unit_kind(DECLARED, project.event.languages)
    with open_roster(roster, kind) as table:
        (entry,) = table.entries
        return lay_over(project, resources, kind, table, entry)


def test_cells_override_and_empty_ones_leave_what_is_there(tmp_path: Path) -> None:
    unit = _laid(tmp_path, "unit;tempat;link;tanggal", "Bagian A;Ruang 1;;2027-01-02")
    assert (unit.event.unit, unit.event.place, unit.event.date.isoformat()) == ("Bagian A", "Ruang 1", "2027-01-02")
    assert unit.event.link == "https://contoh.go.id/layani/"
    assert unit.event.title == {"id": "Sosialisasi Budaya", "en": "Culture Day"}


@pytest.mark.parametrize(
    ("headings", "row", "place"),
    [
        ("unit;tempat (en)", "A;Hall", {"id": "Aula", "en": "Hall"}),
        ("unit;tempat;Tempat [EN]", "A;Ruang;Hall", {"id": "Ruang", "en": "Hall"}),
        ("unit;tempat (id);tempat (en)", "A;Ruang;Hall", {"id": "Ruang", "en": "Hall"}),
        ("unit;tempat (en);tempat", "A;;Ruang", "Ruang"),
    ],
)
def test_a_text_may_have_a_column_a_language(headings: str, row: str, place: object, tmp_path: Path) -> None:
    assert _laid(tmp_path, headings, row).event.place == place


def test_a_leader_speaks_first_and_is_called_leader_of_the_unit_unless_told(tmp_path: Path) -> None:
    first = _laid(tmp_path / "one", "unit;unit (en);pimpinan", "Bagian A;Division A;Contoh Satu").event.speakers[0]
    assert first.name == "Contoh Satu"
    assert first.role == {"id": "Pimpinan Bagian A", "en": "Head of Division A"}
    told = _laid(tmp_path / "two", "unit;pimpinan;jabatan", "Bagian A;Contoh Satu;Sekretaris").event.speakers
    assert [each.role for each in told] == ["Sekretaris"]
    in_english = _laid(
        tmp_path / "three", "unit;pimpinan;jabatan (en)", "Bagian A;Contoh Satu;Secretary"
    ).event.speakers
    assert in_english[0].role == {"id": "Pimpinan Bagian A", "en": "Secretary"}
    alone = _laid(tmp_path / "four", "unit;pimpinan", "Bagian A;Contoh Satu", speakers=[]).event.speakers
    assert [each.name for each in alone] == ["Contoh Satu"]


def test_a_logo_comes_with_what_it_shows(tmp_path: Path) -> None:
    files = ProjectFolder(tmp_path / "project")
    files.write_text(
        "assets/unit.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h9"/></svg>'
    )
    (logo,) = _laid(tmp_path, "unit;logo", "Bagian A;assets/unit.svg").logos
    assert (logo.picture.path.name, logo.picture.width, logo.alt) == (
        "unit.svg", 10, {"id": "Logo Bagian A", "en": "Logo of Bagian A"}
    )  # fmt: skip


def test_the_agenda_moves_with_the_start_and_so_does_the_end_unless_told(tmp_path: Path) -> None:
    event = _laid(tmp_path / "one", "unit;mulai", "A;13.15").event
    assert [event.start, *(item.start for item in event.agenda), event.end] == [
        "13.15", "13.15", "13.35", "15.15", "15.45"
    ]  # fmt: skip
    told = _laid(tmp_path / "two", "unit;mulai;selesai", "A;07.00;12.00").event
    assert [told.start, told.agenda[-1].start, told.end] == ["07.00", "09.00", "12.00"]


def test_texts_of_a_row_are_read_aloud_in_the_main_language(tmp_path: Path) -> None:
    assert _laid(tmp_path, "unit;tempat;tempat (en)", "Bagian A;Ruang;Hall").event.foreign == {
        "id": ["Bagian A", "Ruang"]
    }


def test_what_is_wrong_is_told_by_cell_or_row(tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        _laid(
            tmp_path,
            "unit;tautan;selesai;nama acara (en)",
            "A;contoh;08.00;X",
            title="Budaya",
            unit={"id": "a", "en": "b"},
        )
    lines = str(told.value).splitlines()
    roster = tmp_path / "unit.csv"
    assert [line.split(": ")[0] for line in lines] == [f"{roster}:2:2 tautan", f"{roster}:2:3 selesai"]


def test_the_project_itself_stays_as_it_is(tmp_path: Path) -> None:
    files = ProjectFolder(tmp_path / "project")
    files.write()
    project = load_project(files.folder, files.resources)
    before = dict(project.documents["event"].data)
    unit = _laid(tmp_path, "unit;tempat", "A;Ruang")
    assert project.documents["event"].data == before
    assert unit.documents["event"].data["place"] == "Ruang"
    assert unit.documents["event"].cite(("place",)) == (tmp_path / "unit.csv", 2)
    assert unit.documents["event"].cite(("title", "id")) == (tmp_path / "project" / "event.yaml", 2)
