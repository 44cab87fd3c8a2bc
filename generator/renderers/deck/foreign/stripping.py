"""A template read to the bone: its masters, layouts and theme stay; its slides, and what runs or fetches, go."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PIL import Image
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, PartFactory
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.package import Package

from generator.errors import InputError
from generator.images import LogoError
from generator.preflight.limits import check_package
from generator.renderers.deck.foreign.mending import mend_layouts
from generator.renderers.deck.foreign.opening import Stripped
from generator.renderers.deck.presentation import PRES_PROPS, VIEW_PROPS
from generator.schema.problems import Problem
from generator.svg import inspect_svg
from generator.wording import say

_MAIN = {CT.PML_PRESENTATION_MAIN, CT.PML_TEMPLATE_MAIN, CT.PML_SLIDESHOW_MAIN}
_MACROS = ("vbaProject", "activeX", "macroEnabled")
_GONE = {
    RT.THUMBNAIL, RT.PRINTER_SETTINGS, RT.COMMENT_AUTHORS, RT.CUSTOM_XML, RT.CORE_PROPERTIES, RT.CUSTOM_PROPERTIES,
    RT.EXTENDED_PROPERTIES, RT.ORIGIN, RT.TAGS, RT.VIEW_PROPS, RT.PRES_PROPS,
}  # fmt: skip
MAX_PIXELS = 60_000_000
_SVG, _RASTERS = "image/svg+xml", ("image/png", "image/jpeg")
_SAFE = ("http", "https", "mailto", "tel")
_NOTHING_ELSE = {
    "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip",
    *map(qn, ("a:hlinkClick", "a:hlinkHover", "a:hlinkMouseOver", "p:tags", "p:custData", "p:snd", "a:snd")),
    *map(qn, ("a:videoFile", "a:audioFile", "a:quickTimeFile", "a:wavAudioFile")),
}  # elements that do nothing but refer
_NEXT_TO_SLIDES = ("p:custShowLst", "p:modifyVerifier", "p:custDataLst", "p:smartTags", "p:photoAlbum")
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


def stripped(path: Path) -> Stripped:
    """Return a stranger's .pptx or .potx stripped; to be called where memory and time are bounded.

    Raises InputError for a file that is none, is damaged or locked, passes a limit, or brings macros.
    """
    check_package(path)
    package = _opened(path)
    presentation: Any = package.presentation_part.presentation
    slides = [(str(slide.slide_layout.part.partname), _shows_furniture(slide)) for slide in presentation.slides]
    used = tuple(part for part, _ in slides)
    bare = frozenset(used) - {part for part, shows in slides if shows}
    _drop_slides(presentation)
    _check_pictures(package, path)
    _drop_others(package)
    mend_layouts(presentation)
    saved = io.BytesIO()
    presentation.save(saved)
    return Stripped(saved.getvalue(), used, bare)


def is_closed(path: Path) -> bool:
    """Return whether a deck, read where memory and time are bounded, takes nothing from outside and runs nothing.

    Raises InputError as `stripped` does.
    """
    check_package(path)
    package = _opened(path)
    relations = (relation for part in package.iter_parts() for relation in part.rels.values())
    return not any(relation.is_external and _strays(relation) for relation in relations)


def _shows_furniture(slide: Any) -> bool:
    return any(shape.element.ph.get("type") in ("ftr", "sldNum") for shape in slide.placeholders)


def _opened(path: Path) -> Any:
    package = Package.open(str(path))  # Presentation() refuses templates by their type
    try:
        main = package.main_document_part
    except KeyError:
        raise _refused(
            path, say("it holds no presentation"), say("give a file that was saved as .pptx or .potx")
        ) from None
    kinds = [main.content_type, *(part.content_type for part in package.iter_parts())]
    if any(word in kind for kind in kinds for word in _MACROS):
        raise _refused(path, say("it brings macros or controls"), say("save it as .pptx or .potx without macros"))
    if main.content_type not in _MAIN:
        raise _refused(path, say("it is no presentation"), say("give a file that was saved as .pptx or .potx"))
    if b"purl.oclc.org" in main.blob[:4000]:
        raise _refused(path, say("it is saved as Strict Open XML"), say("save it as an ordinary .pptx or .potx"))
    main._content_type = CT.PML_PRESENTATION_MAIN  # a .potx becomes a .pptx
    return package


def _refused(path: Path, message: str, mend: str) -> InputError:
    return InputError([Problem(str(path), 0, 0, "", message, mend)])


def _drop_slides(presentation: Any) -> None:
    """Take the slides out, their sections, the shows made of them, and the password that guards them."""
    root = presentation.element
    listed = root.find(qn("p:sldIdLst"))
    for slide in listed if listed is not None else ():
        presentation.part.rels.pop(slide.rId)
    for name in ("p:sldIdLst", *_NEXT_TO_SLIDES):
        for element in root.findall(qn(name)):
            root.remove(element)
    for extension in [one for one in root.iter(qn("p:ext")) if one.get("uri") == _SECTIONS]:
        extension.getparent().remove(extension)
    extensions = root.find(qn("p:extLst"))
    if extensions is not None and not len(extensions):
        root.remove(extensions)


def _drop_others(package: Any) -> None:
    """Take out what is not the look: properties, comments, data, links to the slides that are gone or to elsewhere."""
    main = package.main_document_part
    for source in (package, *package.iter_parts()):
        rels = source._rels if source is package else source.rels
        for key, relation in list(rels.items()):
            if relation.reltype in _GONE or _strays(relation):
                rels.pop(key)
                if source is not package:
                    _forget(source, key)
    for kind, name, content, xml in (
        (RT.PRES_PROPS, "/ppt/presProps.xml", CT.PML_PRES_PROPS, PRES_PROPS),
        (RT.VIEW_PROPS, "/ppt/viewProps.xml", CT.PML_VIEW_PROPS, VIEW_PROPS),
    ):
        main.relate_to(PartFactory(PackURI(name), content, package, xml.encode()), kind)


def _strays(relation: Any) -> bool:
    """Return whether a relation leads to a slide, or out of the file other than by a link to click on."""
    if relation.is_external:
        return relation.reltype != RT.HYPERLINK or urlsplit(relation.target_ref).scheme.lower() not in _SAFE
    part = relation.target_part
    return relation.reltype in (RT.SLIDE, RT.NOTES_SLIDE) or (part.content_type == _SVG and not _closed(part.blob))


def _closed(svg: bytes) -> bool:
    """Return whether an SVG takes nothing from outside and runs nothing."""
    try:
        inspect_svg(svg)
    except LogoError:
        return False
    return True


def _check_pictures(package: Any, path: Path) -> None:
    """Refuse pictures that take all memory once they are unpacked."""
    for part in package.iter_parts():
        if part.content_type in _RASTERS:
            try:
                with Image.open(io.BytesIO(part.blob), formats=("PNG", "JPEG")) as image:
                    width, height = image.size
            except (OSError, ValueError, Image.DecompressionBombError):
                raise _refused(
                    path, say("its picture {partname} is damaged or a bomb", partname=part.partname), say("replace it")
                ) from None
            if width * height > MAX_PIXELS:
                message = say(
                    "its picture {partname} has {width} × {height} pixels",
                    partname=part.partname,
                    width=width,
                    height=height,
                )
                raise _refused(
                    path,
                    message,
                    say("make it smaller, {limit} megapixels at most", limit=MAX_PIXELS // 10**6),
                )


def _forget(part: Part, key: str) -> None:
    """Take out of a part's XML what refers to a relation that is gone."""
    root = getattr(part, "_element", None)
    for element in list(_referring(root, key)) if root is not None else ():
        parent = element.getparent()
        if element.tag in _NOTHING_ELSE and parent is not None:
            parent.remove(element)
            continue
        for name in [name for name, value in element.attrib.items() if value == key and _is_reference(name)]:
            del element.attrib[name]


def _referring(root: Any, key: str) -> Iterator[Any]:
    for element in root.iter():
        if any(value == key and _is_reference(name) for name, value in element.attrib.items()):
            yield element


def _is_reference(name: str) -> bool:
    return name.startswith(f"{{{qn('r:id')[1:].partition('}')[0]}}}")
