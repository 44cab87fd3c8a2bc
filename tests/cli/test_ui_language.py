"""The command in Indonesian: its help, its mistakes, what it finds; by the option or by the environment."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support import EXAMPLE, Desk, own_process, sosialisasi

ENGLISH = re.compile(r"\b(the|and|with|that|of|is|not|Show)\b")


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test's language outlive it: the option sets the environment's."""
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.mark.parametrize(
    "command",
    [(), *((name,) for name in ("new", "build", "cards", "units", "preview", "eject", "check", "schema", "doctor")),
     ("products", "list"), ("products", "calibration"), ("template", "inspect")],
)  # fmt: skip
def test_help_is_indonesian_and_nothing_else(command: tuple[str, ...]) -> None:
    outcome = sosialisasi("--ui-language", "id", *command, "--help")
    assert outcome.code == 0
    assert outcome.out.startswith("Pemakaian: sosialisasi")
    assert "Tampilkan" in outcome.out
    assert not ENGLISH.search(outcome.out)


def test_the_option_may_stand_after_the_command() -> None:
    assert sosialisasi("build", "--ui-language", "id", "--help").out.startswith("Pemakaian: sosialisasi build")
    assert sosialisasi("--ui-language", "en", "build", "--help").out.startswith("Usage: sosialisasi build")


def test_the_environment_speaks_too() -> None:
    outcome = own_process("eject", "brosur", EXAMPLE, environ={"LANGUAGE": "", "LC_ALL": "", "LANG": "id_ID.UTF-8"})
    assert outcome.code == 2
    assert outcome.err.startswith("tidak ada produk “brosur”")


def test_mistakes_in_files_and_on_the_command_line(desk: Desk) -> None:
    event = desk.project / "event.yaml"
    event.write_text(event.read_text().replace("languages:", "langauges:"))
    outcome = sosialisasi("--ui-language", "id", "build", desk.project, "-o", desk.out)
    assert outcome.code == 3
    assert "bukan kunci yang dikenal" in outcome.err
    assert not ENGLISH.search(outcome.err.replace(str(desk.project), ""))
    outcome = sosialisasi("--ui-language", "id", "build", "--bahasa")
    assert outcome.code == 2
    assert "Tidak ada pilihan" in outcome.err


def test_findings(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    outcome = sosialisasi("check", tmp_path, "--ui-language", "id")
    assert outcome.code == 3
    assert "a.pdf: kosong; salin atau ekspor lagi" in outcome.err
