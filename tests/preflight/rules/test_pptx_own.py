"""Our own decks are free of what the rules look for, whatever their content, language and brand; and soon examined."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from generator.preflight.rules import all_rules
from tests.kits import LANGUAGES, PROJECTS, Kits
from tests.preflight.rules.decks import OWN, faults, found, spoilt

LOCALES = {"id": "id-ID", "en": "en-GB"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PROJECTS)
def test_our_decks_are_free_of_faults(kits: Kits, name: str, language: str) -> None:
    deck = kits.of(name) / LANGUAGES[language] / "deck.pptx"
    expected = replace(OWN, language=language, locale=LOCALES[language], pages=None)
    assert found(deck, expected) == []


@pytest.mark.parametrize("readme", [None, "Fonts of deck.pptx:\n- Plus Jakarta Sans\n"])
def test_fonts_beside_a_deck_are_told_unless_a_readme_does(
    example_kit: Path, tmp_path: Path, readme: str | None
) -> None:
    deck = spoilt(example_kit, tmp_path, lambda _: None)
    assert found(deck, OWN) == []
    (tmp_path / "fonts" / "README.txt").unlink()
    if readme:
        (tmp_path / "fonts" / "README.txt").write_text(readme, encoding="utf-8")
    [(rule, severity, fault)] = faults(deck, OWN)
    assert (rule, severity) == ("pptx-font", "warning")
    assert fault.message.endswith("not embedded, its files lie in fonts/")
    assert ("Plus Jakarta Sans," in fault.message) != bool(readme)  # ExtraBold and ExtraLight are not in the README


def test_the_readme_names_the_fonts_in_the_kits_language(example_kit: Path) -> None:
    for folder, words in (("", "Pasang huruf ini"), ("en", "Install these fonts")):
        said = (example_kit / folder / "fonts" / "README.txt").read_text(encoding="utf-8")
        assert words in said and "- Plus Jakarta Sans\n- Plus Jakarta Sans ExtraBold\n" in said


def test_a_deck_is_examined_in_a_third_of_a_second(example_kit: Path) -> None:
    spent = []
    for _ in range(3):
        start = time.process_time()
        faults(example_kit / "deck.pptx", OWN)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.3


def test_every_rule_says_what_it_looks_for() -> None:
    rules = [rule for rule in all_rules() if rule.media == "pptx"]
    assert len(rules) == len({rule.id for rule in rules}) == 20
    assert all(rule.id.startswith("pptx-") and rule.looks_for for rule in rules)
    assert [rule.id for rule in rules if not rule.strict] == ["pptx-font", "pptx-grey-areas"]
