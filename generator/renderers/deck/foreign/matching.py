"""Which layout of a template takes which kind of slide: by the type it is marked with, else by what stands where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import get_args

from generator.preflight.pptx_box import Box
from generator.renderers.deck.foreign.sheets import Holder, Sheet
from generator.schema.brand_parts import SlideKind as Kind
from generator.wording import say

KINDS: tuple[Kind, ...] = get_args(Kind)
NEEDED: tuple[Kind, ...] = ("title", "section", "content")
FALLBACKS: Mapping[str, Kind] = {"comparison": "two", "two": "content", "picture": "content"}
SLOTS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "text"),
    "section": ("title", "text"),
    "content": ("title", "text"),
    "two": ("title", "left", "right"),
    "comparison": ("title", "left-heading", "right-heading", "left", "right"),
    "picture": ("title", "text", "picture"),
}
Slots = dict[str, Holder]
_BODY = ("obj", "body")
_CONTENT_SHARE = 0.2  # of the slide that a body covers at least
_LEAST_PICTURE = 35.0  # mm, of the text beside it too
_LEVEL = 8.0  # mm by which neighbours' edges may differ
_ON_ART = 0.15  # of a placeholder that a drawing covers and that is then no accident
_AS_WIDE, _HEADING, _LINE = 0.7, 0.5, 0.3  # of the wider neighbour, of the body under a heading, of the largest text
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
    found = ((sheet, _LOOSE[kind](sheet)) for sheet in wanted)
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
    off = any(min(box.left, box.top, wide - box.right, high - box.bottom) < -_LEVEL for box in boxes)
    on_art = any(_covered(box, art) > _ON_ART for box in boxes for art in sheet.art)
    return off or on_art or any(min(one.overlap(other)) > _LEVEL for one, other in combinations(boxes, 2))


def _covered(box: Box, art: Box) -> float:
    """Return how much of a box a drawing covers, 0 if all: then it is the box's ground."""
    across, down = box.overlap(art)
    if min(across, down) <= 0 or art.contains(box):
        return 0.0
    return across * down / (box.width * box.height)


def _ranked(kind: Kind, sheet: Sheet, matches: Mapping[str, Match]) -> tuple[Slots | None, int]:
    """Return what stands where, None if the layout does not do for the kind; and how sure that is, from 0."""
    if sheet.type in _TYPES[kind] and (marked := _MARKED[kind](sheet)):
        return marked, 0
    slots = _SLOTS[kind](sheet)
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


def _with_text(sheet: Sheet) -> Slots | None:
    """Return title and text: a subtitle if there is one, else the largest."""
    if sheet.title is None or not sheet.texts:
        return None
    text = max(sheet.texts, key=lambda one: (one.type == "subTitle", one.area))
    return {"title": sheet.title, "text": text}


def _head(sheet: Sheet) -> Slots | None:
    """Return title and text of a layout that has no other text and no picture."""
    return _with_text(sheet) if len(sheet.texts) == 1 and not sheet.pictures else None


def _content(sheet: Sheet) -> Slots | None:
    """Return title and the one body, which takes a good part of the slide."""
    bodies = _bodies(sheet)
    if sheet.title is None or len(bodies) != 1 or sheet.pictures:
        return None
    large = bodies[0].area > _CONTENT_SHARE * sheet.page[0] * sheet.page[1]
    return {"title": sheet.title, "text": bodies[0]} if large else None


def _bodies(sheet: Sheet) -> list[Holder]:
    """Return the texts of a layout that are no mere line beside a much larger one."""
    largest = max((one.area for one in sheet.texts), default=0.0)
    return [one for one in sheet.texts if one.type in _BODY and one.area > _LINE * largest]


def _two(sheet: Sheet) -> Slots | None:
    """Return title and two bodies side by side."""
    bodies = _bodies(sheet)
    if sheet.title is None or len(bodies) != 2 or sheet.pictures:
        return None
    left, right = bodies
    return {"title": sheet.title, "left": left, "right": right} if _beside(left, right) else None


def _comparison(sheet: Sheet) -> Slots | None:
    """Return title and two bodies side by side, each with a heading above it that is much lower."""
    if sheet.title is None or len(sheet.texts) != 4:
        return None
    one, other, left, right = sheet.texts
    pairs = ((one, left), (other, right))
    headed = all(head.box.height < _HEADING * body.box.height for head, body in pairs)
    if not (headed and _beside(one, other) and _beside(left, right)):
        return None
    return {"title": sheet.title, "left-heading": one, "right-heading": other, "left": left, "right": right}


def _picture(sheet: Sheet) -> Slots | None:
    """Return title, text and a place for a picture: one for pictures alone, else the right one of two bodies."""
    if sheet.title is not None and len(sheet.pictures) == 1 and len(sheet.texts) == 1:
        picture, text = sheet.pictures[0], sheet.texts[0]
    elif two := _two(sheet):
        picture, text = two["right"], two["left"]
    else:
        return None
    assert sheet.title
    edges = (picture.box.width, picture.box.height, text.box.width, text.box.height)
    large = min(edges) > _LEAST_PICTURE
    return {"title": sheet.title, "text": text, "picture": picture} if large else None


def _beside(left: Holder, right: Holder) -> bool:
    """Return whether two placeholders stand side by side, as wide and as high as each other, more or less."""
    level = abs(left.box.top - right.box.top) < _LEVEL and abs(left.box.bottom - right.box.bottom) < _LEVEL
    narrow, wide = sorted((left.box.width, right.box.width))
    return level and left.box.right < right.box.left + 1 and narrow > _AS_WIDE * wide


_SLOTS: Mapping[Kind, Callable[[Sheet], Slots | None]] = {
    "title": _with_text,
    "section": _head,
    "content": _content,
    "two": _two,
    "comparison": _comparison,
    "picture": _picture,
}
# A layout that is marked as a section's, or that the brand names, may have more.
_MARKED = {**_SLOTS, "section": _with_text}
_LOOSE = {**_MARKED, "content": _with_text}
