"""What is painted behind a place on a slide: shapes below it, those of layout and master, the background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from generator.preflight.pptx_box import Box
from generator.preflight.pptx_outlines import outlines, rectangular
from generator.preflight.pptx_package import A, P
from generator.preflight.pptx_shapes import Shape
from generator.preflight.pptx_slides import Sheet, Slide

PAPER = "#FFFFFF"  # where no sheet says what is behind it
_UNKNOWN_FILLS = {f"{A}gradFill", f"{A}blipFill", f"{A}pattFill", f"{A}grpFill"}
_RECTANGLES = {"rect", "roundRect", "round1Rect", "round2SameRect", "round2DiagRect", "snip1Rect", "snip2SameRect",
               "snip2DiagRect", "snipRoundRect", "flowChartProcess"}  # fmt: skip


@dataclass(frozen=True)
class Paint:
    """A painted area: `colour` None if it cannot be told; `fills` "box", "ellipse" or "part" of the box."""

    shape: Shape
    box: Box
    colour: str | None
    fills: str

    @cached_property
    def parts(self) -> tuple[Box, ...]:
        """Where the outlines of a freeform are, if that can be told."""
        return tuple(outlines(self.shape))

    def at(self, x: float, y: float) -> bool:
        """Return whether the paint may cover a point."""
        if self.fills == "part":
            return self.box.holds(x, y) and (not self.parts or any(part.holds(x, y) for part in self.parts))
        if self.fills != "ellipse" or not self.box.width or not self.box.height:
            return self.box.holds(x, y)
        across = (2 * x - self.box.left - self.box.right) / self.box.width
        down = (2 * y - self.box.top - self.box.bottom) / self.box.height
        return across**2 + down**2 <= 1


def ground(slide: Slide) -> Ground:
    """Return the paint of a slide, looked up once."""
    if slide not in slide.file.grounds:
        slide.file.grounds[slide] = Ground(slide)
    return slide.file.grounds[slide]


class Ground:
    """The paint of one slide."""

    def __init__(self, slide: Slide) -> None:
        self._palette = slide.palette
        self._theme = slide.theme
        self._background = self._of_background(slide)
        self._drawn = self._of_sheets(slide)
        self.paints = [self.paint(shape) for shape in slide.shapes]
        self._order = {shape.element: number for number, shape in enumerate(slide.shapes)}

    def under(self, shape: Shape, area: Box) -> list[Paint]:
        """Return what may be painted behind a shape's text in an area, the topmost first."""
        found = []
        own = reversed(self.paints[: self._order[shape.element] + 1])
        for paint in chain(own, reversed(self._drawn)):
            if paint is not None and min(paint.box.overlap(area)) >= 0:
                found.append(paint)
                if paint.fills == "box" and paint.box.contains(area):
                    break
        return found

    def colours(self, under: Sequence[Paint], x: float, y: float) -> tuple[str | None, set[str]]:
        """Return the colour behind text at a point in mm, None if it cannot be told; and others that may be there,
        where an outline passes nearby."""
        possible: set[str] = set()
        for paint in under:
            if not paint.at(x, y):
                continue
            if paint.fills != "part" or paint.colour is None:
                return paint.colour, possible
            possible.add(paint.colour)
        return self._background, possible

    def drawn(self, x: float, y: float) -> str | None:
        """Return the colour of layout and master at a point in mm, None if it cannot be told."""
        colour, others = self.colours(self._drawn[::-1], x, y)
        return None if others else colour

    def paint(self, shape: Shape) -> Paint | None:
        """Return what a shape paints; None if it is transparent."""
        if shape.box is None or shape.kind == "line" or shape.hidden:
            return None
        if shape.kind != "text":
            return Paint(shape, shape.box, None, "box")
        fill, stands_for = self._fill(shape)
        if fill is None or fill.tag == f"{A}noFill":
            return None
        colour = None if fill.tag in _UNKNOWN_FILLS else self._palette.of(fill, stands_for)
        return Paint(shape, shape.box, colour, _covers(shape))

    def _fill(self, shape: Shape) -> tuple[Any, str | None]:
        """Return the fill that holds for a shape: its own, its models', that of its style; and what phClr is in it."""
        for element in (shape.element, *shape.models):
            properties = element.find(f"{P}spPr")
            fill = None if properties is None else _fill_in(properties)
            if fill is not None:
                return fill, None
        reference = shape.element.find(f"{P}style/{A}fillRef")
        if reference is None:
            return None, None
        return self._from_theme("fillStyleLst", reference)

    def _from_theme(self, listed: str, reference: Any) -> tuple[Any, str | None]:
        index = int(reference.get("idx") or 0) % 1000 if (reference.get("idx") or "0").isdecimal() else 0
        styles = None if self._theme is None else self._theme.find(f"{A}themeElements/{A}fmtScheme/{A}{listed}")
        if not index or styles is None or index > len(styles):
            return None, None
        return styles[index - 1], self._palette.of(reference)

    def _of_background(self, slide: Slide) -> str | None:
        sheet: Sheet | None = slide
        while sheet:
            holder = None if sheet.tree is None else sheet.tree.find(f"{P}cSld/{P}bg")
            if holder is not None:
                properties, reference = holder.find(f"{P}bgPr"), holder.find(f"{P}bgRef")
                fill, stands_for = (None, None)
                if properties is not None:
                    fill = _fill_in(properties)
                elif reference is not None:
                    fill, stands_for = self._from_theme("bgFillStyleLst", reference)
                known = fill is not None and fill.tag == f"{A}solidFill"
                return self._palette.of(fill, stands_for) if known else None
            sheet = sheet.above
        return PAPER

    def _of_sheets(self, slide: Slide) -> list[Paint]:
        """Return the paint of the drawings of master and layout, lowest first."""
        sheets: list[Sheet] = []
        sheet: Sheet | None = slide
        while sheet and sheet.shows_above and sheet.above:
            sheet = sheet.above
            sheets.insert(0, sheet)
        return [paint for sheet in sheets for paint in self._of_sheet(slide, sheet)]

    def _of_sheet(self, slide: Slide, sheet: Sheet) -> list[Paint]:
        known, key = slide.file.painted, (sheet.name, self._palette)
        if key not in known:
            paints = (self.paint(shape) for shape in sheet.shapes if shape.holder is None)
            known[key] = [paint for paint in paints if paint]
        return known[key]


def _fill_in(properties: Any) -> Any:
    tags = {f"{A}solidFill", f"{A}noFill", *_UNKNOWN_FILLS}
    return next((child for child in properties if child.tag in tags), None)


def _covers(shape: Shape) -> str:
    """Return which part of its box a shape fills; a placeholder without geometry fills it."""
    for element in (shape.element, *shape.models):
        preset = element.find(f"{P}spPr/{A}prstGeom")
        if preset is not None:
            name = preset.get("prst") or "rect"
            return "ellipse" if name == "ellipse" else "box" if name in _RECTANGLES and not shape.turn else "part"
        if element.find(f"{P}spPr/{A}custGeom") is not None:
            return "box" if element is shape.element and rectangular(shape) and not shape.turn else "part"
    return "box"
