"""What stands where on a layout: the placeholders that a kind of slide fills, told by types and geometry."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.renderers.deck.foreign.sheets import Holder, Sheet
from generator.schema.brand_parts import SlideKind as Kind

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
_AS_WIDE, _HEADING, _LINE = 0.7, 0.5, 0.3  # of the wider neighbour, of the body under a heading, of the largest text


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


PLACED: Mapping[Kind, Callable[[Sheet], Slots | None]] = {
    "title": _with_text,
    "section": _head,
    "content": _content,
    "two": _two,
    "comparison": _comparison,
    "picture": _picture,
}
# A layout that is marked as a section's, or that the brand names, may have more.
MARKED = {**PLACED, "section": _with_text}
NAMED = {**MARKED, "content": _with_text}
