"""LibreOffice is run by itself, in time; whatever it does, the build goes on."""

from __future__ import annotations

import datetime
import os
import time
from pathlib import Path

import pytest

from generator.renderers.deck.foreign import office
from generator.renderers.deck.meta import DeckMeta

META = DeckMeta("Judul", "Pokok", "id-ID", datetime.date(2026, 12, 15), "Dinas Contoh")


def stand_in(folder: Path, script: str) -> Path:
    """Return a command that does as a shell script says instead of LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    "script",
    ["exit 0", "exit 7", 'eval "last=\\${$#}"; printf "%%PDF-1.7 rusak" > "${last%.pptx}.pdf"'],
    ids=["nothing", "fails", "broken"],
)
def test_what_makes_no_pdf_gives_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(office, "office", lambda: str(stand_in(tmp_path, script)))
    assert office.office_pdf(b"PK", {}, META) is None


def test_what_cannot_be_run_gives_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "office", lambda: str(tmp_path / "tiada"))
    assert office.office_pdf(b"PK", {}, META) is None


def test_what_hangs_is_ended_with_what_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "pid"
    script = f"sleep 60 & echo $! > {mark}; wait"
    monkeypatch.setattr(office, "office", lambda: str(stand_in(tmp_path, script)))
    monkeypatch.setattr(office, "SECONDS", 1)
    started = time.monotonic()
    assert office.office_pdf(b"PK", {}, META) is None
    assert time.monotonic() - started < 20
    child = int(mark.read_text())
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and _alive(child):
        time.sleep(0.05)
    assert not _alive(child)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process}/stat").read_text().split()[2]
