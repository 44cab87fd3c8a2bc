"""The presentation part with its sections, the file's properties, and the small parts Office expects."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from generator.fitting import PT_PER_MM
from generator.renderers.deck.compose import ComposedSlide
from generator.renderers.deck.xml import HEAD, NAMESPACES, attr

FIRST_SLIDE = 7  # the first slide's relationship, after those that presentations always have
FIRST_SLIDE_ID = 256
MASTER_ID = 2147483648
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def presentation_xml(slides: Sequence[ComposedSlide], width: float, height: float, title: str, language: str) -> str:
    """Return the presentation part; `width` and `height` in mm are rounded to whole points."""
    wide, high = (round(mm * PT_PER_MM) * 12700 for mm in (width, height))
    listed = "".join(f'<p:sldId id="{FIRST_SLIDE_ID + n}" r:id="rId{FIRST_SLIDE + n}"/>' for n in range(len(slides)))
    return (
        f'{HEAD}<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{MASTER_ID}" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldIdLst>{listed}</p:sldIdLst><p:sldSz cx="{wide}" cy="{high}"/><p:notesSz cx="7560000" cy="10692000"/>'
        f"<p:defaultTextStyle>{_default_text(language)}</p:defaultTextStyle>"
        f'<p:extLst><p:ext uri="{_SECTIONS}"><p14:sectionLst xmlns:p14="{_P14}">{_sections(slides, title)}'
        "</p14:sectionLst></p:ext></p:extLst></p:presentation>"
    )


def core_xml(title: str, subject: str, creator: str, language: str, date: datetime.date) -> str:
    """Return the core properties, dated midnight UTC of `date`."""
    moment = f"{date.isoformat()}T00:00:00Z"
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:subject>{escape(subject)}</dc:subject>"
        f"<dc:creator>{escape(creator)}</dc:creator><dc:language>{language}</dc:language>"
        f"<cp:lastModifiedBy>{escape(creator)}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
    )


def app_xml(slides: int) -> str:
    """Return the extended properties."""
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>sosialisasi</Application><PresentationFormat>Widescreen</PresentationFormat>"
        f"<Slides>{slides}</Slides><Notes>{slides}</Notes><HiddenSlides>0</HiddenSlides></Properties>"
    )


def small_parts() -> dict[str, str]:
    """Return the parts that say nothing but that PowerPoint expects."""
    styles = (
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"'
    )
    return {
        "ppt/presProps.xml": f"{HEAD}<p:presentationPr {NAMESPACES}/>",
        "ppt/viewProps.xml": f"{HEAD}<p:viewPr {NAMESPACES}/>",
        "ppt/tableStyles.xml": f"{HEAD}<a:tblStyleLst {styles}/>",
    }


def _sections(slides: Sequence[ComposedSlide], seed: str) -> str:
    rows = []
    for number, (name, members) in enumerate(groupby(slides, lambda slide: slide.section)):
        ids = "".join(f'<p14:sldId id="{FIRST_SLIDE_ID + slide.number - 1}"/>' for slide in members)
        key = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{seed}/{number}/{name}")).upper()
        rows.append(f'<p14:section name={attr(name)} id="{{{key}}}"><p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>')
    return "".join(rows)


def _default_text(language: str) -> str:
    style = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/>'
    levels = "".join(
        f'<a:lvl{n}pPr marL="0" algn="l"><a:defRPr sz="1800" kern="1200">{style}</a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 10)
    )
    return f'<a:defPPr><a:defRPr lang="{language}"/></a:defPPr>{levels}'
