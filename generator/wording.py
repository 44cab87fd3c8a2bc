"""What people read in their own language: messages are English in the code, catalogues have them in others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

CATALOGUES = Path(__file__).parent / "locale"
LANGUAGES = ("id", "en")
_asked: ContextVar[str | None] = ContextVar("_asked", default=None)


def say(message: str, /, **values: object) -> str:
    """Return a message in the language that is spoken, with its gaps filled; `make catalogues` finds it here."""
    return catalogue(spoken()).gettext(message).format(**values)


def counted(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the message for one or for many; `count` fills the gap of that name."""
    return catalogue(spoken()).ngettext(one, many, count).format(count=count, **values)


def marked(message: str) -> str:
    """Return a message as it is, for `make catalogues` to find; it is said later."""
    return message


def spoken() -> str:
    """Return the language that messages are in here and now."""
    return _asked.get() or user_language()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let messages be in a language within the block, whatever the environment's is."""
    before = _asked.set(language)
    try:
        yield
    finally:
        _asked.reset(before)


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


def user_language(asked: str | None = None) -> str:
    """Return the language to speak: the one asked for, else the environment's, else English."""
    named = [asked, *(os.environ.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))]
    found = (name[:2].lower() for name in named if name)
    return next((name for name in found if name in LANGUAGES), "en")
