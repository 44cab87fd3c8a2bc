"""What comes out of a limited child is looked at before it is believed."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from generator.errors import OutputError
from generator.personalise.printing import Result, result_in
from generator.schema.problems import Problem

ROW = Problem("daftar.csv", 3, 0, "nama", "is empty", "write it")


def test_a_result_comes_out_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "kartu.pdf").write_bytes(b"new")
    result = Result([tmp_path / "kartu.pdf"], 5, 1, [ROW], 1, [ROW], 2)
    assert result_in(tmp_path, {**asdict(result), "files": ["kartu.pdf"]}) == result


@pytest.mark.parametrize("name", ["../luar.pdf", "/etc/hostname", "tautan.pdf", "map/luar.pdf", "tiada.pdf", "map"])
def test_a_file_elsewhere_is_not_believed(tmp_path: Path, name: str) -> None:
    room = tmp_path / "room"
    (room / "map").mkdir(parents=True)
    for file in (tmp_path / "luar.pdf", room / "map" / "luar.pdf"):
        file.write_bytes(b"new")
    (room / "tautan.pdf").symlink_to("../luar.pdf")
    with pytest.raises(OutputError, match="is not a file that the project's own templates were to make"):
        result_in(room, {**asdict(Result()), "files": [name]})
