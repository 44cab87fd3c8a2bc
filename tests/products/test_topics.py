"""Campaigns on other subjects make the whole kit by their content alone, in every theme."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest

from generator.schema.yaml import read_yaml
from tests.kits import THEMES, TOPICS, Kits
from tests.support import CAMPAIGN, ROOT

# The first topic in the first theme, the next in the next, and so on; the other combinations as a long proof.
DRESSED = [
    pytest.param(topic, theme, marks=[] if n % len(THEMES) == m else [pytest.mark.long])
    for n, topic in enumerate(TOPICS)
    for m, theme in enumerate(THEMES)
]
# To press goes the one whose tones once failed; the others as a long proof.
PRESSED = [
    pytest.param(topic, theme, marks=[] if (topic, theme) == ("long", "kertas") else [pytest.mark.long])
    for topic in TOPICS
    for theme in THEMES
]
# Words that forms, laws and campaigns of any subject are made of.
ORDINARY = {"belakang", "instansi", "kriteria", "perilaku", "pilihan", "status", "tampak"}


def _campaigns(*folders: str) -> dict[str, Any]:
    """Return the campaigns under content/campaigns of these folders, by their path."""
    paths = chain.from_iterable(sorted((ROOT / folder).glob("content/campaigns/*/*.yaml")) for folder in folders)
    return {str(path.relative_to(ROOT)): read_yaml(path).data for path in paths}


OTHERS = _campaigns(*(str(folder.relative_to(ROOT)) for folder in TOPICS.values()))


@pytest.mark.parametrize(("topic", "theme"), DRESSED)
def test_every_product_is_built_without_a_finding(kits: Kits, topic: str, theme: str) -> None:
    out = kits.dressed(topic, theme)
    files = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {entry["product"] for entry in files} >= {"poster", "pocket-card", "handout", "leaflet", "deck"}
    findings = [finding for entry in files for finding in entry["findings"]]
    assert findings == []


@pytest.mark.parametrize(("topic", "theme"), PRESSED)
def test_every_printed_product_goes_to_press(kits: Kits, topic: str, theme: str) -> None:
    out = kits.dressed(topic, theme, "--press")
    files = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    pressed = [entry for entry in files if "press/" in entry["path"]]
    assert {entry["product"] for entry in pressed} == {"poster", "pocket-card", "handout", "leaflet"}
    assert [finding for entry in pressed for finding in entry["findings"]] == []


def test_the_topics_have_all_numbers_of_parts() -> None:
    criteria = [campaign["criteria"]["items"] for campaign in OTHERS.values()]
    values = [campaign["values"]["items"] for campaign in OTHERS.values()]
    assert {2, 4, 5} <= set(map(len, criteria))  # three is the shipped campaign's
    assert {3, 7, 9} <= set(map(len, values))
    assert {len(item["points"]) for items in criteria for item in items} == set(range(1, 7))
    assert {len(item["conduct"]) for items in values for item in items} == set(range(1, 7))


def _texts(node: Any) -> Iterator[str]:
    """Yield what is printed of a campaign: all its texts but the speaker notes."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from () if key.endswith(("talk", "opening")) else _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)
    elif isinstance(node, str):
        yield node


def _words(texts: Iterator[str]) -> set[str]:
    return {word for text in texts for word in re.findall(r"[^\W\d_]{6,}", text.casefold())}


def test_no_word_of_the_shipped_topic_is_in_templates_or_python() -> None:
    """Its words are those that no campaign about something else uses; the code's own language is English."""
    shipped = read_yaml(ROOT / CAMPAIGN / "id.yaml").data
    elsewhere = _campaigns(
        "tests/fixtures/valid/shortest", "tests/fixtures/valid/longest", "tests/fixtures/topics/long"
    )
    others = _words(chain.from_iterable(map(_texts, elsewhere.values())))
    words = _words(_texts(shipped)) - others - ORDINARY
    assert {"pelayanan", "kepuasan", "utamakan"} <= words
    names = _names(shipped) | _names(read_yaml(ROOT / CAMPAIGN / "en.yaml").data)
    found = []
    for path in [*(ROOT / "templates").rglob("*.*"), *(ROOT / "generator").rglob("*.py")]:
        if path.suffix in (".py", ".j2", ".yaml", ".css", ".svg"):
            text = path.read_text(encoding="utf-8").casefold()
            known = [name for name in names if re.search(rf"\b{re.escape(name)}\b", text)]
            found += [(path.name, word) for word in [*known, *(words & _words(iter([text])))]]
    assert found == []


def _names(campaign: Any) -> set[str]:
    """Return what the campaign calls its topic, its criteria and its values."""
    values = [item["name"] for item in campaign["values"]["items"] + campaign["criteria"]["items"]]
    texts = [campaign["title"], campaign["promise"]["headline"].strip("."), campaign["values"]["name"], *values]
    return {text.casefold() for text in texts}
