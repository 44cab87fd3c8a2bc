"""sosialisasi schema: the JSON Schemas, printed or written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.schema.json_schema import SCHEMAS, SHIPPED
from tests.support import sosialisasi


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_a_schema_is_printed_as_it_is_shipped(name: str) -> None:
    outcome = sosialisasi("schema", name)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == (SHIPPED / f"{name}.schema.json").read_text(encoding="utf-8")
    assert json.loads(outcome.out)["additionalProperties"] is False


def test_all_are_written_into_a_folder(tmp_path: Path) -> None:
    outcome = sosialisasi("schema", "--write", tmp_path / "a" / "b")
    assert outcome.code == 0
    paths = [tmp_path / "a" / "b" / f"{name}.schema.json" for name in SCHEMAS]
    assert outcome.out.splitlines() == list(map(str, paths))
    assert [path.read_bytes() for path in paths] == [(SHIPPED / path.name).read_bytes() for path in paths]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("mine")
    outcome = sosialisasi("schema", "--write", tmp_path / "berkas" / "x")
    assert (outcome.code, outcome.out) == (5, "")
    assert outcome.err == f"cannot write into {tmp_path / 'berkas' / 'x'}: Not a directory\n"
    assert (tmp_path / "berkas").read_text() == "mine"


@pytest.mark.parametrize("arguments", [[], ["poster"]])
def test_a_name_is_needed_that_is_known(arguments: list[str]) -> None:
    outcome = sosialisasi("schema", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    for name in SCHEMAS:
        assert name in outcome.err
