"""Names of the folders of a run: each its own on every system, or its row is refused."""

from __future__ import annotations

from generator.personalise.slugs import RESERVED, plain_slug
from generator.wording import say


class FolderError(ValueError):
    """Why a text cannot name a folder, and how to mend it."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend


class Folders:
    """The names that were given out."""

    def __init__(self, heading: str) -> None:
        """`heading` is that of the column in which a name can be written."""
        self._rows: dict[str, int] = {}
        self._mend = say("write another name into a column “{heading}”", heading=heading)

    def name(self, text: str, row: int) -> str:
        """Return the folder of a row. FolderError: no system may have it, or an earlier row has it."""
        slug = plain_slug(text)
        if not slug:
            raise FolderError(
                say("“{text}” has no letter a to z and no figure to name a folder by", text=text), self._mend
            )
        if slug in RESERVED:
            raise FolderError(say("“{slug}” is a name that Windows keeps for itself", slug=slug), self._mend)
        if (first := self._rows.setdefault(slug, row)) != row:
            raise FolderError(
                say("would have the folder “{slug}”, as row {first} has", slug=slug, first=first), self._mend
            )
        return slug
