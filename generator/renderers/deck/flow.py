"""Text that goes on on further slides: how many they are, where it is parted, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from generator.fitting import PT_PER_MM, Fitted, Room, fit
from generator.fitting.breaks import bound
from generator.fitting.fit import sizes
from generator.renderers.deck.layout import SLACK, LayoutMaker, Place
from generator.renderers.deck.models import ProductLayout
from generator.renderers.deck.outline import Continued, OutlineSlide
from generator.renderers.deck.texts import Page, SlideOverflow

Span = tuple[int, int]
ROUNDING = 0.01  # mm


def divisions(
    slide: OutlineSlide, number: int, product: ProductLayout, maker: LayoutMaker, continued: Continued | None
) -> Iterator[list[OutlineSlide]]:
    """Yield the slide as it is, then over two slides, over three, and so on to one a row or paragraph.

    `number` is the slide's own. What surely has no room is left out, but for the last.
    """
    if continued is None or not product.flowing:
        yield [slide]
        return
    weights, limit = _weighed(slide, product, maker)
    for count in range(1, max(len(weights), 1) + 1):
        spans = even(weights, count, limit) if count > 1 else [(0, len(weights))]
        if count >= len(weights) or max(sum(weights[start:end]) for start, end in spans) <= limit + ROUNDING:
            parts = enumerate(spans) if count > 1 else []
            yield [_part(slide, product, span, turn, number, continued) for turn, span in parts] or [slide]


def own(overflows: Sequence[SlideOverflow], pages: Sequence[Page], product: ProductLayout) -> Iterator[SlideOverflow]:
    """Yield the overflows in the words of the content: further slides repeat texts, and lengthen the title."""
    first = pages[0]
    on_first = {one.placeholder for one in overflows if one.number == first.number}
    for one in overflows:
        if one.number == first.number or one.placeholder in product.flowing:
            yield one
        elif one.placeholder not in on_first:
            text = str(first.outline.texts[one.placeholder])
            kept = text[: max(len(text) - one.overflow.cut, 0)]
            yield replace(one, overflow=replace(one.overflow, text=text, kept=kept))


def even(weights: Sequence[float], count: int, limit: float) -> list[Span]:
    """Part a list into `count` spans, their weights as even as can be, the fuller ones first.

    The last has more than one item, unless that takes a span over `limit`.
    """
    spans = _most_even(weights, count, 2)
    if spans is None or max(sum(weights[start:end]) for start, end in spans) > limit + ROUNDING:
        spans = _most_even(weights, count, 1)
    assert spans is not None
    return spans


def _most_even(weights: Sequence[float], count: int, least: int) -> list[Span] | None:
    """Part a list into `count` spans, the last of `least` items or more; None if there are too few."""

    def loads(spans: list[Span]) -> tuple[list[float], list[float]]:
        each = [round(sum(weights[start:end]), 3) for start, end in spans]
        return sorted(each, reverse=True), [-load for load in each]

    @cache
    def parted(start: int, parts: int) -> list[Span] | None:
        if parts == 1:
            return [(start, len(weights))] if len(weights) - start >= least else None
        rest = [(cut, parted(cut, parts - 1)) for cut in range(start + 1, len(weights))]
        return min([[(start, cut), *later] for cut, later in rest if later], key=loads, default=None)

    return parted(0, count)


def _weighed(slide: OutlineSlide, product: ProductLayout, maker: LayoutMaker) -> tuple[list[float], float]:
    """Return the weight of each row or paragraph, and what a slide can bear: rows count, paragraphs have a height."""
    if product.rows and product.rows.flows:
        return [1.0] * len(slide.rows), float(product.rows.most)
    place = maker.make(slide.layout, slide.variant, len(slide.rows)).place(product.flowing[0])
    assert place is not None
    heights = [_height(text, place) for text in _paragraphs(slide, place.key)]
    return heights, place.box.height - SLACK + place.gap / PT_PER_MM


def _height(text: str, place: Place) -> float:
    """Return how high a paragraph is, with the gap to the next, at the smallest size that can be relied on; mm."""
    for size in reversed([*sizes(place.style)]):
        style = replace(place.style, preferred=size, minimum=size)
        (one,) = fit([bound(text)], style, [Room(place.box.width)], place.face.ruler)
        if isinstance(one, Fitted):
            return one.height + place.gap / PT_PER_MM
    return place.box.height  # no line can hold one of its words


def _paragraphs(slide: OutlineSlide, key: str) -> list[str]:
    value = slide.texts.get(key, "")
    return [text for text in ([value] if isinstance(value, str) else value) if text]


def _part(
    slide: OutlineSlide, product: ProductLayout, span: Span, turn: int, number: int, continued: Continued
) -> OutlineSlide:
    """Return what of the slide stands on the first slide (turn 0) or on a further one."""
    start, end = span
    changes: dict[str, object] = {}
    texts = dict(slide.texts)
    if product.rows and product.rows.flows:
        changes["rows"] = slide.rows[start:end]
        changes["strong"] = {
            key: [row - start for row in rows if start <= row < end] for key, rows in slide.strong.items()
        }
    else:
        key = product.flowing[0]
        texts[key] = _paragraphs(slide, key)[start:end]
    if turn:
        texts[product.title] = continued.titled(str(texts[product.title]), turn)
        changes |= {"minutes": 0, "notes": [continued.notes.replace("{slide}", str(number))]}
    return slide.model_copy(update={**changes, "texts": texts})
