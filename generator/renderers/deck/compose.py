"""Compose slides: each in its layout, on as many slides as its text needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.renderers.deck.drawing import Rect
from generator.renderers.deck.flow import divisions, own
from generator.renderers.deck.geometry import Geometry
from generator.renderers.deck.layout import Box, Layout, LayoutMaker, Setting
from generator.renderers.deck.models import TITLES, ProductLayout
from generator.renderers.deck.outline import Continued, Outline, OutlineSlide
from generator.renderers.deck.texts import Page, SlideOverflow, TextBox, fault, set_texts
from generator.themes.fonts import FontBook
from generator.wording import say


@dataclass(frozen=True)
class Picture:
    """A picture in mm; `idx` of its placeholder, or None if it stands free, and the plate behind it, if any."""

    name: str
    box: Box
    source: str
    alt: str
    idx: int | None
    plate: Rect | None = None


@dataclass(frozen=True)
class ComposedSlide:
    """A slide, ready to be written as .pptx or HTML; `number` from 1."""

    number: int
    layout: Layout
    title: str
    section: str
    minutes: int
    footer: str
    texts: tuple[TextBox, ...]
    pictures: tuple[Picture, ...]
    notes: tuple[str, ...]


def compose_slides(
    outline: Outline, geometry: Geometry, fonts: FontBook, language: str
) -> tuple[list[ComposedSlide], list[SlideOverflow]]:
    """Return the outline's slides in the geometry's layouts, and every text that does not fit.

    Raises InputError if the outline and the layouts do not match.
    """
    maker = LayoutMaker(geometry, fonts, language, outline.footer)
    slides: list[ComposedSlide] = []
    overflows: list[SlideOverflow] = []
    for slide in _told_apart(outline.slides, geometry):
        product = _product(len(slides) + 1, slide, geometry, outline.continued is not None)
        for tight in range(len(geometry.merged(slide.layout).get("give_way", [])) + 1):
            for pages in _ways(len(slides) + 1, slide, product, maker, outline.continued, tight):
                texts, unfit = set_texts(pages, fonts)
                if not any(one.placeholder in product.flowing for one in unfit):
                    break
            if not unfit:
                break
        slides += [_composed(page, boxes, outline.footer) for page, boxes in zip(pages, texts, strict=True)]
        overflows += own(unfit, pages, product)
    return slides, overflows


def first_way(
    number: int, slide: OutlineSlide, geometry: Geometry, fonts: FontBook, language: str, footer: str
) -> Layout | None:
    """Return the layout that a slide has if its texts fit at once; None if it takes several slides."""
    maker = LayoutMaker(geometry, fonts, language, footer)
    product = _product(number, slide, geometry, may_flow=False)
    pages = next(_ways(number, slide, product, maker, None, 0))
    return pages[0].layout if len(pages) == 1 else None


def _told_apart(slides: Sequence[OutlineSlide], geometry: Geometry) -> Iterator[OutlineSlide]:
    """Yield the slides; a title that an earlier slide has is numbered, so that a list of slides can be read."""
    seen: Counter[str] = Counter()
    for slide in slides:
        key = geometry.products[slide.layout].title if slide.layout in geometry.products else ""
        title = str(slide.texts.get(key, ""))
        seen[title.casefold()] += 1
        count = seen[title.casefold()]
        numbered = {**slide.texts, key: f"{title} ({count})"} if title and count > 1 else slide.texts
        yield slide.model_copy(update={"texts": numbered})


def _product(number: int, slide: OutlineSlide, geometry: Geometry, may_flow: bool) -> ProductLayout:
    """Return what the product says of the slide's layout, which must hold its rows, on however many slides."""
    product = geometry.products.get(slide.layout)
    if product is None:
        known = ", ".join(geometry.products)
        raise fault(
            number, "layout", say("there is no layout “{layout}”; there are {known}", layout=slide.layout, known=known)
        )
    least, most = (product.rows.least, product.rows.most) if product.rows else (0, 0)
    endless = may_flow and product.rows is not None and product.rows.flows
    if len(slide.rows) < least or (len(slide.rows) > most and not endless):
        raise fault(
            number,
            "rows",
            say(
                "the layout “{layout}” takes {least} to {most} rows, not {count}",
                layout=slide.layout,
                least=least,
                most=most,
                count=len(slide.rows),
            ),
        )
    return product


def _ways(
    number: int,
    slide: OutlineSlide,
    product: ProductLayout,
    maker: LayoutMaker,
    continued: Continued | None,
    tight: int,
) -> Iterator[list[Page]]:
    """Yield the ways to lay a slide out, on ever more slides: with rows at their pitch, then sharing their band.

    `tight` is how many steps the layout gives way.
    """
    for parts in divisions(slide, number, product, maker, continued):
        of = max(len(part.rows) for part in parts)
        tried: list[Layout] = []
        for loose in (False, True):
            settings = [Setting(len(part.rows), of, loose, turn > 0, tight) for turn, part in enumerate(parts)]
            layouts = [maker.set(slide.layout, slide.variant, setting) for setting in settings]
            if layouts != tried:
                tried = layouts
                yield [
                    Page(number + turn, part, layout)
                    for turn, (part, layout) in enumerate(zip(parts, layouts, strict=True))
                ]


def _composed(page: Page, texts: tuple[TextBox, ...], footer: str) -> ComposedSlide:
    slide = page.outline
    return ComposedSlide(
        number=page.number,
        layout=page.layout,
        title=next((box.text for box in texts if box.place.type in TITLES), ""),
        section=slide.section,
        minutes=slide.minutes,
        footer=footer,
        texts=texts,
        pictures=tuple(_pictures(page)),
        notes=tuple(slide.notes),
    )


def _pictures(page: Page) -> Iterator[Picture]:
    slide, layout = page.outline, page.layout
    x = layout.logos.x if layout.logos else 0.0
    for image in slide.images:
        place = layout.place(image.place)
        if place is not None:
            yield Picture(place.prompt, place.box, image.source, image.alt, place.idx)
        elif image.place == "logos" and layout.logos:
            row = layout.logos
            height = min(row.height, row.widest / image.ratio)
            box = Box(x, row.y + (row.height - height) / 2, height * image.ratio, height)
            x += box.width + row.gap
            yield Picture("Logo", box, image.source, image.alt, None)
        else:
            raise fault(
                page.number,
                image.place,
                say("the layout “{layout}” has no place for that picture", layout=slide.layout),
            )
