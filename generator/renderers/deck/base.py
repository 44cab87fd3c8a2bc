"""The presentation that slides are added to: our theme, masters and layouts as parts of a python-pptx package."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, PartFactory
from pptx.opc.packuri import PackURI
from pptx.package import Package
from pptx.presentation import Presentation

from generator.renderers.deck.layout import Layout
from generator.renderers.deck.layouts import Dress, layout_xml
from generator.renderers.deck.master import master_xml, notes_master_xml, theme_xml
from generator.renderers.deck.meta import DeckMeta
from generator.renderers.deck.presentation import PRES_PROPS, TABLE_STYLES, VIEW_PROPS, app_xml, presentation_xml

LONGEST = 255  # characters of a property, as Office and python-pptx have it


def base_presentation(
    layouts: Sequence[Layout], size: tuple[float, float], slides: int, dress: Dress, meta: DeckMeta
) -> Presentation:
    """Return a presentation of `size` (mm) with these layouts and no slide yet; `slides` is how many it will have.

    The last layout is what the master is made from. The parts that name relationships of their own (the master
    its layouts, the presentation its masters) count on these being numbered in the order they are made.
    """
    package = Package(io.BytesIO())

    def part(name: str, kind: str, xml: str) -> Part:
        return PartFactory(PackURI(name), kind, package, xml.encode())

    master = part("/ppt/slideMasters/slideMaster1.xml", CT.PML_SLIDE_MASTER, master_xml(layouts, dress))
    for number, layout in enumerate(layouts, 1):
        name = f"/ppt/slideLayouts/slideLayout{number}.xml"
        layout_part = part(name, CT.PML_SLIDE_LAYOUT, layout_xml(layout, dress))
        layout_part.relate_to(master, RT.SLIDE_MASTER)
        master.relate_to(layout_part, RT.SLIDE_LAYOUT)
    theme = part("/ppt/theme/theme1.xml", CT.OFC_THEME, theme_xml(dress))
    master.relate_to(theme, RT.THEME)
    notes_master = part("/ppt/notesMasters/notesMaster1.xml", CT.PML_NOTES_MASTER, notes_master_xml(dress))
    notes_master.relate_to(part("/ppt/theme/theme2.xml", CT.OFC_THEME, theme_xml(dress)), RT.THEME)
    main = part("/ppt/presentation.xml", CT.PML_PRESENTATION_MAIN, presentation_xml(size, dress.language))
    main.relate_to(master, RT.SLIDE_MASTER)
    main.relate_to(notes_master, RT.NOTES_MASTER)
    main.relate_to(part("/ppt/presProps.xml", CT.PML_PRES_PROPS, PRES_PROPS), RT.PRES_PROPS)
    main.relate_to(part("/ppt/viewProps.xml", CT.PML_VIEW_PROPS, VIEW_PROPS), RT.VIEW_PROPS)
    main.relate_to(theme, RT.THEME)
    main.relate_to(part("/ppt/tableStyles.xml", CT.PML_TABLE_STYLES, TABLE_STYLES), RT.TABLE_STYLES)
    package.relate_to(main, RT.OFFICE_DOCUMENT)
    app = part("/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, app_xml(slides))
    package.relate_to(app, RT.EXTENDED_PROPERTIES)
    _describe(package, meta)
    presentation: Presentation = package.presentation_part.presentation
    return presentation


def _describe(package: Package, meta: DeckMeta) -> None:
    """Set the core properties, dated midnight of the deck's date."""
    core = package.core_properties
    core.title, core.subject, core.language = meta.title[:LONGEST], meta.subject[:LONGEST], meta.language
    core.author = core.last_modified_by = meta.agency[:LONGEST]
    core.created = core.modified = datetime.datetime.combine(meta.date, datetime.time())
