"""A .pptx as the rules see it: slides in order, the page, the fonts at hand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from generator.preflight.pptx_box import Box
from generator.preflight.pptx_colours import Palette, slots
from generator.preflight.pptx_faces import Faces
from generator.preflight.pptx_package import DeckError, P, Package, R, number
from generator.preflight.pptx_shapes import EMU_PER_MM, MOST_SHAPES
from generator.preflight.pptx_slides import Sheet, Slide
from generator.wording import say

if TYPE_CHECKING:
    from generator.preflight.pptx_ground import Ground, Paint

_PAGE = (9144000, 6858000)  # EMU, where the file does not say


class PptxFile:
    """An open deck; close it, or use it in a with statement. Raises DeckError if it cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.package = Package(path)
        self.faces = Faces(path)
        self._sheets: dict[str, Sheet] = {}
        self._palettes: dict[tuple[str, tuple[tuple[str, str], ...]], Palette] = {}
        self.grounds: dict[Slide, Ground] = {}
        self.painted: dict[tuple[str, Palette], list[Paint]] = {}  # by sheet, as a palette dresses it
        self.tree = self.package.tree(self.package.main)
        if self.tree is None or self.tree.tag != f"{P}presentation":
            self.package.close()
            raise DeckError(say("it holds no presentation"))

    def __enter__(self) -> PptxFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.package.close()

    @cached_property
    def slides(self) -> list[Slide]:
        """The slides in the order they are shown; those whose part is missing are left out."""
        relations = self.package.relations(self.package.main)
        listed = self.tree.iterfind(f"{P}sldIdLst/{P}sldId")
        found = [(relations.get(one.get(f"{R}id") or ""), one.get("id") or "") for one in listed]
        slides = [Slide(self, one.target, number, key) for number, (one, key) in enumerate(found, 1) if one]
        return [slide for slide in slides if slide.tree is not None]

    @property
    def skipped(self) -> list[str]:
        """What was not looked at, in words."""
        full = [str(slide.number) for slide in self.slides if len(slide.shapes) >= MOST_SHAPES]
        return (
            [
                say(
                    "slide {names}: only the first {limit} shapes were looked at",
                    names=", ".join(full[:20]),
                    limit=MOST_SHAPES,
                )
            ]
            if full
            else []
        )

    @cached_property
    def slide_ids(self) -> list[str]:
        """The ids of the slides as the presentation lists them."""
        return [one.get("id") or "" for one in self.tree.iterfind(f"{P}sldIdLst/{P}sldId")]

    @cached_property
    def page(self) -> Box:
        """The slide's box in mm."""
        size = self.tree.find(f"{P}sldSz")
        given = (None, None) if size is None else (size.get("cx"), size.get("cy"))
        wide, high = (number(edge, default) or default for edge, default in zip(given, _PAGE, strict=True))
        return Box(0, 0, wide / EMU_PER_MM, high / EMU_PER_MM)

    @cached_property
    def default_text(self) -> Any:
        """The presentation's own list style; None if it has none."""
        return self.tree.find(f"{P}defaultTextStyle")

    @cached_property
    def embedded(self) -> set[str]:
        """The typefaces whose fonts are in the file."""
        listed = self.tree.iterfind(f"{P}embeddedFontLst/{P}embeddedFont/{P}font")
        return {font.get("typeface") or "" for font in listed}

    def palette(self, theme: str, mapping: Mapping[str, str]) -> Palette:
        """Return the colours of a theme part as a colour map names them, each made once."""
        key = (theme, tuple(sorted(mapping.items())))
        if key not in self._palettes:
            self._palettes[key] = Palette(slots(self.package.tree(theme)), mapping)
        return self._palettes[key]

    def sheet(self, name: str, above: str) -> Sheet | None:
        """Return a layout or master, each made once; `above` is the kind of sheet it is made on."""
        if not name:
            return None
        if name not in self._sheets:
            over = self.sheet(self.package.related(name, above), "") if above else None
            self._sheets[name] = Sheet(self.package, name, over)
        return self._sheets[name]
