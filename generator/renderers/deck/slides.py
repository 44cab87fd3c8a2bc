"""Slides on a presentation's layouts, found by name: placeholders filled, pictures, footer, number and notes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from copy import deepcopy
from itertools import count
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.util import Mm

from generator.renderers.deck.compose import ComposedSlide, Picture
from generator.renderers.deck.images import ImageSource
from generator.renderers.deck.runs import split_runs
from generator.renderers.deck.shapes import Scheme
from generator.renderers.deck.shapes import shape as shape_xml
from generator.renderers.deck.texts import TextBox
from generator.renderers.deck.xml import NAMESPACES, emu, hundredths
from generator.themes.fonts import FontFace

# A slide, shape or text frame of python-pptx, whose own types do not tell what their elements hold.
Native = Any
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


class SlideWriter:
    """Adds composed slides to a presentation.

    `images` maps a picture's key to what it shows, `scheme` tokens to theme colours; footer and notes are set in
    `plain_face`.
    """

    def __init__(
        self,
        presentation: Presentation,
        images: Mapping[str, ImageSource],
        scheme: Scheme,
        language: str,
        plain_face: FontFace,
    ) -> None:
        self._presentation = presentation
        self._images = images
        self._scheme = scheme
        self._language = language
        self._plain_face = plain_face
        self._svgs: dict[str, Part] = {}

    def add(self, composed: ComposedSlide) -> int:
        """Add a slide and return its id. KeyError if the presentation has no layout of that name."""
        layout: Native = self._presentation.slide_layouts.get_by_name(composed.layout.name)
        if layout is None:
            raise KeyError(composed.layout.name)
        slide: Native = self._presentation.slides.add_slide(layout)
        models = {model.element.ph.idx: model for model in layout.placeholders}
        self._fill(slide, models, composed)
        for picture in composed.pictures:
            if picture.idx is None:
                self._free_picture(slide, picture)
        for model in models.values():
            self._furniture(slide, model, composed)
        self._write(slide.notes_slide.notes_text_frame, "\n".join(composed.notes), self._plain_face)
        slide_id: int = slide.slide_id
        return slide_id

    def _fill(self, slide: Native, models: dict[int, Native], composed: ComposedSlide) -> None:
        """Fill the placeholders that the library copied from `models`, taking these out; what stays empty goes."""
        texts = {box.place.idx: box for box in composed.texts}
        pictures = {picture.idx: picture for picture in composed.pictures}
        for shape in list(slide.shapes):
            idx = shape.element.ph.idx
            shape.name = models.pop(idx).name
            if idx in texts:
                self.text(shape, texts[idx])
            elif idx in pictures:
                image = self._images[pictures[idx].source]
                self._describe(slide, shape.insert_picture(io.BytesIO(image.raster)), pictures[idx])
            else:
                shape.element.getparent().remove(shape.element)

    def text(self, shape: Native, box: TextBox) -> None:
        """Fill a placeholder that is still as the library copied it, or is to say something else."""
        frame = shape.text_frame
        self._write(frame, box.broken if box.breaks else box.text, box.face, box.strong)
        frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
        body = shape.element.txBody
        if box.inset:
            body.bodyPr.set("rIns", str(emu(box.inset)))
        if (box.fitted.size, box.fitted.pitch) != (
            box.place.style.preferred,
            box.place.pitch,
        ):  # only what is not the layout's
            body.find(qn("a:lstStyle")).append(parse_xml(_first_level(box)))

    def _write(self, frame: Native, text: str, face: FontFace, strong: bool = False) -> None:
        """Write text, a paragraph a line, every run tagged with the language and, where it lacks letters, the font."""
        frame.text = text
        for paragraph in frame.paragraphs:
            content = [part.get_or_add_rPr() for part in paragraph._p.content_children]
            for properties in (*content, paragraph._p.get_or_add_endParaRPr()):
                properties.set("lang", self._language)
                if strong:
                    properties.set("b", "1")
            split_runs(paragraph._p, face)

    def _furniture(self, slide: Native, model: Native, composed: ComposedSlide) -> None:
        """Add the layout's footer or slide number, which the library does not copy."""
        kind = model.element.ph.type
        if kind == PP_PLACEHOLDER.SLIDE_NUMBER or (kind == PP_PLACEHOLDER.FOOTER and composed.footer):
            slide.shapes.clone_placeholder(model)
            shape = slide.shapes[-1]
            shape.name = model.name
            body = shape.element.get_or_add_txBody()
            if kind == PP_PLACEHOLDER.FOOTER:
                self._write(shape.text_frame, composed.footer, self._plain_face)
            else:  # the paragraph with its field
                body.replace(body.p_lst[0], deepcopy(model.element.txBody.p_lst[0]))
                next(body.iter(qn("a:t"))).text = str(composed.number)

    def _free_picture(self, slide: Native, picture: Picture) -> None:
        if picture.plate:
            sp = shape_xml(picture.plate, count(max(shape.shape_id for shape in slide.shapes) + 1), self._scheme)
            slide.shapes._spTree.append(parse_xml(sp.replace("<p:sp>", f"<p:sp {NAMESPACES}>", 1)))
        box = picture.box
        place = (Mm(box.x), Mm(box.y), Mm(box.width), Mm(box.height))
        shape = slide.shapes.add_picture(io.BytesIO(self._images[picture.source].raster), *place)
        shape.name = picture.name
        self._describe(slide, shape, picture)

    def _describe(self, slide: Native, shape: Native, picture: Picture) -> None:
        """Give a picture its alternative text and, if it has one, the SVG that programs show in its place."""
        shape.element.nvPicPr.cNvPr.set("descr", picture.alt)
        add_vector(slide, shape, picture.source, self._images[picture.source], self._svgs)


def add_vector(slide: Native, shape: Native, name: str, image: ImageSource, known: dict[str, Part]) -> None:
    """Give a picture on a slide the SVG, if it is one, that programs show in its place; `known` are the deck's own."""
    if image.fallback is None:
        return
    if name not in known:
        package = slide.part.package
        known[name] = Part(package.next_partname("/ppt/media/image%d.svg"), image.media, package, image.data)
    link = slide.part.relate_to(known[name], RT.IMAGE)
    shape.element.blipFill.blip.append(
        parse_xml(
            f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{_SVG_EXTENSION}">'
            f'<asvg:svgBlip xmlns:asvg="{_SVG_NAMESPACE}" r:embed="{link}"/></a:ext></a:extLst>'
        )
    )


def _first_level(box: TextBox) -> str:
    """Return the shape's own style for its text: later edits inherit it, as they would not from runs."""
    fitted = box.fitted
    return (
        f'<a:lvl1pPr {nsdecls("a")}><a:lnSpc><a:spcPts val="{hundredths(fitted.pitch)}"/></a:lnSpc>'
        f'<a:defRPr sz="{hundredths(fitted.size)}" spc="{hundredths(fitted.size * box.place.style.tracking)}"/>'
        "</a:lvl1pPr>"
    )
