"""Layouts mended that programs write oddly: placeholders of one number, and the styles that LibreOffice leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

FIRST_FREE = 101  # placeholder numbers of our own giving
_TITLES = ("title", "ctrTitle")
_FURNITURE = ("dt", "ftr", "sldNum")
_AFTER_STYLES = qn("p:extLst")
Frame = tuple[int, int, int, int]  # x, y, width, height in EMU


def mend_layouts(presentation: Any) -> None:
    """Give every placeholder of a layout its own number; give LibreOffice's masters and layouts what they lack."""
    masters = list(presentation.slide_masters)
    if masters and all(master.element.find(qn("p:txStyles")) is None for master in masters):
        wrong = _frames(masters[-1])
        for master in masters:
            _restore(master, wrong)
    for master in masters:
        for layout in master.slide_layouts:
            _renumber(list(layout.placeholders))


def _renumber(placeholders: list[Any]) -> None:
    """Number anew what has the number of an earlier placeholder; the title keeps 0."""
    placeholders.sort(key=lambda one: one.element.ph.get("type") not in _TITLES)
    taken: set[str] = set()
    free = FIRST_FREE
    for placeholder in placeholders:
        ph = placeholder.element.ph
        number = ph.get("idx", "0")
        if number in taken or (number == "0" and ph.get("type") not in _TITLES):
            number, free = str(free), free + 1
            ph.set("idx", number)
        taken.add(number)


def _restore(master: Any, wrong: dict[str, Frame]) -> None:
    """Take styles and places of a LibreOffice master's layouts from the master.

    LibreOffice (7.4) writes the styles into the master's sample texts alone, and gives the layouts of all masters the
    places of the last one, `wrong`.
    """
    right = _frames(master)
    samples = {_role(shape): shape for shape in _holders(master)}
    parts = {role: _style(samples[role]) if role in samples else "" for role in ("title", "body")}
    styles = parse_xml(
        f"<p:txStyles {nsdecls('p', 'a')}><p:titleStyle>{parts['title']}</p:titleStyle>"
        f"<p:bodyStyle>{parts['body']}</p:bodyStyle><p:otherStyle/></p:txStyles>"
    )
    extensions = master.element.find(_AFTER_STYLES)
    if extensions is None:
        master.element.append(styles)
    else:
        extensions.addprevious(styles)
    for shape in samples.values():
        _unscale(shape)
    for line in master.element.iter(qn("a:ln")):
        if line.get("w") == "0":  # LibreOffice's default for what was given no line
            line.getparent().replace(line, parse_xml(f"<a:ln {nsdecls('a')}><a:noFill/></a:ln>"))
    for layout in master.slide_layouts:
        for shape in layout.placeholders:
            if shape.element.ph.get("type") == "ftr":
                shape.text_frame.text = ""  # a word of LibreOffice's, not of the template's
        for shape in _holders(layout):
            role = _role(shape)
            _plain(shape, bare=shape.element.ph.get("type") == "subTitle")
            if role in right and role in wrong:
                _move(shape, wrong[role], right[role])


def _holders(sheet: Any) -> Iterator[Any]:
    return (one for one in sheet.placeholders if one.element.ph.get("type") not in _FURNITURE)


def _role(shape: Any) -> str:
    return "title" if shape.element.ph.get("type") in _TITLES else "body"


def _frames(master: Any) -> dict[str, Frame]:
    return {_role(one): (one.left, one.top, one.width, one.height) for one in _holders(master)}


def _style(sample: Any) -> str:
    """Return the list style that a master's sample text shows, level by level."""
    levels = {}
    for paragraph in sample.element.txBody.findall(qn("a:p")):
        properties = paragraph.find(qn("a:pPr"))
        level = int(properties.get("lvl") or 0) + 1 if properties is not None else 1
        run = next((one for one in paragraph.iter(qn("a:rPr"), qn("a:endParaRPr"))), None)
        if level not in levels and level <= 9:
            levels[level] = _level(level, properties, run)
    return "".join(levels[level] for level in sorted(levels))


def _level(level: int, properties: Any, run: Any) -> str:
    from lxml import etree  # noqa: PLC0415

    made = parse_xml(f"<a:lvl{level}pPr {nsdecls('a')}/>")
    if properties is not None:
        for name, value in properties.attrib.items():
            if name != "lvl":
                made.set(name, value)
        made.extend(deepcopy(child) for child in properties if child.tag != qn("a:defRPr"))
    if run is not None:
        character = deepcopy(run)
        character.tag = qn("a:defRPr")
        character.attrib.pop("lang", None)
        made.append(character)
    return str(etree.tostring(made, encoding="unicode"))


def _unscale(shape: Any) -> None:
    """Undo the shrinking of a sample text, which is none of the text to come."""
    for fit in shape.element.iter(qn("a:normAutofit")):
        fit.attrib.clear()


def _plain(shape: Any, bare: bool) -> None:
    """Leave a layout's placeholder nothing of its own but its place; a subtitle has no bullet."""
    body = shape.element.txBody
    old = body.find(qn("a:bodyPr"))
    body.replace(old, parse_xml(f"<a:bodyPr {nsdecls('a')}/>"))
    for style in body.findall(qn("a:lstStyle")):
        body.remove(style)
    level = '<a:lvl1pPr marL="0" indent="0"><a:buNone/></a:lvl1pPr>' if bare else ""
    body.insert(1, parse_xml(f"<a:lstStyle {nsdecls('a')}>{level}</a:lstStyle>"))
    for paragraph in body.findall(qn("a:p")):
        for child in list(paragraph):
            paragraph.remove(child)


def _move(shape: Any, wrong: Frame, right: Frame) -> None:
    """Place a shape in the right frame as it stood in the wrong one."""
    place = (shape.left, shape.top, shape.width, shape.height)
    if None in place or not wrong[2] or not wrong[3]:
        return
    across, down = right[2] / wrong[2], right[3] / wrong[3]
    shape.left = round(right[0] + (place[0] - wrong[0]) * across)
    shape.top = round(right[1] + (place[1] - wrong[1]) * down)
    shape.width, shape.height = round(place[2] * across), round(place[3] * down)
