"""Text widths by HarfBuzz, in em of the font's size."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import groupby
from types import MappingProxyType
from unicodedata import category

import uharfbuzz as hb

from generator.fitting.scripts import chunks

Ink = tuple[float, float, float, float]  # left, right, bottom, top
# Spaces, marks and signs that join or part letters: drawn in the font of what they follow.
_FOLLOWERS = ("Zs", "Cf", "Mn", "Mc", "Me")


class Ruler:
    """Measures text in one static font, and in the first of `others` that has them the characters that it lacks.

    Widths are cached by text.
    """

    def __init__(
        self, data: bytes, features: Mapping[str, bool] = MappingProxyType({}), others: Sequence[Ruler] = ()
    ) -> None:
        face = hb.Face(data)
        self._data = data
        self._features = features
        self._font = hb.Font(face)
        self._upem = face.upem
        self._characters = frozenset(map(chr, face.unicodes))
        self._chain = (self, *others)
        self.width = cache(self._width)
        self.width_unkerned = cache(self._width_unkerned)

    @cached_property
    def tabular(self) -> Ruler:
        """A ruler for the same fonts with figures of one width."""
        return Ruler(self._data, {"tnum": True}, self._chain[1:])

    def missing(self, text: str) -> str:
        """Return the characters of `text` that no font of the chain can draw, each once."""
        lacking = (set(text) - ruler._characters for ruler in self._chain)
        return "".join(sorted(c for c in set.intersection(*lacking) if c.isprintable() and c != "\u00a0"))

    def draws(self, text: str) -> bool:
        """Return whether the font itself draws all of a text, or nothing else is there to do it."""
        return len(self._chain) == 1 or self._characters.issuperset(text)

    def runs(self, text: str) -> list[tuple[str, int]]:
        """Return the text in runs of one font each, with the font's place in the chain, 0 for this one."""
        if self.draws(text):
            return [(text, 0)]
        places = self._places(text)
        return [("".join(run), place) for place, run in groupby(text, lambda _: next(places))]

    def bearing(self, text: str) -> float:
        """Return how far the first letter's ink starts right of where the text is set, in em."""
        if not text:
            return 0.0
        run, place = self.runs(text)[0]
        ruler = self._chain[place]
        nominal = ruler._font.get_nominal_glyph(ord(run[0]))
        glyph = ruler._shaped(run, {}).glyph_infos[0].codepoint if place else nominal
        extents = ruler._font.get_glyph_extents(glyph) if glyph else None
        return extents.x_bearing / float(ruler._upem) if extents else 0.0

    def ink(self, text: str, tracking: float) -> Iterator[Ink]:
        """Yield the box of each letter's ink in em, from where the text is set and from its baseline up."""
        x = 0.0
        for chunk in chunks(text):
            for run, place in self.runs(chunk.text):
                x = yield from self._chain[place]._ink(run, 0.0 if chunk.foreign else tracking, x)

    def _ink(self, run: str, tracking: float, x: float) -> Generator[Ink, None, float]:
        """Yield the boxes of a run that is set at `x`, and return where it ends."""
        buffer = self._shaped(run, {})
        for glyph, position in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True):
            extents = self._font.get_glyph_extents(glyph.codepoint)
            if extents and extents.width:
                left, top = x + (position.x_offset + extents.x_bearing) / self._upem, extents.y_bearing / self._upem
                yield left, left + extents.width / self._upem, top + extents.height / self._upem, top
            x += position.x_advance / self._upem + tracking
        return x

    def _places(self, text: str) -> Iterator[int]:
        """Yield the place in the chain of the font of each character."""
        place: int | None = None
        for character in text:
            follows = place is not None and category(character) in _FOLLOWERS
            if not (follows and character in self._chain[place or 0]._characters):
                place = next((n for n, ruler in enumerate(self._chain) if character in ruler._characters), place or 0)
            yield place or 0

    def _width(self, text: str) -> float:
        return self._shape(text, {})

    def _width_unkerned(self, text: str) -> float:
        return self._shape(text, {"kern": False})

    def _shape(self, text: str, features: dict[str, bool]) -> float:
        if not self.draws(text):
            return sum(self._chain[place]._advance(run, features) for run, place in self.runs(text))
        return self._advance(text, features)

    def _advance(self, run: str, features: dict[str, bool]) -> float:
        advance: int = sum(position.x_advance for position in self._shaped(run, features).glyph_positions or ())
        return advance / float(self._upem)

    def _shaped(self, text: str, features: dict[str, bool]) -> hb.Buffer:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer, {**self._features, **features})
        return buffer
