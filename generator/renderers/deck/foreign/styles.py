"""How a template sets text: its layouts filled with a sample, and read back as a program would show it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


def slots_of(template: Stripped, matches: Iterable[Match]) -> dict[tuple[str, int], Slot]:
    """Return the slots of the matched layouts, footers too, by the layout's part and the placeholder's idx."""
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
            return {
                key: slot
                for sheet, slide in zip(wanted.values(), file.slides, strict=True)
                for key, slot in _slots(slide, {one.idx: one for one in sheet.holders}, sheet.part)
            }


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
