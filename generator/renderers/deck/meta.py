"""What a deck's files say of themselves."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class DeckMeta:
    """The file's own data; `language` is a tag such as "id-ID", `date` is what the file is dated."""

    title: str
    subject: str
    language: str
    date: datetime.date
    agency: str
