"""What a file was made to be: told by the build, or by the manifest beside a finished file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from generator.preflight.rule import Expected
from generator.publish import MANIFEST, read_manifest

HIGHEST = 3  # folders above a file in which its manifest may lie


class Made(Protocol):
    """What an artefact of a build and an entry of a manifest both say of a file."""

    @property
    def product(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def pages(self) -> int | None: ...
    @property
    def trim_mm(self) -> tuple[float, float] | None: ...
    @property
    def safe_mm(self) -> float | None: ...
    @property
    def least_pt(self) -> float | None: ...
    @property
    def fonts(self) -> Iterable[str] | None: ...
    @property
    def locale(self) -> str | None: ...
    @property
    def link_on(self) -> tuple[int, ...]: ...
    @property
    def tagged(self) -> bool: ...
    @property
    def bleed_mm(self) -> float | None: ...


def expected_of(made: Made, link: str) -> Expected:
    """Return what the rules may hold a file to."""
    return Expected(
        product=made.product,
        language=made.language,
        pages=made.pages,
        trim_mm=made.trim_mm,
        safe_mm=made.safe_mm,
        least_pt=made.least_pt,
        fonts=None if made.fonts is None else frozenset(made.fonts),
        locale=made.locale,
        link=link,
        link_on=made.link_on,
        tagged=made.tagged,
        bleed_mm=made.bleed_mm,
    )


def expected_beside(path: Path) -> Expected:
    """Return what the manifest beside a file, or in a folder above it, says of it; nothing if there is none."""
    path = path.absolute()
    for folder in path.parents[:HIGHEST]:
        if (folder / MANIFEST).is_file() and (manifest := read_manifest(folder)) is not None:
            name = path.relative_to(folder).as_posix()
            for entry in manifest.files:
                if entry.path == name:
                    return expected_of(entry, manifest.link)
            return Expected()
    return Expected()
