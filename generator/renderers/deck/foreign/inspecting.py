"""What a template offers to a deck: which of its layouts takes which kind of slide, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.renderers.deck.foreign.matching import KINDS, match_layouts
from generator.renderers.deck.foreign.opening import open_template
from generator.renderers.deck.foreign.sheets import sheets_of
from generator.renderers.deck.foreign.shelf import Shelf
from generator.renderers.deck.foreign.styles import styles_of
from generator.themes.fonts import FontBook

STAND_IN = "Plus Jakarta Sans"


@dataclass(frozen=True)
class Placeholder:
    """A placeholder that is filled: its part, type, box (left, top, width, height in mm), font and size."""

    slot: str
    type: str
    box_mm: tuple[float, ...]
    font: str
    size_pt: float | None


@dataclass(frozen=True)
class Kind:
    """A kind of slide: its layout, how that was found, and what it is shown as if it has none."""

    kind: str
    layout: str
    type: str
    how: str
    shown_as: str
    placeholders: tuple[Placeholder, ...]


@dataclass(frozen=True)
class Inspection:
    """What `template inspect` tells; `faults` by kind, `layouts` all of the file, `fonts` whether a file is at hand."""

    file: str
    slide_mm: tuple[float, float] | None
    kinds: tuple[Kind, ...]
    unused: tuple[str, ...]
    fonts: Mapping[str, bool]
    faults: Mapping[str, str]
    layouts: tuple[str, ...]


def inspect_template(path: Path) -> Inspection:
    """Return what a .pptx or .potx offers. Raises InputError if it cannot be used at all."""
    opened = open_template(path)
    sheets = sheets_of(opened.stripped)
    layouts, faults = match_layouts(sheets, {})
    slots = styles_of(opened.stripped, layouts.matches.values()).slots
    shelf = Shelf(FontBook(), path.parent, FontBook().face(STAND_IN, 400))
    kinds = []
    for kind in KINDS:
        match = layouts.matches.get(kind)
        if match is None:
            kinds.append(Kind(kind, "", "", "", layouts.fallbacks.get(kind, ""), ()))
            continue
        held = []
        for name, holder in match.slots.items():
            slot = slots.get((match.sheet.part, holder.idx))
            run = slot.levels[0].runs[0] if slot else None
            box = (holder.box.left, holder.box.top, holder.box.width, holder.box.height)
            edges = tuple(round(edge, 1) for edge in box)
            held.append(Placeholder(name, holder.type, edges, run.typeface if run else "", run.size if run else None))
        kinds.append(Kind(kind, match.sheet.name, match.sheet.type, match.how, "", tuple(held)))
    fonts = {one.font: True for kind in kinds for one in kind.placeholders if one.font}
    for font in fonts:
        shelf.find(font, False)
    return Inspection(
        file=str(path),
        slide_mm=(round(sheets[0].page[0], 1), round(sheets[0].page[1], 1)) if sheets else None,
        kinds=tuple(kinds),
        unused=tuple(sheet.name for sheet in layouts.unused),
        fonts={font: font not in shelf.unknown for font in sorted(fonts)},
        faults=faults,
        layouts=tuple(sheet.told for sheet in sheets),
    )
