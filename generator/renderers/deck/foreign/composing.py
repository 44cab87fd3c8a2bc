"""Drafts composed in a template's layouts: each on the first that holds it, on as many slides as it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.preflight.pptx_box import Box
from generator.renderers.deck.foreign.drafts import Draft, Least, Para, headed, in_one
from generator.renderers.deck.foreign.hanging import Placed, Wall
from generator.renderers.deck.foreign.matching import Layouts, Match
from generator.renderers.deck.foreign.setting import Filled, NoRoomError, Setter, TooLong
from generator.renderers.deck.foreign.sheets import Holder, Sheet
from generator.renderers.deck.foreign.styles import Slot
from generator.renderers.deck.outline import Continued, OutlineImage

_WHOLE = ("title", "section")  # slides that do not go on on another
_COLUMNS = ("left", "right")
_PICTURE_SHARE, _GUTTER = 0.36, 6.0  # of a body's width that a picture in it takes; mm between them
_LARGEST = 80.0  # mm, of a picture
Slots = Mapping[tuple[str, int], Slot]


@dataclass(frozen=True)
class Page:
    """A slide to be written on a layout; `moved` are the boxes (mm) of placeholders that stand elsewhere on it."""

    sheet: Sheet
    title: str
    filled: tuple[Filled, ...]
    pictures: tuple[Placed, ...]
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
        self,
        layouts: Layouts,
        slots: Slots,
        least: Least,
        continued: Continued | None,
        setter: Setter,
        wall: Wall | None,
    ) -> None:
        self._layouts = layouts
        self._slots = slots
        self._least = least
        self._continued = continued
        self._setter = setter
        self._wall = wall

    def compose(self, drafts: Sequence[Draft]) -> tuple[list[Page], list[Unfit]]:
        """Return the slides, and what does not fit."""
        pages: list[Page] = []
        unfit: list[Unfit] = []
        for draft in drafts:
            number = len(pages) + 1
            for way in (ways := list(self._ways(draft))):
                try:
                    pages += self._pages(way, number)
                    break
                except NoRoomError as error:
                    if way is ways[-1]:
                        texts = (self._setter.too_long(*one, error.minimum) for one in error.group)
                        unfit += [Unfit(number, text) for text in texts if text]
        return pages, unfit

    def _ways(self, draft: Draft) -> Iterator[Draft]:
        """Yield the draft as it can be shown: in its own kind of layout, then in plainer ones."""
        columns = draft.kind in ("comparison", "two")
        if draft.kind in self._layouts.matches:
            yield draft
        if draft.kind == "comparison" and "two" in self._layouts.matches:
            yield headed(draft, _COLUMNS)
        if columns:
            yield in_one(draft, _COLUMNS)
        if draft.kind == "picture":
            yield replace(draft, kind="content")

    def _pages(self, draft: Draft, number: int) -> list[Page]:
        """Return the draft's slides in its kind of layout; NoRoomError if they do not hold it."""
        match = self._layouts.matches[draft.kind]
        held = ((name, self._slots.get((match.sheet.part, holder.idx))) for name, holder in match.slots.items())
        slots = {name: slot for name, slot in held if slot}
        heading = [name for name in slots if name.endswith("-heading")]
        later = {name: slots[name] for name in slots if name not in ("title", "picture", *heading)}
        first, picture, moved = self._pictured(draft, match, later)
        whole = draft.kind in _WHOLE
        least = self._least.lead if whole else self._least.text
        most = len(draft.blocks) if self._continued and not whole else 1
        bodies = self._setter.parted(draft.blocks, first, later, least, most)
        bodies = bodies if whole else [self._setter.aired(body) for body in bodies]
        titles = [self._titled(draft.title, turn) for turn in range(len(bodies))]
        heads = self._setter.together([((_title(title),), slots["title"]) for title in titles], self._least.title)
        fixed = self._setter.together([(draft.fixed[name], slots[name]) for name in heading], self._least.text)
        return [
            Page(
                sheet=match.sheet,
                title=title,
                filled=(head, *fixed, *(one for one in body if one.lines)),
                pictures=() if turn else (*picture, *(self._wall.hung(draft.logos) if self._wall else ())),
                moved={} if turn else moved,
                section=draft.section,
                notes=self._notes(draft, turn, number),
            )
            for turn, (title, head, body) in enumerate(zip(titles, heads, bodies, strict=True))
        ]

    def _pictured(
        self, draft: Draft, match: Match, slots: Mapping[str, Slot]
    ) -> tuple[Mapping[str, Slot], tuple[Placed, ...], Mapping[int, Box]]:
        """Return the slots of the slide with the picture, the picture, and the boxes of what makes room for it."""
        if draft.image is None:
            return slots, (), {}
        if "picture" not in match.slots:
            return _shared(slots["text"], draft.image)
        holder = match.slots["picture"]
        return slots, (Placed(draft.image, _fitting(holder.box, draft.image.ratio), holder.idx),), {}

    def _titled(self, title: str, turn: int) -> str:
        return self._continued.titled(title, turn) if turn and self._continued else title

    def _notes(self, draft: Draft, turn: int, number: int) -> tuple[str, ...]:
        if not turn or self._continued is None:
            return draft.notes
        return (self._continued.notes.replace("{slide}", str(number)),)


def _title(text: str) -> Para:
    return Para(text, stance="title")


def _shared(slot: Slot, image: OutlineImage) -> tuple[dict[str, Slot], tuple[Placed, ...], dict[int, Box]]:
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
    return {"text": narrowed}, (picture,), {slot.holder.idx: narrow}


def _fitting(box: Box, ratio: float) -> Box:
    """Return the largest box of a ratio (width by height) in another, in the middle of its width, at its top."""
    width = min(box.width, box.height * ratio, _LARGEST * max(ratio, 1.0))
    left = box.left + (box.width - width) / 2
    return Box(left, box.top, left + width, box.top + width / ratio)
