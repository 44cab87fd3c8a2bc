"""The font files at hand for a deck: those in fonts/ beside it, and installed font packages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import uharfbuzz as hb

from generator.errors import InputError
from generator.fitting import Ruler
from generator.themes.fonts import WEIGHT_NAMES, FontBook

_MOST_FILES, _LARGEST, _LARGEST_README = 60, 20_000_000, 100_000
_SUFFIXES = (".ttf", ".otf")
README = "README.txt"


@dataclass(frozen=True)
class Face:
    """A font that text can be measured in; `ascent` and `descent` are those of a line, in em."""

    ruler: Ruler
    ascent: float
    descent: float


class Faces:
    """Finds the face that a program would set a typeface in, None where its file is not at hand."""

    def __init__(self, deck: Path) -> None:
        self._folder = deck.parent / "fonts"
        self._book = FontBook()
        self.find = cache(self._find)

    @cached_property
    def beside(self) -> dict[tuple[str, bool], bytes]:
        """The font files beside the deck, by family (in lower case) and whether they are bold."""
        return {name: data for path in self._files() for name, data in _named(path)}

    @cached_property
    def told(self) -> str:
        """What the README beside the font files says, in lower case."""
        path = self._folder / README
        if not path.is_file() or path.stat().st_size > _LARGEST_README:
            return ""
        return path.read_text(encoding="utf-8", errors="replace").lower()

    def _files(self) -> list[Path]:
        found = sorted(path for path in self._folder.glob("*") if path.suffix.lower() in _SUFFIXES)
        return [path for path in found[:_MOST_FILES] if path.is_file() and path.stat().st_size <= _LARGEST]

    def _find(self, typeface: str, bold: bool) -> Face | None:
        name = typeface.lower()
        data = self.beside.get((name, bold)) or self.beside.get((name, not bold)) or self._installed(typeface, bold)
        return face_of(data) if data else None

    def _installed(self, typeface: str, bold: bool) -> bytes | None:
        """Return the font of an installed package, be the typeface a family or one weight of it."""
        for family, weight in families(typeface, bold):
            try:
                return self._book.face(family, weight).data
            except (InputError, ValueError):  # ValueError: the package has no upright file
                continue
        return None


def families(typeface: str, bold: bool) -> Iterator[tuple[str, int]]:
    """Yield the families and weights that a typeface's name may stand for."""
    yield typeface, 700 if bold else 400
    for weight, name in WEIGHT_NAMES.items():
        if typeface.endswith(f" {name}"):
            yield typeface.removesuffix(f" {name}"), weight


@cache
def face_of(data: bytes) -> Face:
    """Return a font file as a face."""
    extents = hb.Font(hb.Face(data)).get_font_extents("ltr")
    upem = hb.Face(data).upem or 1000
    return Face(Ruler(data), (extents.ascender + extents.line_gap) / upem, -extents.descender / upem)


def _named(path: Path) -> Iterator[tuple[tuple[str, bool], bytes]]:
    """Yield the name that Office knows a font file by, with its bytes; nothing for what is no font."""
    try:
        data = path.read_bytes()
        face = hb.Face(data)
        family = face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or ""
        style = face.get_name(hb.OTNameIdPredefined.FONT_SUBFAMILY) or ""
    except (OSError, ValueError, hb.HarfBuzzError):
        return
    if family and face.glyph_count and "Italic" not in style:
        yield (family.lower(), "Bold" in style), data
