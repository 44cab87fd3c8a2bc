"""The proof in small: what is built has no fault, predictions hold, and no kit breaks the build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.proof.boxes import prove_boxes
from tests.proof.kits import BROKEN, BUILT, prove
from tests.proof.projects import covering_fonts

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


def test_lines_of_generated_boxes_are_as_predicted(tmp_path: Path) -> None:
    boxes = prove_boxes(7, 200, tmp_path)
    assert boxes.strays == 0
    assert len(boxes.different) <= 0.005 * boxes.boxes


@pytest.mark.parametrize(("theme", "first"), [("kawung", 0), ("kawung", 5), ("kertas", 0), ("kertas", 5)])
def test_generated_kits_fit_or_are_refused(theme: str, first: int, tmp_path: Path) -> None:
    outcomes = prove(7, range(first, first + 5), covering_fonts(), tmp_path / "kits", theme)
    assert [outcome.message for outcome in outcomes if outcome.end == BROKEN] == []
    assert any(outcome.end == BUILT for outcome in outcomes)
    assert [fault for outcome in outcomes for fault in outcome.faults] == []
