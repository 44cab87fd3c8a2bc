"""The fonts that a template's text is measured in: the brand's, the project's own, installed ones, else a stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.errors import InputError
from generator.fitting import Ruler
from generator.preflight.pptx_faces import Face, Faces, face_of, families
from generator.preflight.pptx_measure import GUESSED_WIDTH
from generator.preflight.rules.pptx_font import COMMON
from generator.themes.fonts import FontBook, FontFace


class _Guess(Ruler):
    """Measures for a font that is not at hand: as wide as the stand-in, and no narrower than letters are on average."""

    def _width(self, text: str) -> float:
        return max(super()._width(text), GUESSED_WIDTH * len(text))


class Shelf(Faces):
    """Finds faces by the names that a template gives them; `unknown` are those that another one stands in for.

    `files` are the fonts found, by the names of their files, with their licences: they go beside the deck; `names` are
    the typefaces that they are.
    """

    def __init__(self, fonts: FontBook, project: Path, stand_in: FontFace) -> None:
        super().__init__(project / "deck.pptx")
        self._fonts = fonts
        self._stand_in = stand_in
        self.unknown: set[str] = set()
        self.files: dict[str, bytes] = {}
        self.names: set[str] = set()

    def _find(self, typeface: str, bold: bool) -> Face:
        name = typeface.lower()
        data = self.beside.get((name, bold)) or self.beside.get((name, not bold))
        if data is None:
            data = next(self._faces(typeface, bold), None)
        if data is None:
            self.unknown.add(typeface)
            return replace(face_of(self._stand_in.data), ruler=_Guess(self._stand_in.data))
        if name not in COMMON:
            suffix = "otf" if data[:4] == b"OTTO" else "ttf"
            self.names.add(typeface)
            self.files[f"{typeface.replace(' ', '')}-{'Bold' if bold else 'Regular'}.{suffix}"] = data
        return face_of(data)

    def _faces(self, typeface: str, bold: bool) -> Iterator[bytes]:
        """Yield the brand's or an installed font of that name, and note its licence."""
        for family, weight in families(typeface, bold):
            try:
                face = self._fonts.face(family, weight)
            except (InputError, ValueError):  # ValueError: the package has no upright file
                continue
            licence = self._fonts.sources(family)[0].licence
            if licence is not None:
                self.files[f"LICENSE-{family.replace(' ', '')}.txt"] = licence.read_bytes()
            yield face.data
