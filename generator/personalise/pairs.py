"""Which characters of a font are shaped by pairs alone: no substitution begins with them, kerning looks at two."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from typing import Any

# Substitutions that a program makes unless it is told not to.
_SUBSTITUTIONS = {"calt", "ccmp", "clig", "liga", "locl", "rclt", "rlig", "rvrn"}
_PAIR, _CHAIN, _EXTENSION = 2, 6, {"GSUB": 7, "GPOS": 9}


def paired(data: bytes) -> str:
    """Return those characters of a font file; "" if its kerning is not by pairs alone.

    Only what fonts do in every language counts.
    """
    from fontTools.ttLib import TTFont  # noqa: PLC0415  # slow to import; what is found out is kept in the plate

    with TTFont(io.BytesIO(data), lazy=True) as font:
        if any(not _by_pairs(lookup) for lookup in _subtables(font, "GPOS", {"kern", "dist"})):
            return ""
        letters = {code: glyph for code, glyph in font.getBestCmap().items() if not unicodedata.combining(chr(code))}
        glyphs = set(letters.values())
        first = {glyph for table in _subtables(font, "GSUB", _SUBSTITUTIONS) for glyph in _beginnings(table, glyphs)}
        return "".join(chr(code) for code, glyph in sorted(letters.items()) if glyph not in first)


def _subtables(font: Any, name: str, wanted: set[str]) -> Iterator[Any]:
    table = font[name].table if name in font else None
    if table is None or table.FeatureList is None or table.LookupList is None:
        return
    systems = [record.Script.DefaultLangSys for record in table.ScriptList.ScriptRecord]
    features = {index for system in systems if system for index in system.FeatureIndex}
    records = [table.FeatureList.FeatureRecord[index] for index in features]
    lookups = {index for each in records if each.FeatureTag in wanted for index in each.Feature.LookupListIndex}
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            yield subtable.ExtSubTable if subtable.LookupType == _EXTENSION[name] else subtable


def _by_pairs(subtable: Any) -> bool:
    return bool(subtable.LookupType == _PAIR and subtable.ValueFormat2 == 0)


def _beginnings(subtable: Any, letters: set[str]) -> Iterator[str]:
    """Yield every glyph at which a substitution may begin in a text of these glyphs."""
    if hasattr(subtable, "mapping"):  # one for one, or one for several
        yield from subtable.mapping
    elif hasattr(subtable, "ligatures"):
        yield from subtable.ligatures
    elif hasattr(subtable, "alternates"):
        yield from subtable.alternates
    elif subtable.LookupType == _CHAIN and subtable.Format == 2:
        yield from _by_classes(subtable, letters)
    elif getattr(subtable, "InputCoverage", None):
        yield from subtable.InputCoverage[0].glyphs
    elif isinstance(getattr(subtable, "Coverage", None), list):
        yield from subtable.Coverage[0].glyphs
    else:
        yield from subtable.Coverage.glyphs


def _by_classes(subtable: Any, letters: set[str]) -> Iterator[str]:
    """Yield the glyphs that begin a rule of classes whose further glyphs can be letters at all."""
    own, later = subtable.InputClassDef.classDefs, subtable.LookAheadClassDef.classDefs
    # Class 0 is whatever has no other.
    own_classes = {0, *(own.get(glyph, 0) for glyph in letters)}
    later_classes = {0, *(later.get(glyph, 0) for glyph in letters)}
    for number, rules in enumerate(subtable.ChainSubClassSet):
        for rule in rules.ChainSubClassRule if rules else ():
            if own_classes.issuperset(rule.Input) and later_classes.issuperset(rule.LookAhead):
                yield from (glyph for glyph in subtable.Coverage.glyphs if own.get(glyph, 0) == number)
