"""The .pptx file: a base presentation of our own layouts, slides added to it, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from pptx.oxml import parse_xml
from pptx.presentation import Presentation

from generator.renderers.deck.base import base_presentation
from generator.renderers.deck.compose import ComposedSlide
from generator.renderers.deck.geometry import Geometry
from generator.renderers.deck.images import ImageSource
from generator.renderers.deck.layout import LayoutMaker
from generator.renderers.deck.layouts import Dress
from generator.renderers.deck.meta import DeckMeta
from generator.renderers.deck.presentation import sections_xml
from generator.renderers.deck.slides import SlideWriter
from generator.renderers.deck.zip import rewrite_zip
from generator.themes.fonts import FontBook

PLAIN = "plain"  # the layout that the master is made from


def write_pptx(
    slides: Sequence[ComposedSlide],
    geometry: Geometry,
    fonts: FontBook,
    meta: DeckMeta,
    images: Mapping[str, ImageSource],
    path: Path,
) -> None:
    """Write the deck to `path`; the same input gives the same bytes.

    `images` maps the keys that the outline's pictures name to what they show.
    """
    presentation, _ = presentation_of(slides, geometry, fonts, meta, images)
    path.write_bytes(packed(presentation))


def packed(presentation: Presentation) -> bytes:
    """Return a presentation as a file."""
    saved, package = io.BytesIO(), io.BytesIO()
    presentation.save(saved)
    rewrite_zip(saved, package)
    return package.getvalue()


def presentation_of(
    slides: Sequence[ComposedSlide],
    geometry: Geometry,
    fonts: FontBook,
    meta: DeckMeta,
    images: Mapping[str, ImageSource],
) -> tuple[Presentation, SlideWriter]:
    """Return the deck, and what wrote its slides; see `write_pptx`."""
    plain = LayoutMaker(geometry, fonts, meta.language.partition("-")[0], slides[0].footer).make(PLAIN)
    layouts = [*{slide.layout.name: slide.layout for slide in slides}.values(), plain]
    dress = Dress.of(geometry, fonts, meta.language)
    presentation = base_presentation(layouts, (geometry.width, geometry.height), len(slides), dress, meta)
    writer = SlideWriter(presentation, images, geometry.theme.scheme, meta.language, dress.minor)
    sections = [(writer.add(slide), slide.section) for slide in slides]
    presentation.element.append(parse_xml(sections_xml(sections, meta.title)))
    return presentation, writer
