"""How a template sets text: its layouts filled with a sample, and read back as a program would show it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree
from pptx import Presentation

from generator.preflight.pptx_box import Box
from generator.preflight.pptx_file import PptxFile
from generator.preflight.pptx_ground import ground
from generator.preflight.pptx_measure import Frame
from generator.preflight.pptx_package import A
from generator.preflight.pptx_shapes import FURNITURE
from generator.preflight.pptx_slides import Slide, Text
from generator.preflight.pptx_text import Paragraph, Run
from generator.preflight.rules.pptx_contrast import least
from generator.renderers.deck.foreign.matching import Match
from generator.renderers.deck.foreign.opening import Stripped
from generator.renderers.deck.foreign.sheets import Holder
from generator.themes.colour import contrast

LEVELS = 2
_SAMPLE = "\n".join("Mm" for _ in range(LEVELS))
_INKS = ("tx1", "bg1", "tx2", "bg2")  # what else text can be set in, if its own colour is lost on its ground
_COLUMNS, _ROWS = 64, 36  # places over a slide at which its ground is looked at
_ACROSS, _DOWN = (0.02, 0.25, 0.5, 0.75, 0.98), (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Slot:
    """A placeholder that text goes into: its frame (mm), its style by level, and another colour if its own is lost."""

    holder: Holder
    frame: Frame
    levels: tuple[Paragraph, ...]
    ink: str | None

    @property
    def size(self) -> float:
        """The size of its first level in pt."""
        return self.levels[0].runs[0].size


@dataclass(frozen=True)
class Styles:
    """The slots of layouts, footers too, by the layout's part and the placeholder's idx; the grounds by the part."""

    slots: Mapping[tuple[str, int], Slot]
    grounds: Mapping[str, Grid]


class Grid:
    """The colours of a layout's ground at places in even rows and columns over the slide."""

    def __init__(self, slide: Slide, page: Box) -> None:
        behind = ground(slide)
        xs = [page.width * (column + 0.5) / _COLUMNS for column in range(_COLUMNS)]
        ys = [page.height * (row + 0.5) / _ROWS for row in range(_ROWS)]
        self._colours = {(x, y): behind.drawn(x, y) for x in xs for y in ys}

    def under(self, box: Box) -> str | None:
        """Return the one colour behind a box (mm); None if there are several, or it cannot be told."""
        found = {colour for place, colour in self._colours.items() if box.holds(*place)}
        return found.pop() if len(found) == 1 else None


def styles_of(template: Stripped, matches: Iterable[Match]) -> Styles:
    """Return how the matched layouts set text, and on what ground."""
    presentation: Any = Presentation(io.BytesIO(template.data))
    layouts = {str(one.part.partname): one for master in presentation.slide_masters for one in master.slide_layouts}
    wanted = {match.sheet.part: match.sheet for match in matches}
    for part in wanted:
        slide = presentation.slides.add_slide(layouts[part])
        for model in slide.slide_layout.placeholders:
            if model.element.ph.get("type") in FURNITURE:
                slide.shapes.clone_placeholder(model)
        for shape in slide.placeholders:
            if shape.has_text_frame:
                shape.text_frame.text = _SAMPLE
                for level, paragraph in enumerate(shape.text_frame.paragraphs):
                    paragraph.level = level
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.pptx"
        presentation.save(str(path))
        with PptxFile(path) as file:
            samples = list(zip(wanted.values(), file.slides, strict=True))
            slots = (_slots(slide, {one.idx: one for one in sheet.holders}, sheet.part) for sheet, slide in samples)
            return Styles(
                dict(chain.from_iterable(slots)), {one.part: Grid(slide, file.page) for one, slide in samples}
            )


def _slots(slide: Slide, holders: Mapping[int, Holder], part: str) -> Iterable[tuple[tuple[str, int], Slot]]:
    for text in slide.texts:
        if text.shape.holder is None or text.frame is None:
            continue
        idx = int(text.shape.holder.idx)
        holder = holders.get(idx)
        if text.shape.furniture:
            holder = Holder(idx, text.shape.holder.type, text.frame.outer)
        if holder is not None:
            yield (part, holder.idx), Slot(holder, text.frame, text.paragraphs, _ink(slide, text))


def _ink(slide: Slide, text: Text) -> str | None:
    """Return the theme colour that stands out best where a text's own does not; None if its own does, or none does."""
    assert text.frame
    run = text.paragraphs[0].runs[0]
    grounds = _grounds(slide, text, text.frame.inner)
    if run.colour is None or not grounds or _stands_out(run.colour, run, grounds):
        return None
    colours = {ink: slide.palette.of(_holder(ink)) for ink in _INKS}
    known = {ink: colour for ink, colour in colours.items() if colour}
    best = max(known, key=lambda ink: min(contrast(known[ink], one) for one in grounds), default=None)
    return best if best and _stands_out(known[best], run, grounds) else None


def _stands_out(colour: str, run: Run, grounds: set[str]) -> bool:
    return all(round(contrast(colour, one), 2) >= least(run) for one in grounds)


def _grounds(slide: Slide, text: Text, area: Box) -> set[str]:
    """Return the colours behind a frame; none if some of them cannot be told."""
    behind = ground(slide)
    under = behind.under(text.shape, area)
    found = set()
    for across in _ACROSS:
        for down in _DOWN:
            colour, others = behind.colours(under, area.left + across * area.width, area.top + down * area.height)
            found |= {colour, *([None] if others else [])}
    return set() if None in found else {colour for colour in found if colour}


def _holder(ink: str) -> Any:
    element = etree.Element("colour")
    etree.SubElement(element, f"{A}schemeClr", val=ink)
    return element
