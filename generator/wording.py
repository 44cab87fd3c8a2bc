"""What people read in their own language: messages are English in the code, catalogues have them in others."""

from __future__ import annotations

import os
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

CATALOGUES = Path(__file__).parent / "locale"
LANGUAGES = ("id", "en")


@lru_cache
def catalogue(language: str) -> NullTranslations:
    """Return the translations into a language, none for that of the code."""
    path = CATALOGUES / f"{language}.po"
    if not path.is_file():
        return NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415  # English does without it
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return GNUTranslations(compiled)


def user_language(asked: str | None = None) -> str:
    """Return the language to speak: the one asked for, else the environment's, else English."""
    named = [asked, *(os.environ.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))]
    found = (name[:2].lower() for name in named if name)
    return next((name for name in found if name in LANGUAGES), "en")
