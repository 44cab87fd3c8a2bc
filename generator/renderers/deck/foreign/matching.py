"""Which layout of a template takes which kind of slide: by the type it is marked with, else by what stands where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import get_args

from generator.renderers.deck.foreign.places import MARKED, NAMED, PLACED, SLOTS, Slots
from generator.renderers.deck.foreign.sheets import Sheet
from generator.schema.brand_parts import SlideKind as Kind
from generator.wording import say

KINDS: tuple[Kind, ...] = get_args(Kind)
NEEDED: tuple[Kind, ...] = ("title", "section", "content")
FALLBACKS: Mapping[str, Kind] = {"comparison": "two", "two": "content", "picture": "content"}
_STRAY = 8.0  # mm by which placeholders may run off the slide, or into each other
_ON_ART, _ALL = 0.15, 0.99  # of a placeholder that a drawing covers: no accident, and its ground
_TITLES_OWN = 3
_TYPES: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "section": ("secHead",),
    "content": ("obj", "tx"),
    "two": ("twoObj",),
    "comparison": ("twoTxTwoObj",),
    "picture": ("picTx",),
}


@dataclass(frozen=True)
class Match:
    """A kind's layout, what stands in which of its placeholders, and how it was found: "type", "place" or "name".

    "title's" is said of a section that has no layout but the title's.
    """

    sheet: Sheet
    slots: Slots
    how: str


@dataclass(frozen=True)
class Layouts:
    """The layouts by the kind they take; the kinds without, with the kind they are shown as; layouts not taken."""

    matches: dict[str, Match]
    fallbacks: dict[str, str]
    unused: tuple[Sheet, ...]

    def of(self, kind: str) -> tuple[str, Match]:
        """Return the kind that a kind is shown as, and its layout."""
        shown = self.fallbacks.get(kind, kind)
        return shown, self.matches[shown]


def match_layouts(sheets: Sequence[Sheet], named: Mapping[str, str]) -> tuple[Layouts, dict[str, str]]:
    """Return which layout takes which kind, and what is wrong, by kind: needed ones not found, names that do not do.

    `named` are the layouts that the brand names for kinds; they win.
    """
    matches: dict[str, Match] = {}
    faults: dict[str, str] = {}
    for kind in KINDS:
        if kind in named:
            found = _named(kind, named[kind], sheets)
            if found is None:
                faults[kind] = _why(kind, named[kind], sheets)
        else:
            found = _found(kind, sheets, matches)
        if found is not None:
            matches[kind] = found
        elif kind in NEEDED and kind not in faults:
            faults[kind] = say("no layout is one for “{kind}” slides", kind=kind)
    fallbacks: dict[str, str] = {
        kind: _fallback(kind, matches) for kind in KINDS if kind not in matches and kind not in faults
    }
    used = {match.sheet.number for match in matches.values()}
    unused = tuple(sheet for sheet in sheets if sheet.number not in used)
    return Layouts(matches, fallbacks, unused), faults


def _fallback(kind: str, matches: Mapping[str, Match]) -> str:
    other = FALLBACKS[kind]
    return other if other in matches or other not in FALLBACKS else _fallback(other, matches)


def _named(kind: Kind, name: str, sheets: Sequence[Sheet]) -> Match | None:
    """Return the first layout of that name that has what the kind needs."""
    wanted = (sheet for sheet in sheets if sheet.name.casefold() == name.casefold())
    found = ((sheet, NAMED[kind](sheet)) for sheet in wanted)
    return next((Match(sheet, slots, "name") for sheet, slots in found if slots), None)


def _why(kind: str, name: str, sheets: Sequence[Sheet]) -> str:
    if not any(sheet.name.casefold() == name.casefold() for sheet in sheets):
        return say("there is no layout “{name}”", name=name)
    return say(
        "the layout “{name}” lacks placeholders that “{kind}” slides need: {names}",
        name=name,
        kind=kind,
        names=", ".join(SLOTS[kind]),
    )


def _found(kind: Kind, sheets: Sequence[Sheet], matches: Mapping[str, Match]) -> Match | None:
    """Return the best layout: nothing in the way, the surest, of the content's master, most used, with most room."""
    home = matches["content"].sheet.master if "content" in matches else None
    ranked: list[tuple[tuple[float, ...], Match]] = []
    for sheet in sheets:
        slots, rank = _ranked(kind, sheet, matches)
        if slots:
            last = not sheet.first if kind == "title" else home is not None and sheet.master != home
            how = "title's" if rank == _TITLES_OWN else "place" if rank else "type"
            room = 0.0 if kind in ("title", "section") else max(one.area for one in slots.values())
            tenths = round(10 * room / (sheet.page[0] * sheet.page[1]))
            order = (_clashes(sheet, slots), rank, last, -sheet.uses, -tenths, sheet.number)
            ranked.append((order, Match(sheet, slots, how)))
    return min(ranked, key=lambda one: one[0])[1] if ranked else None


def _clashes(sheet: Sheet, slots: Slots) -> bool:
    """Return whether a placeholder runs off the slide, or stands on another or half on art."""
    wide, high = sheet.page
    boxes = [one.box for one in slots.values()]
    off = any(min(box.left, box.top, wide - box.right, high - box.bottom) < -_STRAY for box in boxes)
    on_art = any(_ON_ART < art.share(box) < _ALL for box in boxes for art in sheet.art)
    return off or on_art or any(min(one.overlap(other)) > _STRAY for one, other in combinations(boxes, 2))


def _ranked(kind: Kind, sheet: Sheet, matches: Mapping[str, Match]) -> tuple[Slots | None, int]:
    """Return what stands where, None if the layout does not do for the kind; and how sure that is, from 0."""
    if sheet.type in _TYPES[kind] and (marked := MARKED[kind](sheet)):
        return marked, 0
    slots = PLACED[kind](sheet)
    if slots is None:
        return None, 0
    if kind == "title":
        return (slots, 1) if _opens(sheet) else (None, 0)
    if kind == "section":
        if matches.get("title") and matches["title"].sheet is sheet:
            return slots, _TITLES_OWN
        return (slots, 1) if _headlike(sheet, slots) else (None, 0)
    return slots, 2 if kind == "picture" and not sheet.pictures else 1


def _opens(sheet: Sheet) -> bool:
    """Return whether a layout that is not marked as a title slide is one."""
    types = {one.type for one in sheet.holders}
    return "ctrTitle" in types or types == {"title", "subTitle"}


def _headlike(sheet: Sheet, slots: Slots) -> bool:
    """Return whether a title stands in the middle of the slide, with one text beside it and nothing else."""
    box = slots["title"].box
    return len(sheet.holders) == 2 and slots["text"].type == "body" and (box.top + box.bottom) / 2 > 0.3 * sheet.page[1]
