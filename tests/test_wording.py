"""Every message has its translation, and the same gaps to be filled."""

from __future__ import annotations

import re

import pytest

from generator.wording import LANGUAGES, user_language
from generator.wording import catalogue as translations
from tests.catalogues import catalogue, messages, untranslated, updated

OTHERS = [language for language in LANGUAGES if language != "en"]
GAPS = re.compile(r"%\(\w+\)s|\{\w+\}")


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_every_message_and_no_other(language: str) -> None:
    """`make catalogues` brings it up to date; then translate what is empty."""
    there = {each.id for each in catalogue(language) if each.id}
    assert len(messages()) > 100
    assert there == {each.id for each in updated(language) if each.id}
    assert untranslated(catalogue(language)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_translations_have_the_gaps_of_their_messages(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
            first = message.id if isinstance(message.id, str) else message.id[-1]
            for text in texts:
                assert sorted(GAPS.findall(text)) == sorted(GAPS.findall(first)), message.id


def test_a_catalogue_is_spoken() -> None:
    assert translations("id").gettext("Undo") == "Urungkan"
    assert translations("id").ngettext("%(num)s row", "%(num)s rows", 2) == "%(num)s baris"
    assert translations("en").gettext("Undo") == "Undo"


@pytest.mark.parametrize(
    ("asked", "environ", "language"),
    [
        ("id", {"LANG": "en_GB.UTF-8"}, "id"),
        (None, {"LANG": "id_ID.UTF-8"}, "id"),
        (None, {"LANG": "id_ID.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        (None, {"LANGUAGE": "id:en", "LANG": "en_US.UTF-8"}, "id"),
        (None, {"LANG": "C.UTF-8"}, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {}, "en"),
    ],
)
def test_the_users_language_is_the_environments(
    monkeypatch: pytest.MonkeyPatch, asked: str | None, environ: dict[str, str], language: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert user_language(asked) == language
