"""What every model of the schema shares: strictness, kinds of text, and text in several languages."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

from generator.schema.patterns import LANGUAGE, SLUG
from generator.schema.validation import validate

__all__ = [
    "BY_SHAPE",
    "FOREIGN",
    "MAPPING",
    "TEXT",
    "Foreign",
    "Language",
    "LocalText",
    "Model",
    "Slug",
    "Text",
    "localised",
    "validate",
]


class Model(BaseModel):
    """A mapping of a YAML file: no unknown keys, no guessing of types, never changed after reading."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=60)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]


def shape_of(value: Any) -> str | None:
    """Tell apart a text and a mapping, so that only the fitting half of a union is tried."""
    if isinstance(value, str):
        return "text"
    return "mapping" if isinstance(value, dict | BaseModel) else None


TEXT = Tag("text")
MAPPING = Tag("mapping")
BY_SHAPE = Discriminator(
    shape_of, custom_error_type="text_or_mapping", custom_error_message="must be text or a mapping"
)

LocalText = Annotated[Annotated[Text, TEXT] | Annotated[dict[Language, Text], MAPPING], BY_SHAPE]

Foreign = dict[Language, list[Text]]
FOREIGN: Any = Field(
    default={},
    description="Words and phrases of other languages in these texts, by their language, for screen readers: "
    "{en: [core values]}",
)


def localised(text: str | dict[str, str], language: str) -> str:
    """Return `text` in `language`; a plain text serves every language. KeyError if it is missing."""
    return text if isinstance(text, str) else text[language]
