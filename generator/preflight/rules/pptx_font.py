"""Fonts are embedded or on every machine; else other people see other letters."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pptx_file import PptxFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import say

_FAMILIES = """
    Aptos, Aptos Display, Arial, Arial Black, Arial Narrow, Bahnschrift, Book Antiqua, Bookman Old Style, Calibri,
    Calibri Light, Cambria, Cambria Math, Candara, Century Gothic, Comic Sans MS, Consolas, Constantia, Corbel,
    Courier, Courier New, Franklin Gothic Medium, Garamond, Georgia, Gill Sans MT, Helvetica, Impact, Lucida Console,
    Lucida Sans Unicode, Palatino Linotype, Segoe UI, Segoe UI Light, Segoe UI Semibold, Symbol, Tahoma,
    Times, Times New Roman, Trebuchet MS, Verdana, Webdings, Wingdings, Wingdings 2, Wingdings 3
"""
COMMON = frozenset(name.strip().casefold() for name in _FAMILIES.split(","))


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield the fonts of texts that are neither; apart, those with a file in fonts/ beside the deck of which no README
    there says that they are to be installed."""
    runs = (run for slide in file.slides for text in slide.texts for one in text.paragraphs for run in one.runs)
    named = {run.typeface for run in runs if run.text.strip() and run.typeface}
    embedded = {name.casefold() for name in file.embedded}
    foreign = sorted(name for name in named if name.casefold() not in COMMON | embedded)
    beside = {family for family, _ in file.faces.beside} if foreign else set()
    for_all = [name for name in foreign if name.lower() not in beside]
    if for_all:
        message = say("text is set in {names}: neither embedded nor on every machine", names=", ".join(for_all)[:200])
        yield Fault(message, say("embed the font, put its files into fonts/ beside the deck, or take a common one"))
    untold = [name for name in foreign if name.lower() in beside and name.lower() not in file.faces.told]
    if untold:
        shown = ", ".join(untold)
        message = say("text is set in {shown}: not embedded, its files lie in fonts/", shown=shown[:200])
        yield Fault(
            message, say("install the files in fonts/ on every machine that shows the deck"), severity="warning"
        )


RULE = Rule(
    id="pptx-font",
    media="pptx",
    severity="error",
    strict=False,
    looks_for="fonts that are neither embedded nor common; a warning if their files lie in fonts/ without a README",
    check=check,
    look=True,
)
