"""What a file was made to be: told by the build, or by the manifest beside a finished file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG
from typing import Protocol

from generator.manifest import MANIFEST, Manifest, read_manifest
from generator.preflight.rule import Expected, Raster

HIGHEST = 3  # folders above a file in which its manifest may lie
MAX_MANIFEST = 8 << 20  # bytes; a kit's has a hundredth of a megabyte


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
    def bleed_mm(self) -> float | None: ...
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
    def template(self) -> str: ...


def expected_of(made: Made, link: str, rasters: Iterable[Raster] = ()) -> Expected:
    """Return what the rules may hold a file to."""
    return Expected(
        product=made.product,
        language=made.language,
        pages=made.pages,
        trim_mm=made.trim_mm,
        safe_mm=made.safe_mm,
        bleed_mm=made.bleed_mm,
        least_pt=made.least_pt,
        fonts=None if made.fonts is None else frozenset(made.fonts),
        locale=made.locale,
        link=link,
        link_on=made.link_on,
        rasters=tuple(rasters),
        tagged=made.tagged,
        template=made.template,
    )


def expected_beside(path: Path) -> Expected:
    """Return what the manifest beside a file, or in a folder above it, says of it; nothing if there is none."""
    path = path.absolute()
    for folder in path.parents[:HIGHEST]:
        manifest = _manifest(folder)
        if manifest is not None:
            name = path.relative_to(folder).as_posix()
            entry = next((entry for entry in manifest.files if entry.path == name), None)
            return expected_of(entry, manifest.link) if entry else Expected()
    return Expected()


def _manifest(folder: Path) -> Manifest | None:
    try:
        status = (folder / MANIFEST).stat()
    except OSError:
        return None
    return _read(folder, status.st_mtime_ns) if S_ISREG(status.st_mode) and status.st_size <= MAX_MANIFEST else None


@lru_cache(maxsize=4)
def _read(folder: Path, changed: int) -> Manifest | None:
    """Read a manifest once for all files of its folder, as long as it has not `changed`."""
    return read_manifest(folder)
