"""Texts given once for all languages or once a language: every wanted language must be there."""

from __future__ import annotations

from collections.abc import Sequence

from generator.schema.problems import Problem
from generator.schema.yaml import Document
from generator.wording import say

FieldPath = tuple[str | int, ...]


def missing_languages(document: Document, field: FieldPath, languages: Sequence[str]) -> list[Problem]:
    """Return one problem for every one of `languages` that the text at `field` lacks."""
    text = document.value(field)
    if not isinstance(text, dict):
        return []
    return [
        document.problem(
            (*field, language),
            say("is missing"),
            say('add "{language}:" here, or write one text for all languages', language=language),
        )
        for language in languages
        if language not in text
    ]
