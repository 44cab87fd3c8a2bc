"""The same slides as one HTML page for the PDF: every line where the .pptx has it, art as SVG paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from generator.fitting import PT_PER_MM
from generator.renderers.deck.compose import TITLES, ComposedSlide, TextBox
from generator.renderers.deck.drawing import Dot, Drawn, Rect
from generator.renderers.deck.geometry import Geometry
from generator.renderers.deck.layout import Place
from generator.renderers.deck.meta import DeckMeta
from generator.templating import KitEnvironment, render
from generator.themes.fonts import FontFace

PAGE = "deck/page.html.j2"
_STYLE = ("weight", "size", "pitch", "family", "tracking", "colour")
_ALIGN = {"l": "left", "ctr": "center", "r": "right"}


def slides_html(
    slides: Sequence[ComposedSlide], geometry: Geometry, meta: DeckMeta, environment: KitEnvironment
) -> str:
    """Return the slides as HTML; its pictures are `asset:` urls of the outline's image keys."""
    colours = geometry.theme.colours
    styles: dict[tuple[Any, ...], str] = {}
    context = {
        "page": {"w": geometry.width, "h": geometry.height},
        "meta": {"title": meta.title, "subject": meta.subject, "agency": meta.agency, "date": meta.date.isoformat()},
        "language": meta.language,
        "slides": [_slide(slide, colours, styles) for slide in slides],
        "styles": [dict(zip(_STYLE, key, strict=True)) | {"class": name} for key, name in styles.items()],
    }
    return render(environment, PAGE, context)


def _slide(slide: ComposedSlide, colours: Mapping[str, str], styles: dict[tuple[Any, ...], str]) -> dict[str, Any]:
    layout = slide.layout
    texts = [text for box in slide.texts for text in _texts(box, slide.number, colours, styles)]
    for place, text in ((layout.footer, slide.footer), (layout.number, str(slide.number))):
        if place and text:
            size = place.style.preferred
            baseline = place.box.y * PT_PER_MM + place.pitch - place.face.descent * size
            style = _Set(place, place.face, size, place.pitch)
            texts.append(style.block("p", [text], baseline, colours, styles))
    return {
        "ground": colours[layout.ground],
        "paths": [path for drawn in layout.drawn for path in _paths(drawn, colours)],
        "texts": texts,
        "pictures": [
            {"source": p.source, "alt": p.alt, "x": p.box.x, "y": p.box.y, "w": p.box.width, "h": p.box.height}
            for p in slide.pictures
        ],
    }


def _texts(
    box: TextBox, number: int, colours: Mapping[str, str], styles: dict[tuple[Any, ...], str]
) -> Iterator[dict[str, Any]]:
    fitted = box.fitted
    style = _Set(box.place, box.face, fitted.size, fitted.pitch)
    if box.place.type in TITLES:
        yield style.block("h1" if number == 1 else "h2", fitted.lines, box.first_baseline, colours, styles)
        return
    baseline = box.first_baseline
    for lines in fitted.paragraphs:
        yield style.block("p", lines, baseline, colours, styles)
        baseline += len(lines) * fitted.pitch + box.place.gap


@dataclass(frozen=True)
class _Set:
    """How a text is set: size and pitch in pt."""

    place: Place
    face: FontFace
    size: float
    pitch: float

    def block(
        self,
        tag: str,
        lines: Sequence[str],
        baseline: float,
        colours: Mapping[str, str],
        styles: dict[tuple[Any, ...], str],
    ) -> dict[str, Any]:
        """Return a block of lines, the first on `baseline` (pt); its type style becomes a class, each kind once."""
        place = self.place
        key = (self.face.weight, self.size, self.pitch, self.face.family, place.style.tracking, colours[place.colour])
        return {
            "tag": tag,
            "class": styles.setdefault(key, f"s{len(styles)}"),
            "lines": list(lines),
            "top": baseline - self.face.rise(self.pitch, self.size),
            "x": place.box.x,
            "w": place.box.width,
            "align": _ALIGN[place.align],
        }


def _paths(drawn: Drawn, colours: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield SVG paths: what is filled has the width 0."""
    if isinstance(drawn, Rect):
        d = f"M{drawn.x:.3f} {drawn.y:.3f}h{drawn.width:.3f}v{drawn.height:.3f}h{-drawn.width:.3f}z"
        yield {"d": d, "colour": colours[drawn.colour], "width": 0}
    elif isinstance(drawn, Dot):
        d = f"M{drawn.x:.3f} {drawn.y:.3f}L{drawn.x:.3f} {drawn.y:.3f}"
        yield {"d": d, "colour": colours[drawn.colour], "width": 2 * drawn.radius}
    else:
        for (token, width), strokes in groupby(drawn.strokes, lambda pair: (pair[1], round(pair[0].width, 4))):
            yield {"d": "".join(stroke.d(2) for stroke, _ in strokes), "colour": colours[token], "width": width}
