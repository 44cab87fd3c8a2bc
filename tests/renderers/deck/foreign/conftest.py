"""Decks built once a session in each of five templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.renderers.deck.foreign.templates import TEMPLATES
from tests.support import copy_example, sosialisasi

LINE = "    deck: {{template: assets/{name}{more}}}\n"


@dataclass(frozen=True)
class Built:
    """A deck: its template's kind and file, the project, the output, and what the build said."""

    kind: str
    template: Path
    project: Path
    out: Path
    said: str

    @property
    def deck(self) -> Path:
        """The deck's file."""
        return self.out / "deck.pptx"


def dressed(project: Path, template: Path, more: str = "") -> Path:
    """Let a project use a template; `more` goes on after its name in _brand.yml."""
    (project / "assets" / template.name).write_bytes(template.read_bytes())
    brand = project / "_brand.yml"
    text = re.sub(r"^    deck: .*\n", "", brand.read_text(encoding="utf-8"), flags=re.M)
    brand.write_text(text + LINE.format(name=template.name, more=more), encoding="utf-8")
    return project


@pytest.fixture(scope="session", params=TEMPLATES)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The example's deck in each template in turn."""
    folder = tmp_path_factory.mktemp("template")
    template = TEMPLATES[request.param](folder)
    project = dressed(copy_example(folder / "proyek"), template)
    outcome = sosialisasi("build", project, "-p", "deck", "-l", "id", "-o", folder / "kit")
    assert outcome.code == 0, outcome.err
    return Built(request.param, template, project, folder / "kit", outcome.err)
