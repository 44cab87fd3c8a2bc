"""Decks: the outline rendered, composed once, and written twice, as native .pptx and as the same slides in PDF."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from generator.cache import kept
from generator.fitting.cuts import proven
from generator.fitting.index import KitIndex, Misfit
from generator.renderers import Artefact, Job, Workshop
from generator.renderers.deck.compose import ComposedSlide, compose_slides
from generator.renderers.deck.geometry import Geometry, load_geometry
from generator.renderers.deck.html import slides_html
from generator.renderers.deck.images import ImageSource, qr_image
from generator.renderers.deck.meta import DeckMeta
from generator.renderers.deck.outline import read_outline
from generator.renderers.deck.package import write_pptx
from generator.renderers.deck.runs import faces
from generator.renderers.deck.texts import SlideOverflow
from generator.renderers.pdf import FontFolder, Typeset, render_pdf, typeset
from generator.templating import render as render_template
from generator.themes.fonts import FontFace

RASTER_SCALE = 3.0  # pixels a point of the PNG beside an SVG logo: 425 for its longer side


def render(job: Job, kit: Mapping[str, Any], shop: Workshop) -> list[Artefact]:
    """Render the job to .pptx, PDF and the fonts beside them; note misfits instead if text does not fit."""
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
    return [*artefacts_of(job, kit, slides, geometry, shop), *fonts_beside(job, faces_of(slides, shop), shop)]


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
    return slides, _misfits(kit, overflows)


def images_of(kit: Mapping[str, Any], shop: Workshop) -> dict[str, ImageSource]:
    """Return the QR code and the logos by the keys that outlines name them with."""
    images = {"qr": qr_of(kit, shop.theme.colours)}
    for name, (data, media) in shop.assets.items():
        fallback = kept("rasters", data, partial(_raster, data)) if media == "image/svg+xml" else None
        images[name] = ImageSource(media, data, fallback)
    return images


def qr_of(kit: Mapping[str, Any], colours: Mapping[str, str]) -> ImageSource:
    """Return the QR code of the event's link."""
    return qr_image(kit["event"]["link"], colours["ground"], colours["paper"])


def _raster(data: bytes) -> bytes:
    """Return an SVG as a PNG on a clear ground, for programs that draw no SVG."""
    import pypdfium2  # noqa: PLC0415  # only where a logo is an SVG

    style = "@page{size:50mm 50mm;margin:0}body{margin:0}img{display:block;width:50mm;height:50mm;object-fit:contain}"
    html = f"<html lang='id'><title>logo</title><style>{style}</style><img alt='logo' src='asset:logo'>"
    pdf = render_pdf(html, "logo", [], FontFolder(Path()), [], {"logo": (data, "image/svg+xml")})
    page = pypdfium2.PdfDocument(pdf)[0]
    image = page.render(scale=RASTER_SCALE, fill_color=(0, 0, 0, 0)).to_pil()
    png = io.BytesIO()
    image.crop(image.getbbox()).save(png, format="PNG", optimize=True)
    return png.getvalue()


def faces_of(slides: Sequence[ComposedSlide], shop: Workshop) -> list[FontFace]:
    """Return the faces that the slides are set in, in the order of their file names."""
    base = shop.fonts.face(shop.families["base"], 400)
    texts = {(line, base) for slide in slides for line in (slide.footer, *slide.notes)}
    texts |= {(line, box.face) for slide in slides for box in slide.texts for line in box.fitted.lines}
    used = {face.file_name: face for line, leading in texts for face in (leading, *faces(line, leading))}
    return [used[name] for name in sorted(used)]


def fonts_beside(job: Job, used: Sequence[FontFace], shop: Workshop) -> Iterator[Artefact]:
    """Write the faces used and their licences into fonts/ beside the deck: install them where PowerPoint lacks them."""
    folder = shop.folder / job.folder / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    files = {face.file_name: face.data for face in used}
    for family in dict.fromkeys(face.family for face in used):
        licence = shop.fonts.sources(family)[0].licence
        if licence is not None:
            files[f"LICENSE-{family.replace(' ', '')}.txt"] = licence.read_bytes()
    for name, data in files.items():
        (folder / name).write_bytes(data)
        yield Artefact(f"{job.folder}fonts/{name}", job.product.name, job.language)


def meta_of(kit: Mapping[str, Any]) -> DeckMeta:
    event = kit["event"]
    day = datetime.date.fromisoformat(kit["dated"])
    return DeckMeta(event["title"], kit["campaign"]["title"], kit["locale"], day, event["agency_line"])


def _misfits(kit: Mapping[str, Any], overflows: Sequence[SlideOverflow]) -> list[Misfit]:
    """Return a misfit for every paragraph to shorten."""
    index = KitIndex(kit)
    return [
        index.misfit(
            text, f"its room of {one.overflow.room}", one.overflow.style.minimum, cut, page=f"slide {one.number}"
        )
        for one in overflows
        for text, cut in one.overflow.cuts
    ]
