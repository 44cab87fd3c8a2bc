"""The same slides as one HTML page for the PDF: every line where the .pptx has it, a layout's drawing behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from generator.fitting import PT_PER_MM
from generator.renderers.deck.compose import ComposedSlide
from generator.renderers.deck.drawing import Dot, Drawn, Rect
from generator.renderers.deck.geometry import Geometry
from generator.renderers.deck.layout import Layout, Place
from generator.renderers.deck.meta import DeckMeta
from generator.renderers.deck.models import TITLES
from generator.renderers.deck.texts import TextBox
from generator.templating import KitEnvironment, render
from generator.themes.fonts import FontFace

PAGE = "deck/page.html.j2"
ALIGN = {"l": "left", "ctr": "center", "r": "right"}
Assets = dict[str, tuple[bytes, str]]


def slides_html(
    slides: Sequence[ComposedSlide], geometry: Geometry, meta: DeckMeta, environment: KitEnvironment
) -> tuple[str, Assets]:
    """Return the slides as HTML, and the layouts' drawings as assets that its styles name.

    The pictures are `asset:` urls too, of the outline's image keys.
    """
    page = _Page(geometry.theme.colours)
    layouts = {slide.layout.name: slide.layout for slide in slides}
    drawn = [_drawing(layout, geometry) for layout in layouts.values()]
    drawings = {f"drawing-{number}": (svg, "image/svg+xml") for number, svg in enumerate(drawn)}
    grounds = [geometry.theme.colours[layout.ground] for layout in layouts.values()]
    context = {
        "page": {"w": geometry.width, "h": geometry.height},
        "meta": {"title": meta.title, "subject": meta.subject, "agency": meta.agency, "date": meta.date.isoformat()},
        "language": meta.language,
        "slides": [page.slide(slide, list(layouts).index(slide.layout.name)) for slide in slides],
        "grounds": grounds,
        "styles": list(page.styles),
        "boxes": list(page.boxes),
    }
    return render(environment, PAGE, context), drawings


class _Page:
    """Slides for the template; `styles` and `boxes` are its classes, each kind once, numbered from 0."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        self._colours = colours
        self.styles: dict[tuple[Any, ...], int] = {}
        self.boxes: dict[tuple[Any, ...], int] = {}
        self.texts = 0

    def slide(self, slide: ComposedSlide, ground: int) -> dict[str, Any]:
        layout = slide.layout
        texts = [text for box in slide.texts for text in self._texts(box, slide.number)]
        for place, text in ((layout.footer, slide.footer), (layout.number, str(slide.number))):
            if place and text:
                size = place.style.preferred
                baseline = place.box.y * PT_PER_MM + place.pitch - place.face.descent * size
                texts.append(self._block("p", [text], baseline, place, place.face, size, place.pitch))
        pictures = [
            {"source": p.source, "alt": p.alt, "x": p.box.x, "y": p.box.y, "w": p.box.width, "h": p.box.height}
            for p in slide.pictures
        ]
        plates = [
            {"x": p.x, "y": p.y, "w": p.width, "h": p.height, "colour": self._colours[p.colour]}
            for p in (picture.plate for picture in slide.pictures)
            if p
        ]
        return {"ground": ground, "texts": texts, "plates": plates, "pictures": pictures}

    def _texts(self, box: TextBox, number: int) -> Iterator[dict[str, Any]]:
        """Yield a title as one heading, any other text by its paragraphs."""
        fitted, place = box.fitted, box.place
        title = place.type in TITLES
        tag = "p" if not title else "h1" if number == 1 else "h2"
        baseline = box.first_baseline
        for lines in [fitted.lines] if title else fitted.paragraphs:
            yield self._block(tag, lines, baseline, place, box.face, fitted.size, fitted.pitch)
            baseline += len(lines) * fitted.pitch + place.gap

    def _block(
        self,
        tag: str,
        lines: Sequence[str],
        baseline: float,
        place: Place,
        face: FontFace,
        size: float,
        pitch: float,
    ) -> dict[str, Any]:
        """Return a block of lines of one size and pitch (pt), the first on `baseline` (pt)."""
        families = tuple(each.family for each in (face, *face.fallback))
        style = (face.weight, size, pitch, families, place.style.tracking, self._colours[place.colour])
        box = (place.box.x, place.box.width, ALIGN[place.align])
        self.texts += 1
        return {
            "tag": tag,
            "id": self.texts - 1,
            "style": self.styles.setdefault(style, len(self.styles)),
            "box": self.boxes.setdefault(box, len(self.boxes)),
            "lines": list(lines),
            "top": baseline - face.rise(pitch, size),
        }


def _drawing(layout: Layout, geometry: Geometry) -> bytes:
    """Return what is drawn on a layout as an SVG of the slide's size (mm)."""
    paths = "".join(path for drawn in layout.drawn for path in _paths(drawn, geometry.theme.colours))
    box = f"0 0 {geometry.width:g} {geometry.height:g}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{paths}</svg>'.encode()


def _paths(drawn: Drawn, colours: Mapping[str, str]) -> Iterator[str]:
    """Yield a path for each rectangle and dot: viewers keep a thin rule sharp only if it is one by itself."""
    if isinstance(drawn, Rect):
        d = f"M{drawn.x:.3f} {drawn.y:.3f}h{drawn.width:.3f}v{drawn.height:.3f}h{-drawn.width:.3f}z"
        yield _path(d, colours[drawn.colour], 0)
    elif isinstance(drawn, Dot):  # a line of no length with round caps
        yield _path(f"M{drawn.x:.3f} {drawn.y:.3f}h0", colours[drawn.colour], 2 * drawn.radius)
    else:
        for (token, width), strokes in groupby(drawn.strokes, lambda pair: (pair[1], round(pair[0].width, 4))):
            yield _path("".join(stroke.d(2) for stroke, _ in strokes), colours[token], width)


def _path(d: str, colour: str, width: float) -> str:
    """Return a path, stroked if it has a width."""
    if not width:
        return f'<path d="{d}" fill="{colour}"/>'
    round_ = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}" {round_}/>'
