"""One thing that is wrong in a user's file: where it is, what it is, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """A mistake at `path:line:column` (1-based; 0 where no place is known) in the dotted `field`."""

    path: str
    line: int
    column: int
    field: str
    message: str
    mend: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        field = f" {self.field}:" if self.field else ":"
        mend = f"; {self.mend}" if self.mend else ""
        return f"{place}{field} {self.message}{mend}"


def dotted(field: tuple[str | int, ...]) -> str:
    """Return a field's path as it is printed: `criteria.items.0.name`."""
    return ".".join(str(step) for step in field)
