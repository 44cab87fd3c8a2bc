"""How pages are laid out: one by one, as here, or many copies at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from generator.fitting.finished import Finished
from generator.fitting.session import FitSession, KitIndex
from generator.renderers.pdf import FontFolder, typeset
from generator.themes.fonts import FontFace


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

    def typeset(
        self,
        html: str,
        template: str,
        faces: Iterable[FontFace],
        fonts: FontFolder,
        roots: Sequence[Path],
        assets: Mapping[str, tuple[bytes, str]],
        variable: Collection[int],
    ) -> LaidOut:
        """Lay out a page; `variable` are the settings of texts that event and brand say."""
        return typeset(html, template, faces, fonts, roots, assets)
