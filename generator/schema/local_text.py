"""Texts given once for all languages or once a language: every wanted language must be there."""

from __future__ import annotations

from collections.abc import Sequence

from generator.schema.problems import Problem
from generator.schema.yaml import Document

FieldPath = tuple[str | int, ...]


def missing_languages(document: Document, field: FieldPath, languages: Sequence[str]) -> list[Problem]:
    """Return one problem for every one of `languages` that the text at `field` lacks."""
    text = document.value(field)
    if not isinstance(text, dict):
        return []
    return [
        document.problem(
            (*field, language), "is missing", f'add "{language}:" here, or write one text for all languages'
        )
        for language in languages
        if language not in text
    ]
