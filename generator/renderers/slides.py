"""Decks: the outline rendered, composed once, and written twice, as native .pptx and as the same slides in PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.fitting.cuts import proven
from generator.fitting.index import KitIndex, Misfit
from generator.renderers import Artefact, Job, Workshop
from generator.renderers.deck.beside import fonts_beside
from generator.renderers.deck.compose import ComposedSlide, Picture, compose_slides
from generator.renderers.deck.drawing import Rect
from generator.renderers.deck.foreign.render import render_in_template
from generator.renderers.deck.geometry import Geometry, load_geometry
from generator.renderers.deck.html import slides_html
from generator.renderers.deck.images import ImageSource, logo_images, qr_image
from generator.renderers.deck.layout import Box
from generator.renderers.deck.meta import DeckMeta, meta_of
from generator.renderers.deck.outline import read_outline
from generator.renderers.deck.package import write_pptx
from generator.renderers.deck.runs import faces
from generator.renderers.deck.texts import SlideOverflow
from generator.renderers.logos import PLATE_EDGE, LogoBook, Mark
from generator.renderers.pdf import Typeset, typeset
from generator.templating import render as render_template
from generator.themes.fonts import FontFace
from generator.wording import say


def render(job: Job, kit: Mapping[str, Any], shop: Workshop) -> list[Artefact]:
    """Render the job to .pptx, PDF and the fonts beside them; note misfits instead if text does not fit."""
    if shop.template:
        return render_in_template(job, kit, shop, shop.template)
    geometry = geometry_of(job, shop)
    slides = composed(job, kit, geometry, shop)
    if slides is None:
        return []
    stem = shop.folder / job.stem
    stem.parent.mkdir(parents=True, exist_ok=True)
    images, meta = images_of(kit, shop), meta_of(kit)
    write_pptx(slides, geometry, shop.fonts, meta, images, stem.with_suffix(".pptx"))
    pages = laid_out(slides, geometry, meta, images, shop)
    stem.with_suffix(".pdf").write_bytes(pages.write())
    return [*artefacts_of(job, kit, slides, geometry, shop), *shipped(faces_of(slides, shop), job, kit, shop)]


def geometry_of(job: Job, shop: Workshop) -> Geometry:
    """Return the geometry of the deck's layouts."""
    name = f"{job.product.name}/layouts.yaml"
    path = shop.resources.find_template(name) or job.product.path.with_name("layouts.yaml")
    return load_geometry(path, shop.theme, shop.families)


def composed(job: Job, kit: Mapping[str, Any], geometry: Geometry, shop: Workshop) -> list[ComposedSlide] | None:
    """Return the deck's slides; None, and the misfits noted in the shop, if text does not fit."""
    slides, misfits = _composed(job, kit, geometry, shop)
    if misfits:
        told = proven(kit, misfits, lambda shorter: _composed(job, shorter, geometry, shop)[1])
        shop.misfits.extend((job, misfit) for misfit in told)
    return None if misfits else slides


def laid_out(
    slides: Sequence[ComposedSlide],
    geometry: Geometry,
    meta: DeckMeta,
    images: Mapping[str, ImageSource],
    shop: Workshop,
) -> Typeset:
    """Return the slides laid out as pages."""
    html, drawings = slides_html(slides, geometry, meta, shop.environment)
    assets = drawings | {name: (image.data, image.media) for name, image in images.items()}
    roots = shop.resources.template_roots
    return typeset(html, "deck/page.html.j2", faces_of(slides, shop), shop.font_folder, roots, assets)


def artefacts_of(
    job: Job, kit: Mapping[str, Any], slides: Sequence[ComposedSlide], geometry: Geometry, shop: Workshop
) -> list[Artefact]:
    """Return what the .pptx and the PDF are made to be."""
    made = Artefact(
        path=f"{job.stem}.pptx",
        product=job.product.name,
        language=job.language,
        pages=len(slides),
        trim_mm=job.product.file.trim_mm,
        fonts=frozenset(shop.all_families),
        least_pt=min(role.minimum for role in geometry.roles.values()),
        locale=kit["locale"],
        link_on=tuple(slide.number for slide in slides if any(each.source == "qr" for each in slide.pictures)),
    )
    return [made, replace(made, path=f"{job.stem}.pdf")]


def _composed(
    job: Job, kit: Mapping[str, Any], geometry: Geometry, shop: Workshop
) -> tuple[list[ComposedSlide], list[Misfit]]:
    template = f"{job.product.name}/slides.yaml.j2"
    outline = read_outline(render_template(shop.environment, template, {"kit": kit}), template)
    slides, overflows = compose_slides(outline, geometry, shop.fonts, job.language)
    return [_with_marks(slide, shop.logos) for slide in slides], _misfits(kit, overflows)


def _with_marks(slide: ComposedSlide, logos: LogoBook) -> ComposedSlide:
    """Return a slide with its logos as they are to stand on its ground."""
    pictures = tuple(
        picture if picture.source == "qr" else _marked(picture, logos.on(picture.source, slide.layout.ground))
        for picture in slide.pictures
    )
    return replace(slide, pictures=pictures)


def _marked(picture: Picture, mark: Mark) -> Picture:
    box = picture.box
    if mark.plate is None:  # a version for dark grounds may have other proportions
        wide, high = min(box.width, box.height * mark.ratio), min(box.height, box.width / mark.ratio)
        return replace(picture, source=mark.src, box=Box(box.x, box.y + (box.height - high) / 2, wide, high))
    edge = PLATE_EDGE * box.height
    high = box.height - 2 * edge
    wide = box.width * high / box.height
    plate = Rect("Plate", box.x, box.y, wide + 2 * edge, box.height, mark.plate)
    return replace(picture, source=mark.src, box=Box(box.x + edge, box.y + edge, wide, high), plate=plate)


def images_of(kit: Mapping[str, Any], shop: Workshop) -> dict[str, ImageSource]:
    """Return the QR code and the logos by the keys that outlines name them with."""
    return {"qr": qr_of(kit, shop.theme.code), **logo_images(shop.assets)}


def qr_of(kit: Mapping[str, Any], code: Mapping[str, str]) -> ImageSource:
    """Return the QR code of the event's link, in the theme's colours for codes."""
    return qr_image(kit["event"]["link"], code["dark"], code["light"])


def faces_of(slides: Sequence[ComposedSlide], shop: Workshop) -> list[FontFace]:
    """Return the faces that the slides are set in, in the order of their file names."""
    base = shop.fonts.face(shop.families["base"], 400)
    texts = {(line, base) for slide in slides for line in (slide.footer, *slide.notes)}
    texts |= {(line, box.face) for slide in slides for box in slide.texts for line in box.fitted.lines}
    used = {face.file_name: face for line, leading in texts for face in (leading, *faces(line, leading))}
    return [used[name] for name in sorted(used)]


def shipped(used: Sequence[FontFace], job: Job, kit: Mapping[str, Any], shop: Workshop) -> Iterator[Artefact]:
    """Write the faces used and their licences into fonts/ beside the deck: install them where PowerPoint lacks them."""
    files = {face.file_name: face.data for face in used}
    for family in dict.fromkeys(face.family for face in used):
        licence = shop.fonts.sources(family)[0].licence
        if licence is not None:
            files[f"LICENSE-{family.replace(' ', '')}.txt"] = licence.read_bytes()
    return fonts_beside(files, (face.office_name[0] for face in used), job, kit, shop)


def _misfits(kit: Mapping[str, Any], overflows: Sequence[SlideOverflow]) -> list[Misfit]:
    """Return a misfit for every paragraph to shorten."""
    index = KitIndex(kit)
    return [
        index.misfit(
            text,
            say("its room of {room}", room=one.overflow.room),
            one.overflow.style.minimum,
            cut,
            page=say("slide {number}", number=one.number),
        )
        for one in overflows
        for text, cut in one.overflow.cuts
    ]
