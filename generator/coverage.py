"""Can the fonts draw what the kit says? Never a silent substitute, never an empty box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from generator.fitting.index import leaves
from generator.locate import Locator
from generator.schema.problems import Problem
from generator.themes.fonts import FontFace
from generator.wording import marked, say

MEND = marked(
    "write it otherwise, or name a font that has it under defaults.sosialisasi.fallback_fonts in "
    "_brand.yml, and its files under typography.fonts"
)


def uncovered(kit: Mapping[str, Any], faces: Sequence[FontFace], locator: Locator) -> list[Problem]:
    """Return a problem for every text with characters that one of `faces` and its fallback faces cannot draw."""
    problems = []
    for path, text in leaves(kit):
        lacking = ((face.family, missing) for face in faces if (missing := face.ruler.missing(text)))
        for family, missing in islice(lacking, 1):
            message = say("the font {family} has no “{missing}”", family=family, missing=missing)
            problems.append(locator.problem(path, message, say(MEND)))
    return problems
