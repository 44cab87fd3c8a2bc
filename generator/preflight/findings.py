"""What a rule finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """A broken rule: its id, how bad it is, the file and page (1-based, 0: the whole file), and the mend."""

    rule: str
    severity: Literal["error", "warning"]
    path: str
    page: int
    message: str
    mend: str

    def __str__(self) -> str:
        page = f", page {self.page}" if self.page else ""
        return f"{self.path}{page}: {self.message} [{self.rule}]; {self.mend}"
