"""The presentation part, its sections, the file's properties, and the small parts Office expects."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from itertools import groupby

from generator.fitting import PT_PER_MM
from generator.renderers.deck.xml import HEAD, NAMESPACES, attr

MASTER_ID = 2147483648
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"

# Parts that say nothing but that PowerPoint expects.
PRES_PROPS = f"{HEAD}<p:presentationPr {NAMESPACES}/>"
VIEW_PROPS = f"{HEAD}<p:viewPr {NAMESPACES}/>"
TABLE_STYLES = (
    f'{HEAD}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>'
)


def presentation_xml(size: tuple[float, float], language: str) -> str:
    """Return the presentation part, without slides; its `size` in mm is rounded to whole points."""
    wide, high = (round(mm * PT_PER_MM) * 12700 for mm in size)
    return (
        f'{HEAD}<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{MASTER_ID}" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{wide}" cy="{high}"/><p:notesSz cx="7560000" cy="10692000"/>'
        f"<p:defaultTextStyle>{_default_text(language)}</p:defaultTextStyle></p:presentation>"
    )


def app_xml(slides: int) -> str:
    """Return the extended properties."""
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>sosialisasi</Application><PresentationFormat>Widescreen</PresentationFormat>"
        f"<Slides>{slides}</Slides><Notes>{slides}</Notes><HiddenSlides>0</HiddenSlides></Properties>"
    )


def sections_xml(slides: Sequence[tuple[int, str]], seed: str) -> str:
    """Return the extension list that sorts slides, given by id and section, into sections."""
    rows = []
    for number, (name, members) in enumerate(groupby(slides, lambda slide: slide[1])):
        ids = "".join(f'<p14:sldId id="{slide_id}"/>' for slide_id, _ in members)
        key = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{seed}/{number}/{name}")).upper()
        rows.append(f'<p14:section name={attr(name)} id="{{{key}}}"><p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>')
    return (
        f'<p:extLst {NAMESPACES}><p:ext uri="{_SECTIONS}"><p14:sectionLst xmlns:p14="{_P14}">{"".join(rows)}'
        "</p14:sectionLst></p:ext></p:extLst>"
    )


def _default_text(language: str) -> str:
    style = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/>'
    levels = "".join(
        f'<a:lvl{n}pPr marL="0" algn="l"><a:defRPr sz="1800" kern="1200">{style}</a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 10)
    )
    return f'<a:defPPr><a:defRPr lang="{language}"/></a:defPPr>{levels}'
