"""Pages as finished: where the estimate and the finished layout disagree, the layout is believed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.fitting.finished import Finished
from generator.renderers import typesetter
from generator.renderers.pdf import Typeset, typeset
from tests.support import EXAMPLE, Outcome, sosialisasi


def _build(
    monkeypatch: pytest.MonkeyPatch, out: Path, *options: str, wider: float = 0.0
) -> tuple[Outcome, list[list[Finished]]]:
    """Build posters whose letters stand `wider` em further apart than they were measured; return each layout too."""
    layouts: list[list[Finished]] = []
    texts = Typeset.texts

    def spaced(html: str, *rest: Any) -> Typeset:
        return typeset(html.replace("</style>", f".t{{letter-spacing:{wider}em!important}}</style>"), *rest)

    def kept(self: Typeset) -> list[Finished]:
        layouts.append(list(texts(self)))
        return layouts[-1]

    if wider:
        monkeypatch.setattr(typesetter, "typeset", spaced)
    monkeypatch.setattr(Typeset, "texts", kept)
    return sosialisasi("build", EXAMPLE, "-o", out, "-l", "id", *options), layouts


def test_the_finished_boxes_agree_with_the_estimate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    outcome, layouts = _build(monkeypatch, tmp_path, "-p", "pocket-card", "-p", "poster", "-p", "handout")
    assert outcome.code == 0, outcome.err
    assert len(layouts) == 7, "one layout a file, and two for the sheet of cards: with bleed, and its label"
    assert [text.lines for text in layouts.pop(2)] == [1]
    assert all(len(layout) > 10 for layout in layouts)
    assert {text.page for text in layouts[-1]} == {1, 2}


@pytest.mark.parametrize("design", ["criteria", "event"])
def test_a_wrong_estimate_leads_to_the_next_smaller_size(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, design: str
) -> None:
    outcome, layouts = _build(monkeypatch, tmp_path, "-p", "poster", "--design", design, wider=0.03)
    assert outcome.code == 0, outcome.err
    assert len(layouts) > 1, "the first layout was believed"
    assert sosialisasi("check", tmp_path).code == 0


def test_what_is_too_large_at_its_minimum_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    outcome, _ = _build(monkeypatch, tmp_path, "-p", "handout", wider=0.5)
    assert outcome.code == 4
    assert "handout (id), page 2: " in outcome.err
    assert "does not fit its room of" in outcome.err
    assert not (tmp_path / "handout.pdf").exists()
