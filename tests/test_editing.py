"""Files are changed field by field: all else stays, and what others have changed is never overwritten."""

from __future__ import annotations

import errno
import os
from datetime import date
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.editing import MOST_STEPS, ConflictError, Editor
from generator.errors import InputError, OutputError
from generator.schema.yaml import Path_
from tests.support import copy_example

AGENCY = ("agency", "id")
WAS = "Dinas Pelayanan Contoh"


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    return Editor(copy_example(tmp_path / "project"))


def lines_changed(before: str, after: str) -> list[str]:
    return [line for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


@pytest.mark.parametrize(
    ("name", "at", "was", "value", "line"),
    [
        ("event", AGENCY, WAS, 'A "B": # 1', '+ agency: {id: "A \\"B\\": # 1", en: "Example Service Agency"}'),
        ("event", ("date",), date(2026, 12, 15), date(2027, 1, 2), "+ date: 2027-01-02"),
        ("event", ("contact", "phone"), "(021) 555-0100", "0812", '+   phone: "0812"'),
        ("event", ("speakers", 0, "name"), "Fulan Contoh, S.Sos., M.Si.", "Baru", '+   - name: "Baru"'),
        ("event", ("unit",), None, "Bagian", '+ unit: "Bagian"'),
        ("brand", ("color", "palette", "nila"), "#12143D", "#0A3D2E", '+     nila: "#0A3D2E"'),
    ],
)  # fmt: skip
def test_a_change_changes_one_line(editor: Editor, name: str, at: Path_, was: Any, value: Any, line: str) -> None:
    before = editor.read(name).text
    editor.change(name, at, was, value)
    changed = lines_changed(before, editor.read(name).text)
    assert changed[-1] == line
    assert len(changed) == (1 if was is None else 2)
    assert editor.read(name).document.value(at) == value


def test_what_is_emptied_goes(editor: Editor) -> None:
    editor.change("event", ("note", "en"), "Free, in the hall and online", None)
    assert editor.read("event").document.value(("note",)) == {"id": "Gratis, di aula dan daring"}


def test_items_come_and_go(editor: Editor) -> None:
    editor.append("event", ("speakers",), 2, {"name": "Tiga", "role": {"id": "Ahli", "en": "Expert"}})
    assert editor.read("event").document.value(("speakers", 2)) == {
        "name": "Tiga",
        "role": {"id": "Ahli", "en": "Expert"},
    }
    for count in (3, 2, 1):
        editor.remove("event", ("speakers",), count, 0)
    assert editor.read("event").document.value(("speakers",)) is None
    editor.append("event", ("speakers",), 0, {"name": "Satu", "role": "Ahli"})
    assert editor.read("event").document.value(("speakers",)) == [{"name": "Satu", "role": "Ahli"}]


def test_what_others_have_written_is_told_not_overwritten(editor: Editor) -> None:
    path = editor.folder / "event.yaml"
    path.write_text(path.read_text().replace(WAS, "Dinas Lain"))
    text = path.read_text()
    with pytest.raises(ConflictError) as conflict:
        editor.change("event", AGENCY, WAS, "Dinas Saya")
    assert (conflict.value.at, conflict.value.now) == (AGENCY, "Dinas Lain")
    with pytest.raises(ConflictError):
        editor.remove("event", ("speakers",), 3, 0)
    assert path.read_text() == text
    assert editor.undo() is None


def test_changes_of_others_elsewhere_stay(editor: Editor) -> None:
    path = editor.folder / "event.yaml"
    path.write_text(path.read_text().replace("Aula Pendopo", "Aula Lain") + "# a remark\n")
    editor.change("event", AGENCY, WAS, "Dinas Saya")
    text = path.read_text()
    assert "Aula Lain" in text and "Dinas Saya" in text and text.endswith("# a remark\n")


def test_undo_takes_back_the_last_change_of_either_file(editor: Editor) -> None:
    before = {name: editor.read(name).text for name in ("event", "brand")}
    editor.change("event", AGENCY, WAS, "Dinas Saya")
    editor.change("brand", ("color", "palette", "nila"), "#12143D", "#000000")
    assert editor.undo() == "brand"
    assert editor.undo() == "event"
    assert editor.undo() is None
    assert {name: editor.read(name).text for name in ("event", "brand")} == before


def test_undo_does_not_take_back_what_others_have_written(editor: Editor) -> None:
    editor.change("event", AGENCY, WAS, "Dinas Saya")
    path = editor.folder / "event.yaml"
    path.write_text(path.read_text().replace("Aula Pendopo", "Aula Lain"))
    with pytest.raises(ConflictError):
        editor.undo()
    assert "Aula Lain" in path.read_text()


def test_no_more_than_so_many_changes_are_kept(editor: Editor) -> None:
    for number in range(MOST_STEPS + 5):
        editor.change(
            "event", ("link",), editor.read("event").document.value(("link",)), f"https://contoh.go.id/{number}"
        )
    assert len(editor.steps) == MOST_STEPS


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_the_file_whole(editor: Editor, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    before = editor.read("event").text

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, full) if call == "fsync" else monkeypatch.setattr(Path, call, full)
    with pytest.raises(OutputError, match="the disk is full"):
        editor.change("event", AGENCY, WAS, "Dinas Saya")
    assert editor.read("event").text == before
    assert not list(editor.folder.glob(".event*"))
    assert editor.steps == []


@pytest.mark.parametrize(
    "text",
    ["", "- a\n", "title: [\n", "a: &a [x]\nb: *a\n", "\x00", "a: !!python/object:os.system x\n"],
)
def test_a_file_that_is_no_form_is_told(editor: Editor, text: str) -> None:
    (editor.folder / "event.yaml").write_text(text)
    with pytest.raises(InputError):
        editor.change("event", AGENCY, WAS, "Dinas Saya")
    assert (editor.folder / "event.yaml").read_text() == text


def test_a_folder_that_has_gone_is_told(editor: Editor) -> None:
    editor.folder.rename(editor.folder.with_name("elsewhere"))
    with pytest.raises(InputError, match="cannot be read"):
        editor.change("event", AGENCY, WAS, "Dinas Saya")
    assert not editor.folder.exists()


def test_a_link_out_of_the_project_is_replaced_not_followed(editor: Editor, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    (editor.folder / "event.yaml").rename(outside)
    (editor.folder / "event.yaml").symlink_to(outside)
    before = outside.read_text()
    editor.change("event", AGENCY, WAS, "Dinas Saya")
    assert outside.read_text() == before
    assert "Dinas Saya" in (editor.folder / "event.yaml").read_text()


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1)
    .map(str.strip)
    .filter(bool)
)
def test_any_text_reads_back_as_it_was_written(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("edit")
    (folder / "event.yaml").write_text('# first\ntitle: "x"  # why\nagency: {id: plain, en: b}\n')
    editor = Editor(folder)
    editor.change("event", ("title",), "x", text)
    editor.change("event", AGENCY, "plain", text)
    read = editor.read("event")
    assert (read.document.value(("title",)), read.document.value(AGENCY)) == (text, text)
    assert read.text.startswith("# first\n") and "# why" in read.text
