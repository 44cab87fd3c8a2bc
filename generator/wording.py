"""What people read in their own language: messages are English in the code, catalogues have them in others."""

from __future__ import annotations

import os
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

CATALOGUES = Path(__file__).parent / "locale"
LANGUAGES = ("id", "en")


def say(message: str, /, **values: object) -> str:
    """Return a message in the language that is spoken, with its gaps filled; `make catalogues` finds it here."""
    return catalogue(user_language()).gettext(message).format(**values)


def counted(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the message for one or for many; `count` fills the gap of that name."""
    return catalogue(user_language()).ngettext(one, many, count).format(count=count, **values)


def marked(message: str) -> str:
    """Return a message as it is, for `make catalogues` to find; it is said later."""
    return message


def speak(language: str) -> None:
    """Let this process, and those it starts, speak a language."""
    os.environ["LANGUAGE"] = language


@lru_cache
def catalogue(language: str) -> NullTranslations:
    """Return the translations into a language, none for that of the code."""
    path = CATALOGUES / language / "LC_MESSAGES" / "messages.mo"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        return GNUTranslations(file)


def user_language() -> str:
    """Return the language that messages are in: the environment's if it is one of ours, else English."""
    named = (os.environ.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    found = (name[:2].lower() for name in named if name)
    return next((name for name in found if name in LANGUAGES), "en")
