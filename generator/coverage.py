"""Can the fonts draw what the kit says? Never a silent substitute, never an empty box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.fitting.session import leaves
from generator.locate import Locator
from generator.schema.problems import Problem
from generator.themes.fonts import FontFace


def uncovered(kit: Mapping[str, Any], faces: Sequence[FontFace], locator: Locator) -> list[Problem]:
    """Return a problem for every text with characters that none of `faces` can draw."""
    problems = []
    for path, text in leaves(kit):
        missing = set(text)
        for face in faces:
            missing &= set(face.ruler.missing("".join(missing)))
        if missing:
            message = f"the font {faces[0].family} has no “{''.join(sorted(missing))}”"
            mend = (
                "write it otherwise, or name a font that has it under defaults.sosialisasi.fallback_fonts in _brand.yml"
            )
            problems.append(locator.problem(path, message, mend))
    return problems
