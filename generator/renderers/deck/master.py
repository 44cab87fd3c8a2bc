"""The parts that a deck has once: theme, slide master, notes master."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from xml.sax.saxutils import escape

from generator.renderers.deck.layout import Layout, Place
from generator.renderers.deck.layouts import Dress, holder, paragraph_style
from generator.renderers.deck.xml import GROUP, HEAD, NAMESPACES, attr, fill

SLOTS = (
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
FIRST_LAYOUT_ID = 2147483649  # above the master's, as the format asks
_COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_FORMATS = (
    f'<a:fmtScheme name="sosialisasi"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>'
    + "".join(
        f'<a:ln w="{w}" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
        for w in (6350, 12700, 19050)
    )
    + "</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + f"</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)


def theme_xml(dress: Dress) -> str:
    """Return the theme part: the brand's colours in their slots, and its two font families."""
    slots = "".join(f"<a:{slot}>{_rgb(dress.theme.slots, slot)}</a:{slot}>" for slot in SLOTS)
    name = attr(dress.theme.name)
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name={name}><a:themeElements>'
        f"<a:clrScheme name={name}>{slots}</a:clrScheme><a:fontScheme name={name}>"
        f"<a:majorFont>{_font(dress.major.office_name[0])}</a:majorFont>"
        f"<a:minorFont>{_font(dress.minor.office_name[0])}</a:minorFont></a:fontScheme>{_FORMATS}</a:themeElements>"
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def master_xml(layouts: Sequence[Layout], dress: Dress) -> str:
    """Return the slide master of these layouts, its title and body as in the last of them."""
    ids = count(2)
    plain = layouts[-1]
    places = [*plain.places, plain.footer, plain.number]
    holders = "".join(holder(place, next(ids), dress, master=True) for place in places if place)
    listed = "".join(f'<p:sldLayoutId id="{FIRST_LAYOUT_ID + n}" r:id="rId{n + 1}"/>' for n in range(len(layouts)))
    title, body = plain.places[0], plain.places[1]
    return (
        f"{HEAD}<p:sldMaster {NAMESPACES}><p:cSld>"
        f"<p:bg><p:bgPr>{fill(dress.theme.scheme[plain.ground])}<a:effectLst/></p:bgPr></p:bg>"
        f"<p:spTree>{GROUP}{holders}</p:spTree></p:cSld>{_COLOUR_MAP}<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>"
        '<p:hf hdr="0" dt="0"/>'
        f"<p:txStyles><p:titleStyle>{_level(1, title, dress)}</p:titleStyle>"
        f"<p:bodyStyle>{_levels(body, dress)}</p:bodyStyle><p:otherStyle>{_others()}</p:otherStyle></p:txStyles>"
        "</p:sldMaster>"
    )


def notes_master_xml(dress: Dress) -> str:
    """Return the notes master: a picture of the slide above the notes, on A4 upright."""
    run = f'<a:p><a:r><a:rPr lang="{dress.language}"/><a:t>…</a:t></a:r><a:endParaRPr lang="{dress.language}"/></a:p>'
    style = (
        '<a:lvl1pPr marL="0" algn="l"><a:spcAft><a:spcPts val="600"/></a:spcAft><a:defRPr sz="1200">'
        '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr>'
    )
    return (
        f'{HEAD}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
        f"<p:spTree>{GROUP}"
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="720000" y="900000"/>'
        '<a:ext cx="6120000" cy="3442500"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>'
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        '<p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="720000" y="4680000"/>'
        '<a:ext cx="6120000" cy="5112000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/>{run}</p:txBody></p:sp>'
        f"</p:spTree></p:cSld>{_COLOUR_MAP}<p:notesStyle>{style}</p:notesStyle></p:notesMaster>"
    )


def _levels(body: Place, dress: Dress) -> str:
    return "".join(_level(level, body, dress) for level in range(1, 10))


def _level(level: int, place: Place, dress: Dress) -> str:
    return f"<a:lvl{level}pPr{paragraph_style(place, dress)}</a:lvl{level}pPr>"


def _others() -> str:
    style = (
        '<a:defRPr sz="1800"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr>'
    )
    return "".join(f'<a:lvl{level}pPr marL="0" algn="l">{style}</a:lvl{level}pPr>' for level in range(1, 10))


def _rgb(slots: Mapping[str, str], slot: str) -> str:
    return f'<a:srgbClr val="{slots[slot].removeprefix("#").upper()}"/>'


def _font(name: str) -> str:
    return f'<a:latin typeface="{escape(name)}"/><a:ea typeface=""/><a:cs typeface=""/>'
