"""Every message has its translation, and the same gaps to be filled."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.wording import LANGUAGES, counted, say, user_language
from generator.wording import catalogue as translations
from tests.catalogues import GENERATOR, catalogue, compiled, messages, source, untranslated, updated

OTHERS = [language for language in LANGUAGES if language != "en"]
TELLING = re.compile(r"(Error|Problem|Fault|Finding|Unchecked|problem|fault|misfit|echo|prompt|tell|wrong|hint)$")
# Modules whose errors tell programmers that they are wrong, or never leave the package that asked.
INTERNAL = {
    f"{path}.py"
    for path in (
        "errors", "personalise/holes", "personalise/mould", "personalise/sides", "renderers/press",
        "renderers/deck/images", "renderers/deck/foreign/setting",
    )
}  # fmt: skip
SENTENCE = re.compile(r"[a-z]{2,} [a-z]{2,}")
GAPS = re.compile(r"%\(\w+\)s|\{\w*(?:[:!][^{}]*)?\}")


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_every_message_and_no_other(language: str) -> None:
    """`make catalogues` brings it up to date; then translate what is empty."""
    there = {each.id for each in catalogue(language) if each.id}
    assert len(messages()) > 100
    assert there == {each.id for each in updated(language) if each.id}
    assert untranslated(catalogue(language)) == []
    assert source(language).with_suffix(".mo").read_bytes() == compiled(catalogue(language))


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
    ("environ", "language"),
    [
        ({"LANGUAGE": "id", "LANG": "en_GB.UTF-8"}, "id"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANGUAGE": "id:en", "LANG": "en_US.UTF-8"}, "id"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_users_language_is_the_environments(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], language: str
) -> None:
    _speak(monkeypatch, environ)
    assert user_language() == language


def test_a_message_is_said_in_the_users_language(monkeypatch: pytest.MonkeyPatch) -> None:
    _speak(monkeypatch, {"LANG": "id_ID.UTF-8"})
    assert say("{value} is no colour", value="{ungu}") == "{ungu} bukan warna"
    assert counted("cut 1 character", "cut {count} characters", 7) == "pangkas 7 karakter"
    _speak(monkeypatch, {})
    assert say("{value} is no colour", value="ungu") == "ungu is no colour"
    assert counted("cut 1 character", "cut {count} characters", 1) == "cut 1 character"


def _speak(monkeypatch: pytest.MonkeyPatch, environ: dict[str, str]) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)


def test_no_message_goes_round_the_catalogues() -> None:
    """Sentences given to errors, findings or the terminal are said, wherever they are put together."""
    modules = {path.relative_to(GENERATOR).as_posix(): path for path in GENERATOR.rglob("*.py")}
    unsaid = {name: found for name, path in modules.items() if (found := list(_unsaid(path)))}
    assert unsaid.keys() == INTERNAL, unsaid


def _unsaid(path: Path) -> Iterator[tuple[int, str]]:
    for call in ast.walk(ast.parse(path.read_text())):
        if isinstance(call, ast.Call) and TELLING.search(ast.unparse(call.func)):
            for given in call.args:
                text = "".join(_constants(given))
                if SENTENCE.search(text):
                    yield given.lineno, text


def _constants(given: ast.expr) -> Iterator[str]:
    parts = given.values if isinstance(given, ast.JoinedStr) else [given]
    yield from (part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))
