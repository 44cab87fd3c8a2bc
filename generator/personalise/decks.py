"""Decks of many copies: composed and written once; then only the slides with texts that vary are written again."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.personalise.deferred import (
    Untraceable,
    Values,
    marked_kit,
    occasion,
    resolved,
    tracing_environment,
    varies,
)
from generator.personalise.filling import Plates
from generator.personalise.markup import Markup, OpenText, Run
from generator.personalise.package import Package
from generator.personalise.replay import MOST_TRACES
from generator.personalise.tracing import Filters
from generator.renderers import Artefact, Job, Workshop, slides
from generator.renderers.deck.compose import ComposedSlide, first_way
from generator.renderers.deck.geometry import Geometry
from generator.renderers.deck.html import ALIGN
from generator.renderers.deck.meta import DeckMeta, meta_of
from generator.renderers.deck.models import TITLES
from generator.renderers.deck.outline import Outline, OutlineSlide, read_outline
from generator.renderers.deck.package import presentation_of
from generator.renderers.deck.texts import Page, TextBox, set_texts
from generator.renderers.qr import encode
from generator.templating import render
from generator.themes.fonts import FontBook

MOST_KINDS = 32


class Decks:
    """Renders decks for many kits. `copied` counts those of which only some slides were written."""

    def __init__(self, plates: Plates) -> None:
        self._plates = plates
        self._kinds: OrderedDict[Any, deque[DeckTrace]] = OrderedDict()
        self.copied = 0

    def render(self, job: Job, kit: Mapping[str, Any], shop: Workshop) -> tuple[list[Artefact], bool]:
        """Render the job as `generator.renderers.slides.render` does; return files, and whether they are no copy."""
        if shop.template:  # in an agency's own template every deck is made by itself
            return slides.render(job, kit, shop), True
        values: list[str] = []
        key = (job.stem, *occasion(kit, shop.assets, values))
        kind = self._kinds.setdefault(key, deque(maxlen=MOST_TRACES))
        if len(self._kinds) > MOST_KINDS:
            self._kinds.popitem(last=False)
        found = next(((trace, copy) for trace in kind if (copy := trace.copy(values, kit))), None)
        fresh = found is None
        if found is None:
            trace = _traced(job, kit, shop, self._plates)
            copy = trace.copy(values, kit) if trace else None
            if trace is None or copy is None:
                return slides.render(job, kit, shop), True
            kind.appendleft(trace)
            found = trace, copy
        trace, copy = found
        self.copied += not fresh
        stem = shop.folder / job.stem
        stem.parent.mkdir(parents=True, exist_ok=True)
        for suffix, data in zip((".pptx", ".pdf"), copy, strict=True):
            stem.with_suffix(suffix).write_bytes(data)
        beside = slides.shipped(trace.faces, job, kit, shop)
        return [*trace.artefacts, *beside], fresh


def _traced(job: Job, kit: Mapping[str, Any], shop: Workshop, plates: Plates) -> DeckTrace | None:
    """Compose and write a deck; None if its copies are to be rendered one by one."""
    values: list[str] = []
    filters: Filters = shop.environment.filters
    environment = tracing_environment(shop.environment, lambda text: resolved(text, values, filters), lambda _: None)
    template = f"{job.product.name}/slides.yaml.j2"
    try:
        marked = read_outline(render(environment, template, {"kit": marked_kit(kit, values)}), template)
    except Untraceable:
        return None
    geometry = slides.geometry_of(job, shop)
    # What does not fit is told when the deck is rendered by itself.
    composed = slides.composed(job, kit, geometry, replace(shop, misfits=[]))
    varying = {number: slide for number, slide in enumerate(marked.slides) if varies(slide.model_dump_json())}
    if composed is None or len(composed) != len(marked.slides) or _varies_otherwise(marked, varying.values()):
        return None
    for number, slide in varying.items():
        real = _resolved(slide, values, filters)
        if first_way(number + 1, real, geometry, shop.fonts, job.language, marked.footer) != composed[number].layout:
            return None
    return DeckTrace(job, kit, shop, geometry, composed, varying, filters, plates)


def _varies_otherwise(outline: Outline, varying: Any) -> bool:
    """Return whether more varies than texts, rows and pictures."""
    rest = outline.model_copy(update={"slides": [], "title": ""}).model_dump_json()
    fixed = [slide.model_copy(update={"texts": {}, "rows": [], "images": []}).model_dump_json() for slide in varying]
    return any(map(varies, [rest, *fixed]))


def _resolved(slide: OutlineSlide, values: Values, filters: Filters) -> OutlineSlide:
    """Return a slide of the outline with the texts of a copy."""

    def text(value: Any) -> Any:
        if isinstance(value, str):
            return resolved(value, values, filters)
        return [resolved(each, values, filters) for each in value]

    return slide.model_copy(
        update={
            "texts": {key: text(value) for key, value in slide.texts.items()},
            "rows": [{key: text(value) for key, value in row.items()} for row in slide.rows],
            "images": [image.model_copy(update={"alt": text(image.alt)}) for image in slide.images],
        }
    )


class DeckTrace:
    """A deck that was composed and written, and the slides of its outline whose texts vary."""

    def __init__(
        self,
        job: Job,
        kit: Mapping[str, Any],
        shop: Workshop,
        geometry: Geometry,
        composed: Sequence[ComposedSlide],
        varying: Mapping[int, OutlineSlide],
        filters: Filters,
        plates: Plates,
    ) -> None:
        self.slides = composed
        self._fonts: FontBook = shop.fonts
        self._varying = varying
        self._filters = filters
        self._code = shop.theme.code
        meta, images = meta_of(kit), slides.images_of(kit, shop)
        self.artefacts = slides.artefacts_of(job, kit, composed, geometry, shop)
        self._package = Package(*presentation_of(composed, geometry, shop.fonts, meta, images), images["qr"])
        self._meta, self._modules = meta, encode(kit["event"]["link"]).modules
        self._markup = self._read(composed, kit, meta)
        laid_out = slides.laid_out(composed, geometry, meta, images, shop)
        self.faces = slides.faces_of(composed, shop)
        self._plate = plates.plate(laid_out, self._markup, self.faces)

    def copy(self, values: Values, kit: Mapping[str, Any]) -> tuple[bytes, bytes] | None:
        """Return the .pptx and the PDF that say these values; None if the deck would be another."""
        if self._plate is None or encode(kit["event"]["link"]).modules != self._modules:
            return None
        copied = list(self.slides)
        for number, marked in self._varying.items():
            slide = self._composed(number, _resolved(marked, values, self._filters))
            if slide is None:
                return None
            copied[number] = slide
        meta = meta_of(kit)
        if meta.title != self._meta.title:
            return None
        markup = self._read(copied, kit, meta)
        pdf = self._plate.copy(markup)
        if pdf is None:
            return None
        changed = {number: copied[number] for number in self._varying}
        qr = slides.qr_of(kit, self._code)
        return self._package.copy(changed, qr, meta), pdf.write()

    def _composed(self, number: int, outline: OutlineSlide) -> ComposedSlide | None:
        before = self.slides[number]
        texts, unfit = set_texts([Page(number + 1, outline, before.layout)], self._fonts)
        if unfit or list(map(_kind, texts[0])) != list(map(_kind, before.texts)):
            return None
        alts = iter(image.alt for image in outline.images)
        pictures = tuple(replace(picture, alt=next(alts)) for picture in before.pictures)
        return replace(before, texts=texts[0], pictures=pictures)

    def _read(self, composed: Sequence[ComposedSlide], kit: Mapping[str, Any], meta: DeckMeta) -> Markup:
        """Return what varies in the pages of the deck."""
        headings = [
            " ".join(" ".join(box.fitted.lines).split())
            for slide in composed
            for box in slide.texts
            if box.place.type in TITLES
        ]
        return Markup(
            texts=dict(self._open_texts(composed)),
            codes=(encode(kit["event"]["link"]).path,),
            head={"title": meta.title, "author": meta.agency, "description": meta.subject},
            headings=tuple(headings),
            told=tuple(picture.alt for slide in composed for picture in slide.pictures),
            language=kit["language"],
            closed="deck",
        )

    def _open_texts(self, composed: Sequence[ComposedSlide]) -> Iterator[tuple[int, OpenText]]:
        """Yield the texts of slides that vary, by the number that the pages give them."""
        number = 0
        for at, slide in enumerate(composed):
            for box in slide.texts:
                for lines in [box.fitted.lines] if box.place.type in TITLES else box.fitted.paragraphs:
                    if at in self._varying and not box.place.style.tracking:
                        yield number, _open_text(box, lines)
                    number += 1
            number += sum(bool(place and text) for place, text in (
                (slide.layout.footer, slide.footer), (slide.layout.number, str(slide.number))))  # fmt: skip


def _open_text(box: TextBox, lines: Sequence[str]) -> OpenText:
    place = box.place
    return OpenText(
        tuple((Run(line),) for line in lines), place.box.x, place.box.width, ALIGN[place.align],
        box.face.family, box.face.weight, box.fitted.size,
    )  # fmt: skip


def _kind(box: TextBox) -> tuple[Any, ...]:
    """Return what must not change of a text where pages are laid out already: all, if its letters are spaced."""
    said = box.fitted.lines if box.place.style.tracking else ()
    return (box.place.idx, box.fitted.size, box.fitted.pitch, [len(lines) for lines in box.fitted.paragraphs], said)
