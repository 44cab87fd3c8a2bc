"""Whole kits of the example and of the fixtures, built once a test run by whichever worker comes first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from tests.support import EXAMPLE, ROOT, sosialisasi

FIXTURES = ROOT / "tests" / "fixtures" / "valid"
PROJECTS = {"example": EXAMPLE, **{name: FIXTURES / name for name in ("shortest", "longest", "other-brand")}}
# Other subjects: an invented country's code, another of the seven values, and a long one of nine values.
TOPICS = {name: ROOT / "tests" / "fixtures" / "topics" / name for name in ("short", "usual", "long")}
LANGUAGES = {"id": "", "en": "en/"}
THEMES = ("kawung", "kertas")
# Projects with the theme they are dressed in: all in the first, the example in each, the rest as a long proof.
DRESSED = [
    pytest.param((name, theme), id=name if theme == THEMES[0] else f"{name}-{theme}", marks=marks)
    for theme in THEMES
    for name in PROJECTS
    for marks in [[] if theme == THEMES[0] or name == "example" else [pytest.mark.long]]
]


@dataclass(frozen=True)
class Kits:
    """Builds kits into a folder that all workers of a test run share."""

    folder: Path

    def of(self, name: str, *options: str) -> Path:
        """Return the output of a project in both languages, built with `options`. Do not write there."""
        out = self.folder / "-".join([name, *(option.lstrip("-") for option in options)])
        with FileLock(f"{out}.lock"):
            if not (out / "manifest.json").is_file():
                outcome = sosialisasi("build", (PROJECTS | TOPICS)[name], "-o", out, *options)
                assert outcome.code == 0, f"{name}: {outcome.err}"
        return out

    def dressed(self, name: str, theme: str, *options: str) -> Path:
        """Return the output of a project in a theme."""
        return self.of(name, *options, *(() if theme == THEMES[0] else ("--theme", theme)))
