"""Runs of one script and typeface: Office takes the typeface of a script from `a:latin`, `a:ea` or `a:cs`."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from generator.fitting.scripts import chunks, is_foreign, runs_right_to_left
from generator.renderers.deck.xml import attr
from generator.themes.fonts import FontFace

_SLOTS = ("latin", "ea", "cs")


@dataclass(frozen=True)
class Part:
    """A part of a text in one face; a foreign one takes no tracking; `tag` is its language if not the deck's."""

    text: str
    face: FontFace
    foreign: bool
    tag: str | None


def parts(text: str, face: FontFace) -> Iterator[Part]:
    """Yield the parts of a text that is set in `face`, in reading order."""
    for chunk in chunks(text):
        for run, own in face.runs(chunk.text):
            yield Part(run, own, chunk.foreign, chunk.tag if is_foreign(run) else None)


def faces(text: str, face: FontFace) -> set[FontFace]:
    """Return the faces that a text is drawn in."""
    return {part.face for part in parts(text, face)}


def split_runs(paragraph: Any, face: FontFace) -> None:
    """Split the runs of an a:p where script or face change, and tell each its own; Latin ones stay as they are."""
    text = "".join(run.text for run in paragraph.r_lst)
    if face.ruler.draws(text) and not is_foreign(text):
        return
    if runs_right_to_left(text):
        paragraph.get_or_add_pPr().set("rtl", "1")
    for run in paragraph.r_lst:
        for part in parts(run.text, face):
            run.addprevious(_run(run, part, face))
        paragraph.remove(run)


def _run(run: Any, part: Part, face: FontFace) -> Any:
    """Return a copy of an a:r with the text of a part, dressed for its script and face."""
    copy = deepcopy(run)
    copy.text = part.text
    properties = copy.get_or_add_rPr()
    if part.tag:
        properties.set("lang", part.tag)
    if part.foreign:
        properties.set("spc", "0")
    if part.foreign or part.face is not face:
        name, bold = part.face.office_name
        properties.set("b", str(int(bold)))
        for slot in _SLOTS:
            properties.append(parse_xml(f"<a:{slot} {nsdecls('a')} typeface={attr(name)}/>"))
    return copy
