"""Whole kits of the example and of the fixtures, built once a test run by whichever worker comes first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from tests.support import EXAMPLE, ROOT, sosialisasi

FIXTURES = ROOT / "tests" / "fixtures" / "valid"
PROJECTS = {"example": EXAMPLE, **{name: FIXTURES / name for name in ("shortest", "longest", "other-brand")}}
LANGUAGES = {"id": "", "en": "en/"}


@dataclass(frozen=True)
class Kits:
    """Builds kits into a folder that all workers of a test run share."""

    folder: Path

    def of(self, name: str, *options: str) -> Path:
        """Return the output of a project in both languages, built with `options`. Do not write there."""
        out = self.folder / "-".join([name, *(option.lstrip("-") for option in options)])
        with FileLock(f"{out}.lock"):
            if not (out / "manifest.json").is_file():
                outcome = sosialisasi("build", PROJECTS[name], "-o", out, *options)
                assert outcome.code == 0, f"{name}: {outcome.err}"
        return out
