"""A run of cards is imposed in no time, beside what rendering it takes."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.imposing import imposing_seconds, run_of_cards
from tests.kits import Kits


def test_a_thousand_cards_take_less_than_a_second(kits: Kits, tmp_path: Path) -> None:
    run = run_of_cards(kits.of("example") / "pocket-card.pdf", 1000)
    seconds, pages = min(imposing_seconds(run, tmp_path / "sheets.pdf") for _ in range(3))
    assert pages == 2 * 112
    assert seconds <= 1
