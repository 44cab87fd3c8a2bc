"""Text widths by HarfBuzz, in em of the font's size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from types import MappingProxyType

import uharfbuzz as hb

Ink = tuple[float, float, float, float]  # left, right, bottom, top


class Ruler:
    """Measures text in one static font; widths are cached by text."""

    def __init__(self, data: bytes, features: Mapping[str, bool] = MappingProxyType({})) -> None:
        face = hb.Face(data)
        self._data = data
        self._features = features
        self._font = hb.Font(face)
        self._upem = face.upem
        self._characters = frozenset(face.unicodes)
        self.width = cache(self._width)
        self.width_unkerned = cache(self._width_unkerned)

    @cached_property
    def tabular(self) -> Ruler:
        """A ruler for the same font with figures of one width."""
        return Ruler(self._data, {"tnum": True})

    def missing(self, text: str) -> str:
        """Return the characters of `text` that the font cannot draw, each once."""
        return "".join(
            sorted({c for c in text if ord(c) not in self._characters and c.isprintable() and c != "\u00a0"})
        )

    def bearing(self, text: str) -> float:
        """Return how far the first letter's ink starts right of where the text is set, in em."""
        glyph = self._font.get_nominal_glyph(ord(text[0])) if text else None
        extents = self._font.get_glyph_extents(glyph) if glyph else None
        return extents.x_bearing / float(self._upem) if extents else 0.0

    def ink(self, text: str, tracking: float) -> Iterator[Ink]:
        """Yield the box of each letter's ink in em, from where the text is set and from its baseline up."""
        buffer, x = self._shaped(text, {}), 0.0
        for glyph, position in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True):
            extents = self._font.get_glyph_extents(glyph.codepoint)
            if extents and extents.width:
                left, top = x + (position.x_offset + extents.x_bearing) / self._upem, extents.y_bearing / self._upem
                yield left, left + extents.width / self._upem, top + extents.height / self._upem, top
            x += position.x_advance / self._upem + tracking

    def _width(self, text: str) -> float:
        return self._shape(text, {})

    def _width_unkerned(self, text: str) -> float:
        return self._shape(text, {"kern": False})

    def _shape(self, text: str, features: dict[str, bool]) -> float:
        advance: int = sum(position.x_advance for position in self._shaped(text, features).glyph_positions or ())
        return advance / float(self._upem)

    def _shaped(self, text: str, features: dict[str, bool]) -> hb.Buffer:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer, {**self._features, **features})
        return buffer
