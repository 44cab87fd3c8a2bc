"""Patterns that texts must match, and what to say to someone whose text does not.

They are written so that Python's, pydantic's and an editor's engines read them alike.
"""

from __future__ import annotations

from generator.wording import marked

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LANGUAGE = r"^[a-z]{2,3}$"
CLOCK = r"^([01]?[0-9]|2[0-3])[.:][0-5][0-9]$"
PHONE = r"[0-9]"
EMAIL = r"^[^@\s<>]+@[^@\s<>]+$"

PATTERNS: dict[str, tuple[str, str]] = {
    SLUG: (marked("a plain name"), marked("use small letters, digits and single hyphens, as in hemat-listrik")),
    LANGUAGE: (marked("a language code"), marked('use two small letters: "id" for Indonesian, "en" for English')),
    CLOCK: (marked("a time"), marked('write hours and minutes in quotes: "09.30"')),
    PHONE: (marked("a telephone number"), marked('write its digits in quotes: "0812-3456-7890"')),
    EMAIL: (marked("an e-mail address"), marked('write it as "nama@contoh.go.id"')),
}
