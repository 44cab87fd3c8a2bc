"""Drafts composed in a template's layouts: each on the first that holds it, on as many slides as it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.preflight.pptx_box import Box
from generator.renderers.deck.foreign.drafts import Draft, Least, Para, headed, in_one
from generator.renderers.deck.foreign.matching import Layouts
from generator.renderers.deck.foreign.setting import Filled, Setter, Texts, TooLong
from generator.renderers.deck.foreign.sheets import Holder, Sheet
from generator.renderers.deck.foreign.styles import Slot
from generator.renderers.deck.outline import Continued, OutlineImage

_WHOLE = ("title", "section")  # slides that do not go on on another
_COLUMNS = ("left", "right")
_PICTURE_SHARE, _GUTTER = 0.36, 6.0  # of a body's width that a picture in it takes; mm between them
_LARGEST = 80.0  # mm, of a picture
Slots = Mapping[tuple[str, int], Slot]


@dataclass(frozen=True)
class Placed:
    """A picture in mm, in the placeholder of number `idx` if it takes one."""

    image: OutlineImage
    box: Box
    idx: int | None


@dataclass(frozen=True)
class Page:
    """A slide to be written on a layout; `moved` are the boxes (mm) of placeholders that stand elsewhere on it."""

    sheet: Sheet
    title: str
    filled: tuple[Filled, ...]
    picture: Placed | None
    moved: Mapping[int, Box]
    section: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Unfit:
    """A text that does not fit, and the slide it was to stand on."""

    number: int
    text: TooLong


class Composer:
    """Composes drafts in the layouts that were matched."""

    def __init__(
        self, layouts: Layouts, slots: Slots, least: Least, continued: Continued | None, setter: Setter
    ) -> None:
        self._layouts = layouts
        self._slots = slots
        self._least = least
        self._continued = continued
        self._setter = setter

    def compose(self, drafts: Sequence[Draft]) -> tuple[list[Page], list[Unfit]]:
        """Return the slides, and what does not fit."""
        pages: list[Page] = []
        unfit: list[Unfit] = []
        for draft in drafts:
            number = len(pages) + 1
            made: list[Page] | list[TooLong] = []
            for way in self._ways(draft):
                made = self._made(way, number)
                if made and isinstance(made[0], Page):
                    break
            for one in made:
                if isinstance(one, Page):
                    pages.append(one)
                else:
                    unfit.append(Unfit(number, one))
        return pages, unfit

    def _ways(self, draft: Draft) -> Iterator[Draft]:
        """Yield the draft as it can be shown: in its own kind of layout, then in plainer ones."""
        if draft.kind == "comparison" and "comparison" in self._layouts.matches:
            yield draft
        if draft.kind in ("comparison", "two") and "two" in self._layouts.matches:
            yield headed(draft, _COLUMNS)
        if draft.kind in ("comparison", "two"):
            yield in_one(draft, _COLUMNS)
        elif draft.kind in self._layouts.matches:
            yield draft
        if draft.kind == "picture":
            yield replace(draft, kind="content")

    def _made(self, draft: Draft, number: int) -> list[Page] | list[TooLong]:
        """Return the draft's slides, or what of it does not fit in its kind of layout."""
        match = self._layouts.matches[draft.kind]
        slots = {
            name: self._slots[match.sheet.part, holder.idx]
            for name, holder in match.slots.items()
            if (match.sheet.part, holder.idx) in self._slots
        }
        named = [name for name in slots if name not in ("title", "picture") and not name.endswith("-heading")]
        later = {name: slots[name] for name in named}
        first, picture, moved = later, None, dict[int, Box]()
        if draft.image is not None and "picture" in match.slots:
            holder = match.slots["picture"]
            picture = Placed(draft.image, _fitting(holder.box, draft.image.ratio), holder.idx)
        elif draft.image is not None:
            first, picture, moved = _shared(later["text"], draft.image)
        blocks = draft.blocks
        if draft.kind == "two" and draft.fixed:
            head = {name: draft.fixed.get(name, ()) for name in _COLUMNS}
            blocks = tuple(
                {name: (*head[name], *block.get(name, ())) for name in _COLUMNS} if not turn else block
                for turn, block in enumerate(blocks)
            )
        bodies: list[list[Filled]] | list[TooLong]
        if draft.kind in _WHOLE:
            body = self._setter.whole(blocks, later, self._least.lead)
            bodies = [body] if not body or isinstance(body[0], Filled) else body  # type: ignore[assignment]
        else:
            bodies = self._setter.parted(blocks, (first, later), self._least.text)
        if bodies and isinstance(bodies[0], TooLong):
            return [one for one in bodies if isinstance(one, TooLong)]
        count = max(len(bodies), 1)
        titles = [self._titled(draft.title, turn) for turn in range(count)]
        heads = self._setter.together([((_title(title),), slots["title"]) for title in titles], self._least.title)
        headings = [((draft.fixed[name]), slots[name]) for name in slots if name.endswith("-heading")]
        fixed = self._setter.together(headings, self._least.text) if headings else []
        if heads is None or fixed is None:
            tried: list[tuple[Texts, Slot, float]] = [((_title(draft.title),), slots["title"], self._least.title)]
            tried += [(texts, slot, self._least.text) for texts, slot in headings]
            found = [self._setter.too_long(*one) for one in tried]
            if not any(found):  # only the longer title of a further slide has no room
                found = [self._setter.too_long((_title(titles[-1]),), slots["title"], self._least.title)]
            return [one for one in found if one]
        return [
            Page(
                sheet=match.sheet,
                title=titles[turn],
                filled=(heads[turn], *fixed, *(one for one in (bodies[turn] if bodies else ()) if one.lines)),  # type: ignore[union-attr]
                picture=None if turn else picture,
                moved={} if turn else moved,
                section=draft.section,
                notes=self._notes(draft, turn, number),
            )
            for turn in range(count)
        ]

    def _titled(self, title: str, turn: int) -> str:
        return self._continued.titled(title, turn) if turn and self._continued else title

    def _notes(self, draft: Draft, turn: int, number: int) -> tuple[str, ...]:
        if not turn or self._continued is None:
            return draft.notes
        return (self._continued.notes.replace("{slide}", str(number)),)


def _title(text: str) -> Para:
    return Para(text, stance="title")


def _shared(slot: Slot, image: OutlineImage) -> tuple[dict[str, Slot], Placed, dict[int, Box]]:
    """Return a body narrowed for a picture at its right, the picture, and the body's box."""
    box = slot.holder.box
    room = box.width * _PICTURE_SHARE
    narrow = replace(box, right=box.right - room - _GUTTER)
    picture = Placed(image, _fitting(replace(box, left=box.right - room), image.ratio), None)
    less = box.right - narrow.right
    frame = slot.frame
    inner = replace(frame.inner, right=frame.inner.right - less)
    narrowed = replace(
        slot, holder=Holder(slot.holder.idx, slot.holder.type, narrow), frame=replace(frame, outer=narrow, inner=inner)
    )
    return {"text": narrowed}, picture, {slot.holder.idx: narrow}


def _fitting(box: Box, ratio: float) -> Box:
    """Return the largest box of a ratio (width by height) in another, in the middle of its width, at its top."""
    width = min(box.width, box.height * ratio, _LARGEST * max(ratio, 1.0))
    left = box.left + (box.width - width) / 2
    return Box(left, box.top, left + width, box.top + width / ratio)
