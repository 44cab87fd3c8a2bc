"""The layouts of a template as matching sees them: which placeholders stand where, whatever they are called."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn

from generator.preflight.pptx_box import Box
from generator.preflight.pptx_shapes import EMU_PER_MM, FURNITURE, TITLES
from generator.renderers.deck.foreign.art import Art, art_of
from generator.renderers.deck.foreign.opening import Stripped
from generator.wording import say

_WRITTEN = ("subTitle", "body", "obj")
_LEAST_TEXT = (25.0, 6.0)  # mm; a smaller placeholder is for a word or a number
_PROMPT = re.compile(r"[<‹\[{]|.*\bfooter\b|(teks )?kaki( halaman)?$|presentation title$", re.I | re.S)  # for a footer
_UPRIGHT = (None, "horz")


@dataclass(frozen=True)
class Holder:
    """A placeholder of a layout: its number, its type, and its box in mm."""

    idx: int
    type: str
    box: Box

    @property
    def area(self) -> float:
        """Its area in mm²."""
        return self.box.width * self.box.height


@dataclass(frozen=True)
class Sheet:
    """A layout; `number` counts over all masters from 0, `uses` the template's own slides on it.

    `art` is what is drawn on it and its master; `footer` is what its footer says, "" if nothing;
    `first` says that the template's first slide is made on it; `page` is the slide's width and height in mm.
    """

    number: int
    part: str
    name: str
    type: str
    master: int
    holders: tuple[Holder, ...]
    art: tuple[Art, ...]
    footer: str
    uses: int
    first: bool
    page: tuple[float, float]

    @cached_property
    def title(self) -> Holder | None:
        """Its title."""
        return next((one for one in self.holders if one.type in TITLES), None)

    @cached_property
    def texts(self) -> tuple[Holder, ...]:
        """The placeholders that text can be written in, but for the title; from the top, and from the left."""
        wide, high = _LEAST_TEXT
        found = [one for one in self.holders if one.type in _WRITTEN and one.box.width > wide and one.box.height > high]
        return tuple(sorted(found, key=lambda one: (round(one.box.top / 5), one.box.left)))

    @cached_property
    def pictures(self) -> tuple[Holder, ...]:
        """The placeholders for pictures alone."""
        return tuple(one for one in self.holders if one.type == "pic")

    @property
    def told(self) -> str:
        """Name, type and placeholders, as errors and reports list them."""
        held = ", ".join(one.type for one in self.holders) or say("no placeholders")
        return f"“{self.name}” ({self.type or say('no type')}: {held})"


def sheets_of(template: Stripped) -> list[Sheet]:
    """Return the layouts of a stripped template, in the order of the file."""
    presentation = Presentation(io.BytesIO(template.data))
    wide, high = (float(edge or 0) / EMU_PER_MM for edge in (presentation.slide_width, presentation.slide_height))
    first = template.used[0] if template.used else ""
    sheets: list[Sheet] = []
    for master_number, master in enumerate(presentation.slide_masters):
        for layout in master.slide_layouts:
            part = str(layout.part.partname)
            sheets.append(
                Sheet(
                    number=len(sheets),
                    part=part,
                    name=layout.name or part.rpartition("/")[2],
                    type=layout.element.get("type") or "",
                    master=master_number,
                    holders=tuple(_holders(layout)),
                    art=tuple(art_of(layout)),
                    footer=_footer(layout),
                    uses=template.used.count(part),
                    first=part == first,
                    page=(wide, high),
                )
            )
    return sheets


def _box(edges: Sequence[int]) -> Box:
    left, top, width, height = (edge / EMU_PER_MM for edge in edges)
    return Box(left, top, left + width, top + height)


def _holders(layout: Any) -> Iterator[Holder]:
    for shape in layout.placeholders:
        ph = shape.element.ph
        kind = ph.get("type") or "obj"
        edges = (shape.left, shape.top, shape.width, shape.height)
        if kind in FURNITURE or None in edges or not _upright(shape):
            continue
        yield Holder(int(ph.get("idx") or 0), kind, _box(edges))


def _footer(layout: Any) -> str:
    """Return what the footer says; a prompt that stands for it ("<footer>", "Your footer here") says nothing."""
    said = next((one.text_frame.text.strip() for one in layout.placeholders if one.element.ph.get("type") == "ftr"), "")
    return "" if _PROMPT.match(said) else said


def _upright(shape: Any) -> bool:
    """Return whether a placeholder's text runs level."""
    body = shape.element.find(f"{qn('p:txBody')}/{qn('a:bodyPr')}")
    written = None if body is None else body.get("vert")
    return shape.element.ph.get("orient") != "vert" and written in _UPRIGHT and not shape.rotation
