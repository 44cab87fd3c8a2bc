"""Campaigns: shape, sources, the value they are about, and languages that agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.schema.base import validate
from generator.schema.campaign import Campaign
from generator.schema.campaign_checks import check_campaign, check_same_keys
from generator.schema.yaml import Document, scan_text
from tests.schema.builders import as_yaml, campaign, statement

Change = Callable[[dict[str, Any]], object]


def _document(data: dict[str, Any], name: str = "id.yaml") -> Document:
    document, problems = scan_text(as_yaml(data), Path(name))
    assert document is not None
    assert not problems
    return document


def _problems(change: Change) -> list[str]:
    data = campaign()
    change(data)
    document = _document(data)
    _, problems = validate(document, Campaign)
    return [str(problem) for problem in [*problems, *check_campaign(document, "id")]]


def test_the_least_campaign_is_valid() -> None:
    assert _problems(lambda data: None) == []


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        (lambda data: data.pop("title"), "title", "is missing"),
        (lambda data: data["criteria"]["items"][1].pop("do"), "criteria.items.1.do", 'add "do:" here'),
        (
            lambda data: data["criteria"]["items"][0].update(nam="x"),
            "criteria.items.0.nam",
            "not a known key",
        ),
        (lambda data: data["criteria"].update(items=[]), "criteria.items", "at least 2 are needed"),
        (lambda data: data["meaning"]["lead"].update(text="x" * 76), "meaning.lead.text", "cut 1 character"),
        (
            lambda data: data["meaning"]["body"].update(text="x" * 250),
            "meaning.body.text",
            "cut 10 characters",
        ),
        (lambda data: data["quiz"][0].update(key=3), "quiz.0.key", "at most 2 is allowed"),
        (lambda data: data["quiz"].pop(), "quiz", "has 4 entries, at least 5 are needed"),
        (
            lambda data: data["channels"]["items"][0].update(value=1708),
            "channels.items.0.value",
            'quotes: "1708"',
        ),
        (lambda data: data["opening"].update(minutes=31), "opening.minutes", "at most 30"),
        (lambda data: data["opening"].update(say="Halo.", ask="Apa?"), "opening", "have 2 words together"),
        (lambda data: data["sources"]["uu"].update(kind="laws"), "sources.uu.kind", 'did you mean "law"?'),
        (
            lambda data: data["sources"].update({"U U": data["sources"]["uu"]}),
            "sources.U U",
            "not a plain name",
        ),
        (lambda data: data["statement"].update(source="uuu"), "statement.source", "there is no source 'uuu'"),
        (
            lambda data: data["sources"].update(lain=data["sources"]["uu"]),
            "sources.lain",
            "no statement names",
        ),
        (
            lambda data: data["definition"].update(value="Nilai1"),
            "definition.value",
            'did you mean "Nilai 1"?',
        ),
        (lambda data: data.update(language="en"), "language", "write id"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(change: Change, field: str, said: str) -> None:
    found = [problem for problem in _problems(change) if f" {field}: " in problem and said in problem]
    assert len(found) == 1


def test_a_campaign_with_a_broken_shape_still_has_its_sources_checked() -> None:
    def change(data: dict[str, Any]) -> None:
        data["quiz"] = "none"
        data["statement"]["source"] = "proyk"

    found = "\n".join(_problems(change))
    assert "quiz: is text, but a list is wanted" in found
    assert "there is no source 'proyk'; did you mean \"proyek\"?" in found


def test_checks_say_nothing_of_what_is_no_campaign_at_all() -> None:
    document, _ = scan_text("- a\n", Path("id.yaml"))
    assert document is not None
    assert check_campaign(document, "id") == []


def _disagreements(change: Change) -> list[str]:
    english = campaign("en")
    change(english)
    documents = {"id": _document(campaign()), "en": _document(english, "en.yaml")}
    return [str(problem) for problem in check_same_keys(documents)]


def test_languages_with_the_same_keys_agree() -> None:
    assert _disagreements(lambda data: data.update(title="Other")) == []


def test_a_missing_key_is_cited_in_the_poorer_file() -> None:
    found = _disagreements(lambda data: data["criteria"]["items"][1]["short"].pop("at"))
    assert len(found) == 1
    assert found[0].startswith("en.yaml:")
    assert "criteria.items.1.short.at: is missing" in found[0]
    assert 'add "at:" here as in id.yaml:' in found[0]


def test_an_additional_key_or_entry_is_missing_in_the_other_file() -> None:
    def change(data: dict[str, Any]) -> None:
        data["criteria"]["items"][0]["note"] = "x"
        data["criteria"]["items"][0]["points"].append(statement())

    found = _disagreements(change)
    assert [problem.split(":")[0] for problem in found] == ["id.yaml", "id.yaml"]
    assert "criteria.items.0.points: has 1 of 2 entries" in "\n".join(found)


def test_a_missing_source_id_in_one_language_is_found() -> None:
    found = _disagreements(lambda data: data["sources"].pop("uu"))
    assert "en.yaml" in found[0]
    assert "sources.uu: is missing" in found[0]
