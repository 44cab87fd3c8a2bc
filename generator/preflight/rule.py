"""What a rule is: a declaration and a check, in a module of its own under rules/."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Fault:
    """One place where a file breaks a rule: `page` counts from 1 (0: the whole file), `place` is x, y in mm from the
    page's top left."""

    message: str
    mend: str
    page: int = 0
    place: tuple[float, float] | None = None
    severity: Severity | None = None


class Raster(NamedTuple):
    """A picture that a file may show, by its name and its size in pixels."""

    name: str
    width: int
    height: int


@dataclass(frozen=True)
class Expected:
    """What a file was made to be, as far as is known: from the build, or from the manifest beside the file.

    `language` is the kit's ("id"), `locale` the tag that text carries ("id-ID"); `link_on` the pages with its QR code;
    `tagged` is whether screen readers are to follow it; `template` names the stranger's template it was made in.
    """

    product: str = ""
    language: str | None = None
    pages: int | None = None
    trim_mm: tuple[float, float] | None = None
    safe_mm: float | None = None
    bleed_mm: float | None = None
    least_pt: float | None = None
    fonts: frozenset[str] | None = None
    locale: str | None = None
    link: str | None = None
    link_on: tuple[int, ...] = ()
    rasters: tuple[Raster, ...] = ()
    tagged: bool = True
    template: str = ""


Check = Callable[[Any, Expected], Iterator[Fault]]


@dataclass(frozen=True)
class Rule:
    """A rule's declaration.

    `strict` says that our own kit must be free of it, whatever its severity; `needs` names the fields of Expected
    without which it cannot be checked; `look` says that it judges what a stranger's template looks like, if a deck was
    made in one, and then only warns.
    """

    id: str
    media: Literal["pdf", "pptx"]
    severity: Severity
    strict: bool
    looks_for: str
    check: Check
    needs: tuple[str, ...] = ()
    look: bool = False
