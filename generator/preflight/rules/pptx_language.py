"""Every text says in which language it is: spelling, hyphens and screen readers depend on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.fitting.scripts import is_foreign
from generator.preflight.pptx_file import PptxFile
from generator.preflight.pptx_package import A
from generator.preflight.pptx_slides import Slide
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import marked, say

MEND = marked("select the text and set its proofing language")
_RUNS = (f"{A}r", f"{A}fld")


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault a slide for text without a tag, and one for tags other than expected."""
    for slide in file.slides:
        tags = {tag for tree in (slide.tree, slide.notes_tree) if tree is not None for tag in _tags(tree, slide)}
        wanted = expected.locale or expected.language or ""
        wrong = sorted(tag for tag in tags if tag and not _is(tag, wanted))
        if wrong:
            message = say("text is tagged {names} instead of {wanted}", names=", ".join(wrong)[:60], wanted=wanted)
            yield Fault(message, say(MEND), slide.number, severity="error")
        if "" in tags:
            yield Fault(say("text has no language tag"), say(MEND), slide.number, severity="error" if wanted else None)


def _tags(tree: Any, slide: Slide) -> Iterator[str]:
    """Yield the tag of every run that is not blank, and of every mark at a paragraph's end that has one.

    Names in a script of another language may be tagged with that.
    """
    for run in tree.iter(*_RUNS):
        text = (run.findtext(f"{A}t") or "").strip()
        properties = run.find(f"{A}rPr")
        tag = "" if properties is None else properties.get("lang") or ""
        if text and not (tag and is_foreign(text)):
            yield tag
    yield from (mark.get("lang") for mark in tree.iter(f"{A}endParaRPr") if mark.get("lang"))


def _is(tag: str, wanted: str) -> bool:
    return tag == wanted if "-" in wanted else not wanted or tag.partition("-")[0] == wanted


RULE = Rule(
    id="pptx-language",
    media="pptx",
    severity="warning",
    strict=True,
    looks_for="text and notes without a language tag, or tagged with another language than the deck's",
    check=check,
)
