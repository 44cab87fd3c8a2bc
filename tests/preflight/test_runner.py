"""The runner, its seam in the build, and what it reads beside a file."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from generator.manifest import read_manifest
from generator.preflight import preflight
from generator.preflight.context import expected_beside
from generator.preflight.findings import Finding
from generator.preflight.rule import Expected
from generator.preflight.rules import pdf_title
from generator.preflight.runner import examine
from generator.renderers import Artefact
from tests.kits import LANGUAGES, PROJECTS, Kits


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PROJECTS)
def test_our_own_kits_keep_every_rule_for_pdfs(kits: Kits, name: str, language: str) -> None:
    paths = sorted((kits.of(name) / LANGUAGES[language]).glob("*.pdf"))
    assert len(paths) == 9
    for path in paths:
        report = examine(path, expected_beside(path))
        assert [str(finding) for finding in report.findings] == []
        no_margins = {"pdf-text-safe"} if path.stem == "deck" else set()
        assert {each.rule for each in report.unchecked} == no_margins


def test_the_manifest_tells_what_a_file_was_made_to_be(kits: Kits) -> None:
    expected = expected_beside(kits.of("example") / "en" / "pocket-card.pdf")
    assert expected == Expected(
        product="pocket-card",
        language="en",
        pages=2,
        trim_mm=(85.6, 54.0),
        safe_mm=3.0,
        least_pt=6.5,
        fonts=frozenset({"Plus Jakarta Sans"}),
        locale="en-GB",
        link="https://contoh.go.id/layani",
        link_on=(2,),
    )
    assert expected_beside(kits.of("example") / "deck.pptx").link_on == (21,)
    assert expected_beside(kits.of("example") / "poster.pdf").least_pt == 9


def test_manifests_of_older_versions_still_tell_what_they_know(kits: Kits, tmp_path: Path) -> None:
    manifest = json.loads((kits.of("example") / "manifest.json").read_text(encoding="utf-8"))
    for entry in manifest["files"]:
        for key in ("safe_mm", "least_pt", "fonts", "locale", "link_on", "tagged"):
            del entry[key]
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    expected = expected_beside(tmp_path / "pocket-card.pdf")
    assert (expected.pages, expected.trim_mm, expected.safe_mm, expected.fonts) == (2, (85.6, 54.0), None, None)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"event": 1, "link": 2, "files": [3]}', "[" * 100_000])
def test_a_manifest_that_is_none_tells_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    assert read_manifest(tmp_path) is None
    assert expected_beside(tmp_path / "poster.pdf") == Expected()


def test_a_file_that_the_manifest_does_not_know_is_held_to_nothing(kits: Kits) -> None:
    assert expected_beside(kits.of("example") / "other.pdf") == Expected()


def test_a_rule_that_breaks_down_leaves_the_others_standing(example_kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> Any:
        raise ZeroDivisionError("none")

    rules = (SimpleNamespace(id="pdf-odd", media="pdf", needs=(), check=fail), pdf_title.RULE)
    monkeypatch.setattr("generator.preflight.runner.all_rules", lambda: rules)
    report = examine(example_kit / "poster.pdf", Expected())
    assert [each.rule for each in report.unchecked] == ["pdf-odd"]
    assert report.unchecked[0].reason == "the file is too odd for it (ZeroDivisionError: none)"


def test_files_of_other_kinds_have_no_findings(example_kit: Path) -> None:
    artefact = Artefact("manifest.json", "deck", "id")
    assert preflight([artefact], example_kit, "https://contoh.go.id") == {"manifest.json": ()}


def test_a_finding_tells_its_place_its_rule_and_its_mend() -> None:
    finding = Finding("pdf-trim", "error", "card.pdf", 2, "it is too wide", "mend it")
    assert str(finding) == "card.pdf, page 2: it is too wide [pdf-trim]; mend it"
    placed = Finding("x", "warning", "card.pdf", 1, "it is old", "make it new", (1.25, 30))
    assert str(placed) == "card.pdf, page 1, 1.2 × 30.0 mm: it is old [x]; make it new"
    whole = Finding("x", "warning", "card.pdf", 0, "it is old", "make it new")
    assert str(whole) == "card.pdf: it is old [x]; make it new"
