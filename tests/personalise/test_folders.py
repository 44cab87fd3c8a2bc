"""Folders of units: each its own on every system, or refused."""

from __future__ import annotations

import pytest

from generator.personalise.folders import FolderError, Folders


def test_a_name_becomes_a_folder() -> None:
    assert Folders("folder").name("Bagian Arsip & Data, Lt. 2", 2) == "bagian-arsip-data-lt-2"
    assert Folders("folder").name("Unité Éxemple", 2) == "unite-exemple"


@pytest.mark.parametrize("text", ["CON", "nul", "Lpt 1".replace(" ", ""), "com9.", "..", ".", "/", "漢字", " ", "~"])
def test_what_no_system_may_have_is_refused(text: str) -> None:
    with pytest.raises(FolderError) as told:
        Folders("folder").name(text, 2)
    assert told.value.mend == "write another name into a column “folder”"


@pytest.mark.parametrize("text", ["bagian a", "Bagian-A", "BAGIAN  A", "Bagian Á", "Bagian A."])
def test_a_second_of_the_same_name_is_refused(text: str) -> None:
    folders = Folders("folder")
    folders.name("Bagian A", 2)
    with pytest.raises(FolderError, match="would have the folder “bagian-a”, as row 2 has"):
        folders.name(text, 3)


def test_long_names_that_begin_alike_are_the_same() -> None:
    folders = Folders("folder")
    folders.name("a" * 90 + " satu", 2)
    with pytest.raises(FolderError):
        folders.name("a" * 90 + " dua", 3)
