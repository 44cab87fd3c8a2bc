"""Find whatever in a PDF is not CMYK: a walk of its own over all that its pages draw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Stream

from generator.wording import say

_SETTING = {"g": "grey", "G": "grey", "rg": "RGB", "RG": "RGB"}
_INKS = ("/DeviceCMYK", "/Separation", "/DeviceN", "/Pattern")
_GREYS = ("/DeviceGray", "/G", "/CalGray")


def scan(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """Return each colour that is neither CMYK nor a separation: page, from 1, and what it is and where.

    Soft masks may be grey: they hold no ink.
    """
    walk = _Walk()
    return [
        (number, found)
        for number, page in enumerate(pdf.pages, start=1)
        for found in walk.holder(page.obj, say("the page"), mask=False)
    ]


class _Walk:
    def __init__(self) -> None:
        self._seen: set[tuple[tuple[int, int], bool]] = set()

    def holder(self, holder: Any, name: str, mask: bool) -> Iterator[str]:
        """Yield the strays of a page, form or tiling pattern and of all that it draws."""
        if holder.objgen != (0, 0):
            if (holder.objgen, mask) in self._seen:
                return
            self._seen.add((holder.objgen, mask))
        resources = holder.get("/Resources", Dictionary())
        spaces = resources.get("/ColorSpace", Dictionary())
        content = holder if isinstance(holder, Stream) else pikepdf.Page(holder)
        for found in _operators(content, spaces, mask):
            yield say("{found} in {name}", found=found, name=name)
        yield from _space(holder.get("/Group", Dictionary()).get("/CS"), say("the group of {name}", name=name), mask)
        yield from self._drawn(resources, name, mask)
        for note in holder.get("/Annots", Array()):
            for look in note.get("/AP", Dictionary()).values():
                if isinstance(look, Stream):
                    yield from self.holder(look, say("a note"), mask)

    def _drawn(self, resources: Any, name: str, mask: bool) -> Iterator[str]:
        for key, item in resources.get("/XObject", Dictionary()).items():
            if item.get("/Subtype") == "/Form":
                yield from self.holder(item, say("the form {key} of {name}", key=key, name=name), mask)
            elif not item.get("/ImageMask", False):
                yield from _space(
                    item.get("/ColorSpace", pikepdf.Name("/none")),
                    say("the image {key} of {name}", key=key, name=name),
                    mask,
                )
        for key, item in resources.get("/Pattern", Dictionary()).items():
            if isinstance(item, Stream):
                yield from self.holder(item, say("the pattern {key} of {name}", key=key, name=name), mask)
            else:
                yield from _gradient(item.Shading, say("the gradient {key} of {name}", key=key, name=name), mask)
        for key, item in resources.get("/Shading", Dictionary()).items():
            yield from _gradient(item, say("the gradient {key} of {name}", key=key, name=name), mask)
        for key, item in resources.get("/ExtGState", Dictionary()).items():
            if isinstance(item.get("/SMask"), Dictionary):
                yield from self.holder(item.SMask.G, say("the mask {key} of {name}", key=key, name=name), mask=True)
        for key, font in resources.get("/Font", Dictionary()).items():
            for glyph in font.get("/CharProcs", Dictionary()).values():
                yield from self.holder(glyph, say("a glyph of the font {key} of {name}", key=key, name=name), mask)


def _operators(content: Any, spaces: Any, mask: bool) -> Iterator[str]:
    """Yield the instructions that set or show other colours, the first of each kind."""
    told: dict[str, int] = {}
    for instruction in pikepdf.parse_content_stream(content):
        operator = str(instruction.operator)
        found: list[str] = []
        if operator in _SETTING and not (mask and operator in "gG"):
            found = [f"{_SETTING[operator]} ({operator})"]
        elif operator in ("cs", "CS"):
            named = str(instruction.operands[0])
            found = list(_space(spaces.get(named, instruction.operands[0]), operator, mask))
        elif isinstance(instruction, pikepdf.ContentStreamInlineImage):
            image = instruction.iimage
            found = [] if image.image_mask else list(_space(image.obj.get("/ColorSpace"), say("an image"), mask))
        for each in found:
            told[each] = told.get(each, 0) + 1
    for each, count in told.items():
        yield each if count == 1 else say("{each}, {count} times,", each=each, count=count)


def _gradient(shading: Any, name: str, mask: bool) -> Iterator[str]:
    yield from _space(shading.get("/ColorSpace"), name, mask)


def _space(space: Any, name: str, mask: bool) -> Iterator[str]:
    """Yield what is wrong with a colour space; none at all is none."""
    if space is None:
        return
    kind = str(space[0]) if isinstance(space, Array) else str(space)
    if kind == "/Indexed":
        yield from _space(space[1], name, mask)
    elif kind not in _INKS and not (mask and kind in _GREYS):
        yield say("{kind} in {name}", kind=kind.lstrip("/"), name=name)
