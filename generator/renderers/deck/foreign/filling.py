"""Slides written into a template: its placeholders filled, its footer and numbers kept, what stays empty taken out."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import PartFactory
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Mm

from generator.preflight.pptx_box import Box
from generator.renderers.deck.base import describe
from generator.renderers.deck.foreign.composing import Page
from generator.renderers.deck.foreign.hanging import Placed
from generator.renderers.deck.foreign.opening import Stripped
from generator.renderers.deck.foreign.setting import Filled, Line
from generator.renderers.deck.foreign.styles import Slot
from generator.renderers.deck.images import ImageSource
from generator.renderers.deck.meta import DeckMeta
from generator.renderers.deck.package import packed
from generator.renderers.deck.presentation import app_xml, sections_xml
from generator.renderers.deck.slides import add_vector
from generator.renderers.deck.xml import hundredths

TAB = "\t"
_NUMBER = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
Native = Any


def written(
    template: Stripped,
    pages: Sequence[Page],
    furniture: Mapping[tuple[str, int], Filled],
    meta: DeckMeta,
    images: Mapping[str, ImageSource],
) -> bytes:
    """Return the deck; `furniture` is what footers and numbers look like, by the layout's part and the idx."""
    presentation: Native = Presentation(io.BytesIO(template.data))
    layouts = {str(one.part.partname): one for master in presentation.slide_masters for one in master.slide_layouts}
    writer = _Writer(meta.language, furniture, images)
    sections: list[tuple[int, str]] = []
    for page in pages:
        slide = presentation.slides.add_slide(layouts[page.sheet.part])
        writer.fill(slide, page, len(sections) + 1)
        sections.append((slide.slide_id, page.section))
    _add_sections(presentation.element, sections_xml(sections, meta.title))
    package = presentation.part.package
    app = PartFactory(PackURI("/docProps/app.xml"), CT.OFC_EXTENDED_PROPERTIES, package, app_xml(len(pages)).encode())
    package.relate_to(app, RT.EXTENDED_PROPERTIES)
    describe(package, meta)
    return packed(presentation)


def _add_sections(root: Any, extensions: str) -> None:
    ours = parse_xml(extensions)
    theirs = root.find(qn("p:extLst"))
    if theirs is None:
        root.append(ours)
    else:
        theirs.extend(list(ours))


class _Writer:
    def __init__(
        self, language: str, furniture: Mapping[tuple[str, int], Filled], images: Mapping[str, ImageSource]
    ) -> None:
        self._language = language
        self._kept = furniture
        self._images = images
        self._vectors: dict[str, Any] = {}

    def fill(self, slide: Native, page: Page, number: int) -> None:
        """Fill a slide that is as the library made it."""
        texts = {one.slot.holder.idx: one for one in page.filled}
        for shape in list(slide.placeholders):
            idx = shape.element.ph.idx
            if idx in texts:
                self._text(shape, texts[idx])
                if idx in page.moved:
                    _place(shape, page.moved[idx])
            elif idx not in {picture.idx for picture in page.pictures}:
                shape.element.getparent().remove(shape.element)
        for picture in page.pictures:
            self._picture(slide, picture)
        for model in slide.slide_layout.placeholders:
            filled = self._kept.get((page.sheet.part, model.element.ph.idx))
            if filled is not None:
                self._furniture(slide, model, filled, number)
        self._notes(slide, page.notes)

    def _text(self, shape: Native, filled: Filled) -> None:
        body = shape.element.get_or_add_txBody()
        properties = body.find(qn("a:bodyPr"))
        properties.set("wrap", "square")
        for child in list(properties):
            properties.remove(child)
        properties.append(parse_xml(f"<a:normAutofit {nsdecls('a')}/>"))
        style = body.find(qn("a:lstStyle"))
        if style is None:
            style = parse_xml(f"<a:lstStyle {nsdecls('a')}/>")
            properties.addnext(style)
        levels = {line.level: line for line in filled.lines}
        for level in sorted(levels):
            style.append(parse_xml(_level(levels[level], filled)))
        for paragraph in body.findall(qn("a:p")):
            body.remove(paragraph)
        for line in filled.lines:
            body.append(parse_xml(self._paragraph(line, filled)))

    def _paragraph(self, line: Line, filled: Filled) -> str:
        level = f' lvl="{line.level}"' if line.level else ""
        own = ""
        if line.indent is not None:
            level += f' marL="{round(line.indent[0] * 12700)}" indent="{round(line.indent[1] * 12700)}"'
            own = "<a:buNone/>"
        before = '<a:spcBef><a:spcPts val="0"/></a:spcBef>' if line.before else ""
        after = '<a:spcAft><a:spcPts val="0"/></a:spcAft>' if line.after else ""
        ink = _ink(filled.slot)  # LibreOffice takes a colour from runs alone
        lead = self._run(f"{line.para.lead}{TAB if line.hangs else ' '}", True, ink) if line.para.lead else ""
        return (
            f"<a:p {nsdecls('a')}><a:pPr{level}>{before}{after}{own}</a:pPr>{lead}"
            f'{self._run(line.para.text, line.para.bold, ink)}<a:endParaRPr lang="{self._language}"/></a:p>'
        )

    def _run(self, text: str, bold: bool, ink: str) -> str:
        heavy = ' b="1"' if bold else ""
        return f'<a:r><a:rPr lang="{self._language}"{heavy}>{ink}</a:rPr><a:t>{escape(text)}</a:t></a:r>'

    def _picture(self, slide: Native, placed: Placed) -> None:
        """Add a picture; one that takes a placeholder becomes its content, and stands where it stood in the order."""
        image = self._images[placed.image.source]
        box = placed.box
        place = (Mm(box.left), Mm(box.top), Mm(box.width), Mm(box.height))
        shape = slide.shapes.add_picture(io.BytesIO(image.raster), *place)
        holder = next((one for one in slide.placeholders if one.element.ph.idx == placed.idx), None)
        if holder is not None and shape.element is not holder.element:
            shape.element.nvPicPr.find(qn("p:nvPr")).append(holder.element.ph)
            shape.element.nvPicPr.find(f"{qn('p:cNvPicPr')}/{qn('a:picLocks')}").set("noGrp", "1")
            holder.element.addprevious(shape.element)
            holder.element.getparent().remove(holder.element)
        shape.name = placed.image.alt
        shape.element.nvPicPr.cNvPr.set("descr", placed.image.alt)
        add_vector(slide, shape, placed.image.source, image, self._vectors)

    def _furniture(self, slide: Native, model: Native, filled: Filled, number: int) -> None:
        """Add the layout's footer or slide number, which the library does not copy."""
        slide.shapes.clone_placeholder(model)
        shape = slide.shapes[-1]
        shape.name = model.name
        body = shape.element.get_or_add_txBody()
        size = "" if filled.size == filled.slot.size else f' sz="{hundredths(filled.size)}"'
        properties = f'<a:rPr lang="{self._language}"{size}>{_ink(filled.slot)}</a:rPr>'
        (line,) = filled.lines
        content = (
            f"<a:r>{properties}<a:t>{escape(line.para.text)}</a:t></a:r>"
            if filled.slot.holder.type == "ftr"
            else f'<a:fld id="{_NUMBER}" type="slidenum">{properties}<a:t>{number}</a:t></a:fld>'
        )
        made = parse_xml(f'<a:p {nsdecls("a")}>{content}<a:endParaRPr lang="{self._language}"/></a:p>')
        body.replace(body.findall(qn("a:p"))[0], made)

    def _notes(self, slide: Native, notes: Sequence[str]) -> None:
        frame = slide.notes_slide.notes_text_frame
        body = frame._txBody if frame is not None else _own_notes(slide.notes_slide)
        for paragraph in body.findall(qn("a:p")):
            body.remove(paragraph)
        language = f'lang="{self._language}"'
        for line in "\n".join(notes).split("\n"):
            run = f"<a:r><a:rPr {language}/><a:t>{escape(line)}</a:t></a:r>" if line else ""
            body.append(parse_xml(f"<a:p {nsdecls('a')}>{run}<a:endParaRPr {language}/></a:p>"))


def _own_notes(notes: Native) -> Any:
    """Return the text body of a notes placeholder, for a notes master that has none."""
    shape = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{len(notes.shapes) + 2}" name="Notes"/><p:cNvSpPr/><p:nvPr>'
        '<p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )
    notes.shapes._spTree.append(shape)
    return shape.find(qn("p:txBody"))


def _place(shape: Native, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = Mm(box.left), Mm(box.top), Mm(box.width), Mm(box.height)


def _level(line: Line, filled: Filled) -> str:
    """Return a level's own style: its line height, its size, and its colour if the template's is lost on its ground.

    Spaces between paragraphs shrink with the text, if it does, and grow by the air that is added.
    """
    changed = filled.air or filled.size < filled.slot.size
    (before, _), (after, _) = filled.gaps(line.level) if changed else ((0.0, 0.0), (0.0, 0.0))
    return (
        f'<a:lvl{line.level + 1}pPr {nsdecls("a")}><a:lnSpc><a:spcPts val="{hundredths(line.pitch)}"/></a:lnSpc>'
        f"{_gap('spcBef', before)}{_gap('spcAft', after)}"
        f'<a:defRPr sz="{hundredths(line.size)}">{_ink(filled.slot)}</a:defRPr></a:lvl{line.level + 1}pPr>'
    )


def _gap(name: str, points: float) -> str:
    return f'<a:{name}><a:spcPts val="{hundredths(points)}"/></a:{name}>' if points else ""


def _ink(slot: Slot) -> str:
    return f'<a:solidFill><a:schemeClr val="{slot.ink}"/></a:solidFill>' if slot.ink else ""
