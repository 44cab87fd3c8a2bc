"""Texts set in a template's placeholders: at the largest size that fits, else parted over several slides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.fitting import PT_PER_MM
from generator.preflight.pptx_measure import Frame, Measured, measure
from generator.preflight.pptx_text import Paragraph, Run
from generator.renderers.deck.flow import even
from generator.renderers.deck.foreign.drafts import Block, Para
from generator.renderers.deck.foreign.shelf import Shelf
from generator.renderers.deck.foreign.styles import Slot
from generator.renderers.deck.layout import SLACK

SPARE = 0.98  # of a line's width: programs differ in widths by kerning
_HALF = 0.5  # pt
_LEAD_GAP = 0.45  # em after a lead in the margin
_SINGLE = 1.2  # em, of a line that spaces are shares of
_AIR, _AIR_SHARE = 0.8, 0.5  # em added between blocks at the most; of the room that is left

Texts = tuple[Para, ...]


@dataclass(frozen=True)
class Line:
    """A paragraph as it is written: its margin and indent (pt) where they are not the template's, whether there is no
    space `before` or `after` it, and whether its lead `hangs` in the margin."""

    para: Para
    level: int
    size: float
    pitch: float
    indent: tuple[float, float] | None
    before: bool
    after: bool
    hangs: bool


@dataclass(frozen=True)
class Filled:
    """A slot and what is written in it, at `size` (pt) for its first level; `air` (pt) is added between blocks."""

    slot: Slot
    lines: tuple[Line, ...]
    size: float
    air: float = 0.0

    def gaps(self, level: int) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return the space before and after a level's paragraphs: in pt, shrinking as the text does, and a share."""
        style = self.slot.levels[level]
        shrunk = self.size / self.slot.size
        (before, share), (after, share_after) = style.before, style.after
        if self.air:
            after, share_after = after + (share_after * self.size * _SINGLE + self.air) / shrunk, 0.0
        return (round(before * shrunk, 1), share), (round(after * shrunk, 1), share_after)


@dataclass(frozen=True)
class TooLong:
    """A text that does not fit its slot at the least size (pt), and how many characters are too many."""

    text: str
    slot: Slot
    minimum: float
    cut: int


Group = Sequence[tuple[Texts, Slot]]


class NoRoomError(Exception):
    """Texts that do not fit their slots at the least size, all of them at one."""

    def __init__(self, group: Group, minimum: float) -> None:
        super().__init__()
        self.group, self.minimum = group, minimum


class Setter:
    """Sets texts, measured in the fonts of a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def together(self, group: Group, minimum: float, raised: bool = False) -> list[Filled]:
        """Return texts set at the largest size at which all fit; NoRoomError if they do not at `minimum`.

        A slot whose own size is smaller than that keeps it, unless it is to be `raised` to it.
        """
        largest = min((slot.size for _, slot in group), default=minimum)
        if raised:
            largest = max(largest, minimum)
        for size in _sizes(largest, min(minimum, largest)):
            filled = [self._filled(texts, slot, size) for texts, slot in group]
            if all(self._fits(one) for one in filled):
                return filled
        raise NoRoomError(group, minimum)

    def parted(
        self, blocks: Sequence[Block], first: Mapping[str, Slot], later: Mapping[str, Slot], minimum: float, most: int
    ) -> list[list[Filled]]:
        """Return the blocks on as few slides as hold them, `most` at most: what is filled, slide by slide.

        `first` are the slots of the first slide, `later` those of further ones. Raises NoRoomError.
        """
        weights = [self._weight(block, later, minimum) for block in blocks]
        limit = min(slot.frame.inner.height for slot in later.values())
        most = max(min(most, len(blocks)), 1)
        for count in range(1, most + 1):
            spans = even(weights, count, limit) if count > 1 else [(0, len(blocks))]
            group = [
                (tuple(para for block in blocks[start:end] for para in block.get(name, ())), slot)
                for turn, (start, end) in enumerate(spans)
                for name, slot in (later if turn else first).items()
            ]
            try:
                filled = self.together(group, minimum)
            except NoRoomError:
                if count == most:
                    raise
            else:
                return [filled[turn * len(first) : (turn + 1) * len(first)] for turn in range(count)]
        raise AssertionError("the last way returns or raises")

    def aired(self, page: Sequence[Filled]) -> list[Filled]:
        """Return a slide's texts with some of the room that they leave put between their blocks, alike in all."""
        rooms = []
        for one in page:
            blocks = sum(not line.before for line in one.lines)
            left = (one.slot.frame.inner.height - SLACK - self._measured(one).height) * PT_PER_MM
            if blocks > 1:
                rooms.append(min(_AIR * one.size, _AIR_SHARE * left / (blocks - 1)))
        return [replace(one, air=max(round(min(rooms, default=0.0), 1), 0.0)) for one in page]

    def too_long(self, texts: Texts, slot: Slot, minimum: float) -> TooLong | None:
        """Return what of a text is too long for a slot by itself; its longest paragraph is to give the characters."""
        size = min(minimum, slot.size)
        if self._fits(self._filled(texts, slot, size)):
            return None
        longest = max(range(len(texts)), key=lambda number: len(texts[number].text))
        para = texts[longest]
        words = para.text.split(" ")
        for count in range(len(words) - 1, 0, -1):
            shorter = replace(para, text=" ".join(words[:count]))
            if self._fits(self._filled((*texts[:longest], shorter, *texts[longest + 1 :]), slot, size)):
                return TooLong(para.text, slot, size, len(para.text) - len(shorter.text))
        return TooLong(para.text, slot, size, max(len(para.text) - 1, 1))

    def _weight(self, block: Block, slots: Mapping[str, Slot], minimum: float) -> float:
        """Return how high a block is at the least size, in mm."""
        filled = (self._filled(block[name], slot, min(minimum, slot.size)) for name, slot in slots.items()
                  if block.get(name))  # fmt: skip
        return max((self._measured(one).height for one in filled), default=0.0)

    def _filled(self, texts: Texts, slot: Slot, size: float) -> Filled:
        return Filled(slot, tuple(self._lines(texts, slot, size)), size)

    def _lines(self, texts: Texts, slot: Slot, size: float) -> Iterator[Line]:
        first = slot.levels[0].margin[0]
        leads = [para.lead for para in texts if _hangs(para)]
        hang = max([first, *(self._lead_width(lead, slot, size) for lead in leads)])
        for number, para in enumerate(texts):
            level = 1 if para.stance == "under" else 0
            style = slot.levels[level]
            own = min(style.runs[0].size, slot.size)
            set_ = max(round(own * size / slot.size * 2) / 2, min(size, own)) if level else size
            followed = number + 1 < len(texts) and texts[number + 1].stance == "under"
            indent = {"plain": (0.0, 0.0), "under": (first, 0.0)}.get(para.stance)
            if _hangs(para):
                indent = (hang, -hang)
            pitch = style.pitch or round(set_ * style.leading * self._natural(style.runs[0]), 1)
            yield Line(para, level, set_, pitch, indent, para.stance == "under", followed, _hangs(para))

    def _lead_width(self, lead: str, slot: Slot, size: float) -> float:
        """Return the room that a lead takes in the margin, in pt."""
        face = self._shelf.find(slot.levels[0].runs[0].typeface, True)
        assert face
        return (face.ruler.width(lead) + _LEAD_GAP) * size

    def _natural(self, run: Run) -> float:
        face = self._shelf.find(run.typeface, run.bold)
        assert face
        return face.ascent + face.descent

    def _fits(self, filled: Filled) -> bool:
        measured = self._measured(filled)
        return measured.height <= filled.slot.frame.inner.height - SLACK and not measured.torn

    def _measured(self, filled: Filled) -> Measured:
        return measure(list(_paragraphs(filled)), _narrow(filled.slot.frame), self._shelf)


def _hangs(para: Para) -> bool:
    """Return whether a lead stands in the margin, as the letters of a list do."""
    return bool(para.lead) and para.stance == "plain"


def _sizes(largest: float, smallest: float) -> Iterator[float]:
    size = largest
    while size > smallest:
        yield size
        size -= 1 if size > 20 else _HALF
    yield smallest


def _narrow(frame: Frame) -> Frame:
    """Return a frame less what programs may differ by."""
    inner = frame.inner
    spared = replace(inner, right=inner.left + inner.width * SPARE)
    return replace(frame, inner=spared, wraps=True)


def _paragraphs(filled: Filled) -> Iterator[Paragraph]:
    """Yield the lines as paragraphs to be measured."""
    for line in filled.lines:
        style = filled.slot.levels[line.level]
        base = style.runs[0]
        runs = [replace(base, text=line.para.text, size=line.size, bold=base.bold or line.para.bold)]
        if line.para.lead and not line.hangs:
            runs.insert(0, replace(base, text=f"{line.para.lead} ", size=line.size, bold=True))
        before, after = filled.gaps(line.level)
        left, indent = line.indent if line.indent is not None else (style.margin[0], style.indent)
        yield replace(
            style,
            runs=tuple(runs),
            pitch=line.pitch,
            margin=(left, style.margin[1]),
            indent=indent,
            before=(0.0, 0.0) if line.before else before,
            after=(0.0, 0.0) if line.after else after,
        )
