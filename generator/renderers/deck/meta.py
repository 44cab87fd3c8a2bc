"""What a deck's files say of themselves."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class DeckMeta:
    """The file's own data; `language` is a tag such as "id-ID", `date` is what the file is dated."""

    title: str
    subject: str
    language: str
    date: datetime.date
    agency: str


def meta_of(kit: Mapping[str, Any]) -> DeckMeta:
    """Return what a kit's deck says of itself."""
    event = kit["event"]
    day = datetime.date.fromisoformat(kit["dated"])
    return DeckMeta(event["title"], kit["campaign"]["title"], kit["locale"], day, event["agency_line"])
