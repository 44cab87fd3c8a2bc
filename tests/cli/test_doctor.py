"""sosialisasi doctor: what is here, what is missing, and how to get it."""

from __future__ import annotations

import shutil
from importlib.metadata import PackageNotFoundError

import pytest

from generator.cli import doctor
from generator.errors import InputError, MissingDependencyError
from generator.renderers import pdf
from generator.schema.problems import Problem
from generator.themes.fonts import FontBook
from tests.support import sosialisasi


def _line(out: str, name: str) -> str:
    (line,) = [line for line in out.splitlines() if line[10:].startswith(name)]
    return line


def test_a_machine_that_can_build_is_well() -> None:
    outcome = sosialisasi("doctor")
    assert (outcome.code, outcome.err) == (0, "")
    for name in ("Python", "weasyprint", "python-pptx", "pikepdf", "Pango", "Plus Jakarta Sans"):
        assert _line(outcome.out, name).startswith("ok ")


def test_pango_missing_is_told_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise MissingDependencyError("no Pango")

    monkeypatch.setattr(pdf, "load_weasyprint", missing)
    outcome = sosialisasi("doctor")
    assert outcome.code == 7
    assert _line(outcome.out, "Pango").startswith("MISSING ")
    assert "apt install libpango-1.0-0 libpangoft2-1.0-0" in outcome.out
    assert outcome.err.startswith("Pango: Pango is missing")


def test_a_package_missing_is_told_with_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name in ("zxing-cpp", "pikepdf"):
            raise PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr(doctor, "version", version)
    outcome = sosialisasi("doctor")
    assert outcome.code == 7
    assert outcome.err == "pikepdf: pip install pikepdf\nzxing-cpp: pip install zxing-cpp\n"
    assert _line(outcome.out, "zxing-cpp") == "MISSING   zxing-cpp            pip install zxing-cpp"
    assert _line(outcome.out, "jinja2").startswith("ok ")


def test_the_font_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def sources(self: FontBook, family: str) -> None:
        raise InputError([Problem("_brand.yml", 0, 0, "typography", f"no {family}", "install fontpkg")])

    monkeypatch.setattr(FontBook, "sources", sources)
    outcome = sosialisasi("doctor")
    assert outcome.code == 7
    assert outcome.err == "Plus Jakarta Sans: install fontpkg\n"


def test_what_is_only_handy_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    outcome = sosialisasi("doctor")
    assert (outcome.code, outcome.err) == (0, "")
    assert _line(outcome.out, "LibreOffice").startswith("not here ")
    assert "apt install libreoffice-impress" in outcome.out


def test_what_the_machine_does_not_close_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _line(sosialisasi("doctor").out, "limited child") == (
        "ok        limited child        closes files and network, bounds memory and time"
    )
    monkeypatch.setattr(doctor, "lacking", lambda: iter(["files outside the project", "the network"]))
    monkeypatch.setattr(doctor, "bounds_memory", lambda: False)
    outcome = sosialisasi("doctor")
    assert (outcome.code, outcome.err) == (0, "")
    assert _line(outcome.out, "limited child") == (
        "not here  limited child        a project's own templates are not kept from: "
        "files outside the project, the network, memory"
    )
