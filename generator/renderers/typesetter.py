"""How pages are laid out: one by one, as here, or many copies at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from generator.fitting.finished import Finished
from generator.fitting.index import KitIndex
from generator.fitting.session import FitSession
from generator.renderers.pdf import FontFolder, Typeset, typeset
from generator.themes.fonts import FontFace


@dataclass(frozen=True)
class Source:
    """What pages are laid out from; see `generator.renderers.pdf.typeset`."""

    html: str
    template: str
    faces: Sequence[FontFace]
    fonts: FontFolder
    roots: Sequence[Path]
    assets: Mapping[str, tuple[bytes, str]]

    def laid_out(self) -> Typeset:
        """Return the pages by themselves."""
        return typeset(self.html, self.template, self.faces, self.fonts, self.roots, self.assets)


class LaidOut(Protocol):
    """A laid out document: its texts can be read, and it can be written."""

    def texts(self) -> Iterator[Finished]:
        """Yield the finished texts that carry the number of their setting."""

    def write(self, zoom: float = 1.0) -> bytes:
        """Return the PDF for readers, the sheet scaled by `zoom`."""

    def write_untagged(self, zoom: float = 1.0) -> bytes:
        """Return the PDF for a printer."""


class Typesetter:
    """Lays out every page by itself."""

    def index(self, kit: Mapping[str, Any]) -> KitIndex:
        """Return where a kit's texts come from."""
        return KitIndex(kit)

    def session(self, index: KitIndex, *given: Any, **named: Any) -> FitSession:
        """Return the session of one rendering of a page."""
        return FitSession(index, *given, **named)

    def typeset(self, source: Source, variable: Collection[int]) -> LaidOut:
        """Lay out pages; `variable` are the settings of texts that event and brand say."""
        return source.laid_out()
