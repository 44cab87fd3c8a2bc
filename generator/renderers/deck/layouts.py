"""The parts for slide layouts: background, drawings, and placeholders with their type styles."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from xml.sax.saxutils import escape

from generator.renderers.deck.geometry import Geometry
from generator.renderers.deck.layout import Layout, Place
from generator.renderers.deck.shapes import shape
from generator.renderers.deck.xml import GROUP, HEAD, NAMESPACES, RECTANGLE, attr, fill, frame, hundredths
from generator.themes.fonts import FontBook, FontFace
from generator.themes.theme import Theme

HEADINGS_WEIGHT, BASE_WEIGHT = 800, 400


@dataclass(frozen=True)
class Dress:
    """What every part needs: the theme, Office's names of its two font families, and the language tag."""

    theme: Theme
    major: FontFace
    minor: FontFace
    language: str

    @classmethod
    def of(cls, geometry: Geometry, fonts: FontBook, language: str) -> Dress:
        """Return the dress of a deck in its families."""
        major = fonts.face(geometry.families["headings"], HEADINGS_WEIGHT)
        minor = fonts.face(geometry.families["base"], BASE_WEIGHT)
        return cls(geometry.theme, major, minor, language)

    def typeface(self, face: FontFace) -> str:
        """Return the theme font that stands for a face, or its own name if none does."""
        name = face.office_name[0]
        names = {self.major.office_name[0]: "+mj-lt", self.minor.office_name[0]: "+mn-lt"}
        return names.get(name, name)


def layout_xml(layout: Layout, dress: Dress) -> str:
    """Return the part of a layout."""
    ids = count(2)
    kind = f' type="{layout.type}"' if layout.type != "cust" else ""
    shapes = "".join(shape(drawn, ids, dress.theme.scheme) for drawn in layout.drawn)
    places = [*layout.places, *layout.pictures, layout.footer, layout.number]
    holders = "".join(holder(place, next(ids), dress) for place in places if place)
    return (
        f'{HEAD}<p:sldLayout {NAMESPACES}{kind} preserve="1" userDrawn="1"><p:cSld name={attr(layout.name)}>'
        f"<p:bg><p:bgPr>{fill(dress.theme.scheme[layout.ground])}<a:effectLst/></p:bgPr></p:bg>"
        f"<p:spTree>{GROUP}{shapes}{holders}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def holder(place: Place, number: int, dress: Dress, master: bool = False) -> str:
    """Return a placeholder of a layout or of the master."""
    name = f"{place.prompt or place.type}{f' {place.row + 1}' if place.row >= 0 else ''}"
    box = place.box
    body = (
        f'<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{place.anchor}">'
        "<a:normAutofit/></a:bodyPr>"
    )
    style = f"<a:lstStyle><a:lvl1pPr{paragraph_style(place, dress)}</a:lvl1pPr></a:lstStyle>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={attr(name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{holder_tag(place, master)}</p:nvPr></p:nvSpPr><p:spPr>"
        f"{frame(box.x, box.y, box.width, box.height)}{RECTANGLE}</p:spPr>"
        f"<p:txBody>{body}{style}{_sample(place, dress)}</p:txBody></p:sp>"
    )


def holder_tag(place: Place, master: bool = False) -> str:
    """Return the p:ph element by which slide and layout find each other."""
    small = place.type in ("ftr", "sldNum") or (place.type in ("body", "pic") and not master)
    size = ' sz="quarter"' if small else ""
    idx = f' idx="{place.idx}"' if place.idx else ""
    return f'<p:ph type="{place.type}"{size}{idx}/>'


def paragraph_style(place: Place, dress: Dress) -> str:
    """Return the attributes and children of the layout's first-level paragraph style."""
    style = place.style
    size = style.preferred
    bold = place.face.office_name[1]
    return (
        f' marL="0" indent="0" algn="{place.align}"><a:lnSpc><a:spcPts val="{hundredths(place.pitch)}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{hundredths(place.gap)}"/></a:spcAft>'
        f'<a:buFontTx/><a:buNone/><a:defRPr sz="{hundredths(size)}" b="{int(bold)}" i="0" kern="1200"'
        f' spc="{hundredths(size * style.tracking)}">{fill(dress.theme.scheme[place.colour])}'
        f'<a:latin typeface="{escape(dress.typeface(place.face))}"/></a:defRPr>'
    )


def _sample(place: Place, dress: Dress) -> str:
    if place.type == "sldNum":
        return number_field(dress, "‹#›")
    run = f'<a:r><a:rPr lang="{dress.language}"/><a:t>{escape(place.prompt)}</a:t></a:r>' if place.prompt else ""
    return f'<a:p>{run}<a:endParaRPr lang="{dress.language}"/></a:p>'


def number_field(dress: Dress, shown: str) -> str:
    """Return the paragraph with the slide number's field."""
    return (
        f'<a:p><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="{dress.language}"/>'
        f'<a:t>{shown}</a:t></a:fld><a:endParaRPr lang="{dress.language}"/></a:p>'
    )
