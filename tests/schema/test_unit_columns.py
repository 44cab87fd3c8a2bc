"""The declaration of a roster of units: every column leads to a field, or its line is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import InputError
from generator.schema.unit_columns import load_unit_kind, path_of
from tests.support import ROOT

SHIPPED = ROOT / "content" / "rosters" / "units.yaml"


def test_local_texts_have_a_column_a_language() -> None:
    kind = load_unit_kind(SHIPPED, ["id", "en"])
    assert kind.columns["place.en"].sets == "event.place.en"
    assert "tempat (en)" in kind.columns["place.en"].headings
    assert not kind.columns["unit.en"].required
    assert "date.en" not in kind.columns
    assert "place.en" not in load_unit_kind(SHIPPED, ["id"]).columns


def test_a_dotted_field_is_a_path() -> None:
    assert path_of("event.speakers.0.name") == ("event", "speakers", 0, "name")


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("sets: event.plaece", "6:11 columns.x.sets: event.plaece is no field; did you mean \"place\"?"),
        ("sets: campaign.title", "campaign.title is no field; write it as in event.place or brand.logo"),
        ("sets: event.languages", "event.languages is one for all units; make a project for each"),
        ("sets: event.plaece.en", "event.plaece.en is no field; did you mean \"place\"?"),
        ("sets: brand.typography.base", "brand.typography.base is one for all units; make a project for each"),
        ("sets: event.title.id.x", "event.title.id.x is no field"),
        ("sets: event", "event is no field; write it as in event.place or brand.logo"),
        ("fills: {event.speakers.0.rule: x}", "event.speakers.0.rule is no field; did you mean \"role\"?"),
        ('fills: {event.note: "{unti}"}', "“{unti}” is no column; did you mean \"unit\"?"),
        ("sats: event.place", "columns.x.sats: is not a known key; did you mean \"sets\"?"),
    ],
)  # fmt: skip
def test_a_column_that_leads_nowhere_is_told(column: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "units.yaml"
    unit = "columns:\n  unit: {kind: name, headings: [unit]}\n"
    path.write_text(f"{unit}  x:\n    kind: text\n    headings: [x]\n    {column}\nfolder: [unit]\n", encoding="utf-8")
    with pytest.raises(InputError) as told:
        load_unit_kind(path, ["id"])
    assert said in str(told.value)
    assert len(told.value.problems) == 1


@pytest.mark.parametrize(("folder", "said"), [("", "there is no “folder”"), ("folder: [unti]", "“unti” is no column")])
def test_a_row_must_have_a_folder(folder: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "units.yaml"
    path.write_text(f"columns:\n  unit: {{kind: name, headings: [unit]}}\n{folder}\n", encoding="utf-8")
    with pytest.raises(InputError, match=said):
        load_unit_kind(path, ["id"])
