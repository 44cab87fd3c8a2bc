"""The parts for slides and their notes: placeholders filled by idx, pictures, footer and number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from xml.sax.saxutils import escape

from generator.renderers.deck.compose import ComposedSlide, Picture, TextBox
from generator.renderers.deck.layout import Place
from generator.renderers.deck.layouts import Dress, holder_tag, number_field
from generator.renderers.deck.xml import GROUP, HEAD, NAMESPACES, RECTANGLE, attr, emu, frame, hundredths

_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


@dataclass(frozen=True)
class PictureLink:
    """The slide's relationship ids of a picture: its raster and, if it has one, its SVG."""

    raster: str
    svg: str | None


def slide_xml(slide: ComposedSlide, links: Mapping[str, PictureLink], dress: Dress) -> str:
    """Return the part of a slide; `links` maps an image's key to its relationships."""
    ids = count(2)
    layout = slide.layout
    shapes = [_text(box, next(ids), dress) for box in slide.texts]
    shapes += [_picture(picture, next(ids), links[picture.source]) for picture in slide.pictures]
    if layout.footer and slide.footer:
        paragraphs = [_paragraph([slide.footer], dress)]
        shapes.append(_sp(layout.footer, next(ids), "<a:bodyPr/>", "<a:lstStyle/>", paragraphs))
    if layout.number:
        number = number_field(dress, str(slide.number))
        shapes.append(_sp(layout.number, next(ids), "<a:bodyPr/>", "<a:lstStyle/>", [number]))
    return (
        f"{HEAD}<p:sld {NAMESPACES}><p:cSld><p:spTree>{GROUP}{''.join(shapes)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def notes_xml(slide: ComposedSlide, dress: Dress) -> str:
    """Return the part of a slide's speaker notes."""
    paragraphs = "".join(_paragraph([note], dress) for note in slide.notes)
    return (
        f"{HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree>{GROUP}"
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}'
        "</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _text(box: TextBox, number: int, dress: Dress) -> str:
    inset = f' rIns="{emu(box.inset)}"' if box.inset else ""
    body = f"<a:bodyPr{inset}><a:normAutofit/></a:bodyPr>"
    return _sp(box.place, number, body, _list_style(box), list(_paragraphs(box, dress)))


def _list_style(box: TextBox) -> str:
    """Return the shape's own list style: only where the fitted size is not the layout's."""
    fitted, style = box.fitted, box.place.style
    if fitted.size == style.preferred:
        return "<a:lstStyle/>"
    return (
        f'<a:lstStyle><a:lvl1pPr><a:lnSpc><a:spcPts val="{hundredths(fitted.pitch)}"/></a:lnSpc>'
        f'<a:defRPr sz="{hundredths(fitted.size)}" spc="{hundredths(fitted.size * style.tracking)}"/></a:lvl1pPr>'
        "</a:lstStyle>"
    )


def _paragraphs(box: TextBox, dress: Dress) -> Iterator[str]:
    if box.breaks:
        yield _paragraph(box.fitted.lines, dress, box.strong)
        return
    for text in box.text.split("\n"):
        yield _paragraph([text], dress, box.strong)


def _paragraph(lines: Sequence[str], dress: Dress, strong: bool = False) -> str:
    bold = ' b="1"' if strong else ""
    run = f'<a:rPr lang="{dress.language}"{bold}/>'
    runs = f"<a:br>{run}</a:br>".join(f"<a:r>{run}<a:t>{escape(line)}</a:t></a:r>" for line in lines)
    return f'<a:p>{runs}<a:endParaRPr lang="{dress.language}"{bold}/></a:p>'


def _picture(picture: Picture, number: int, link: PictureLink) -> str:
    svg = ""
    if link.svg:
        inner = f'<asvg:svgBlip xmlns:asvg="{_SVG_NAMESPACE}" r:embed="{link.svg}"/>'
        svg = f'<a:extLst><a:ext uri="{_SVG_EXTENSION}">{inner}</a:ext></a:extLst>'
    box = picture.box
    xfrm = frame(box.x, box.y, box.width, box.height) + RECTANGLE
    free = picture.idx is None
    locks = "" if free else ' noGrp="1"'
    tag = "" if free else f'<p:ph type="pic" sz="quarter" idx="{picture.idx}"/>'
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name={attr(picture.name)} descr={attr(picture.alt)}/>'
        f'<p:cNvPicPr><a:picLocks{locks} noChangeAspect="1"/></p:cNvPicPr><p:nvPr>{tag}</p:nvPr></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{link.raster}">{svg}</a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{xfrm if free else ''}</p:spPr></p:pic>"
    )


def _sp(place: Place, number: int, body: str, style: str, paragraphs: Sequence[str]) -> str:
    name = f"{place.prompt or place.type}{f' {place.row + 1}' if place.row >= 0 else ''}"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={attr(name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{holder_tag(place)}</p:nvPr></p:nvSpPr><p:spPr/>"
        f"<p:txBody>{body}{style}{''.join(paragraphs)}</p:txBody></p:sp>"
    )
