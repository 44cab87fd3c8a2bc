"""What the rules find, and what could not be checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from generator.wording import say

KINDS = (".pdf", ".pptx")  # the suffixes of what is examined


@dataclass(frozen=True)
class Finding:
    """A broken rule: its id, how bad it is, the file, the page or slide, the message, the mend, and the place.

    `page` counts from 1 (0: the whole file); `place` is x, y in mm from the page's upper left corner.
    """

    rule: str
    severity: Literal["error", "warning"]
    path: str
    page: int
    message: str
    mend: str
    place: tuple[float, float] | None = None

    @property
    def where(self) -> str:
        """Page and place as people read them: "page 2, 12.0 × 30.5 mm"; empty for the whole file."""
        page = say("page {page}", page=self.page) if self.page else ""
        place = "{:.1f} × {:.1f} mm".format(*self.place) if self.place else ""
        return ", ".join(part for part in (page, place) if part)

    def __str__(self) -> str:
        where = f", {self.where}" if self.where else ""
        return f"{self.path}{where}: {self.message} [{self.rule}]; {self.mend}"


@dataclass(frozen=True)
class Unchecked:
    """A rule that could not be checked, and why."""

    rule: str
    reason: str


@dataclass(frozen=True)
class Report:
    """What was found in a file, in the order of its pages, and the rules that could not be checked."""

    path: str
    findings: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...] = field(default=())

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity == "error" for finding in self.findings)
