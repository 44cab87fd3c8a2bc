"""The .pptx file, written part by part: nothing is in it that we did not put there."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from generator.renderers.deck.compose import ComposedSlide
from generator.renderers.deck.geometry import Geometry
from generator.renderers.deck.images import SUFFIXES, ImageSource
from generator.renderers.deck.layout import Layout, LayoutMaker
from generator.renderers.deck.layouts import Dress, layout_xml
from generator.renderers.deck.master import master_relationships, master_xml, notes_master_xml, theme_xml
from generator.renderers.deck.presentation import app_xml, core_xml, presentation_xml, small_parts
from generator.renderers.deck.slides import PictureLink, notes_xml, slide_xml
from generator.renderers.deck.xml import HEAD, relationships
from generator.renderers.deck.zip import write_zip
from generator.themes.fonts import FontBook

PLAIN = "plain"  # the layout that the master is made from
_KINDS = {
    "ppt/presentation.xml": "presentationml.presentation.main",
    "ppt/slideMasters/": "presentationml.slideMaster",
    "ppt/slideLayouts/": "presentationml.slideLayout",
    "ppt/slides/": "presentationml.slide",
    "ppt/notesMasters/": "presentationml.notesMaster",
    "ppt/notesSlides/": "presentationml.notesSlide",
    "ppt/theme/": "theme",
    "ppt/presProps.xml": "presentationml.presProps",
    "ppt/viewProps.xml": "presentationml.viewProps",
    "ppt/tableStyles.xml": "presentationml.tableStyles",
    "docProps/app.xml": "extended-properties",
}


@dataclass(frozen=True)
class DeckMeta:
    """The file's own data; `language` is a tag such as "id-ID", `date` is what the file is dated."""

    title: str
    subject: str
    language: str
    date: datetime.date
    agency: str


@dataclass
class _Media:
    """Picture files, each once whatever the number of slides that show it."""

    images: Mapping[str, ImageSource]
    parts: dict[str, bytes] = field(default_factory=dict)

    def add(self, data: bytes, media: str) -> str:
        name = f"ppt/media/{sha256(data).hexdigest()[:16]}.{SUFFIXES[media]}"
        self.parts[name] = data
        return name.replace("ppt/", "../")


def write_pptx(
    slides: Sequence[ComposedSlide],
    geometry: Geometry,
    fonts: FontBook,
    meta: DeckMeta,
    images: Mapping[str, ImageSource],
    path: Path,
) -> None:
    """Write the deck to `path`; the same input gives the same bytes.

    `images` maps the keys that the outline's pictures name to what they show.
    """
    dress = Dress.of(geometry, fonts, meta.language)
    plain = LayoutMaker(geometry, fonts, meta.language.partition("-")[0], slides[0].footer).make(PLAIN)
    layouts = [*{slide.layout.name: slide.layout for slide in slides}.values(), plain]
    media = _Media(images)
    parts: dict[str, str] = {
        "_rels/.rels": relationships(
            [
                ("officeDocument", "ppt/presentation.xml"),
                ("metadata/core-properties", "docProps/core.xml"),
                ("extended-properties", "docProps/app.xml"),
            ]
        ),
        "docProps/app.xml": app_xml(len(slides)),
        "docProps/core.xml": core_xml(meta.title, meta.subject, meta.agency, meta.language, meta.date),
        "ppt/presentation.xml": presentation_xml(slides, geometry.width, geometry.height, meta.title, meta.language),
        **small_parts(),
        "ppt/_rels/presentation.xml.rels": _presentation_relationships(len(slides)),
        "ppt/theme/theme1.xml": theme_xml(dress),
        "ppt/theme/theme2.xml": theme_xml(dress),
        "ppt/slideMasters/slideMaster1.xml": master_xml(plain, len(layouts), dress),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": master_relationships(len(layouts)),
        "ppt/notesMasters/notesMaster1.xml": notes_master_xml(dress),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relationships([("theme", "../theme/theme2.xml")]),
    }
    for number, layout in enumerate(layouts, 1):
        parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = layout_xml(layout, dress)
        rels = relationships([("slideMaster", "../slideMasters/slideMaster1.xml")])
        parts[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = rels
    for slide in slides:
        parts |= _slide_parts(slide, layouts, media, dress)
    files = {name: text.encode() for name, text in parts.items()} | media.parts
    write_zip({"[Content_Types].xml": _content_types(list(files)).encode(), **files}, path)


def _slide_parts(slide: ComposedSlide, layouts: Sequence[Layout], media: _Media, dress: Dress) -> dict[str, str]:
    number = slide.number
    layout = [layout.name for layout in layouts].index(slide.layout.name) + 1
    targets = [
        ("slideLayout", f"../slideLayouts/slideLayout{layout}.xml"),
        ("notesSlide", f"../notesSlides/notesSlide{number}.xml"),
    ]
    links: dict[str, PictureLink] = {}
    for key in {picture.source: None for picture in slide.pictures}:
        links[key] = _link(media, media.images[key], targets)
    notes = [("notesMaster", "../notesMasters/notesMaster1.xml"), ("slide", f"../slides/slide{number}.xml")]
    return {
        f"ppt/slides/slide{number}.xml": slide_xml(slide, links, dress),
        f"ppt/slides/_rels/slide{number}.xml.rels": relationships(targets),
        f"ppt/notesSlides/notesSlide{number}.xml": notes_xml(slide, dress),
        f"ppt/notesSlides/_rels/notesSlide{number}.xml.rels": relationships(notes),
    }


def _link(media: _Media, image: ImageSource, targets: list[tuple[str, str]]) -> PictureLink:
    """Add an image's files to the slide's relationships."""
    if image.fallback is None:
        targets.append(("image", media.add(image.data, image.media)))
        return PictureLink(f"rId{len(targets)}", None)
    targets.append(("image", media.add(image.fallback, "image/png")))
    targets.append(("image", media.add(image.data, image.media)))
    return PictureLink(f"rId{len(targets) - 1}", f"rId{len(targets)}")


def _presentation_relationships(slides: int) -> str:
    fixed = [
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("notesMaster", "notesMasters/notesMaster1.xml"),
        ("presProps", "presProps.xml"),
        ("viewProps", "viewProps.xml"),
        ("theme", "theme/theme1.xml"),
        ("tableStyles", "tableStyles.xml"),
    ]
    return relationships([*fixed, *(("slide", f"slides/slide{n}.xml") for n in range(1, slides + 1))])


def _content_types(names: Sequence[str]) -> str:
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    used = {name.rpartition(".")[2] for name in names}
    defaults |= {suffix: media for media, suffix in SUFFIXES.items() if suffix in used}
    rows = [f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in defaults.items()]
    for name in names:
        kind = next((kind for start, kind in _KINDS.items() if name.startswith(start)), None)
        if kind and not name.endswith(".rels"):
            full = f"application/vnd.openxmlformats-officedocument.{kind}+xml"
            rows.append(f'<Override PartName="/{name}" ContentType="{full}"/>')
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    rows.append(f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>')
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{HEAD}<Types xmlns="{space}">{"".join(rows)}</Types>'
