"""Which theme a kit is dressed in: the event's, or the command's."""

from __future__ import annotations

import pytest

from tests import pdfs
from tests.support import Desk

GROUND, PAPER = (0x12, 0x14, 0x3D), (0xFB, 0xF6, 0xEB)  # of the example's brand; a card's front is on one of them


@pytest.mark.parametrize(
    ("event", "option", "front"),
    [("kertas", None, PAPER), ("kertas", "kawung", GROUND), (None, "kertas", PAPER)],
)
def test_the_event_chooses_and_the_option_overrules(
    desk: Desk, event: str | None, option: str | None, front: tuple[int, int, int]
) -> None:
    if event:
        desk.append("event.yaml", f"theme: {event}\n")
    outcome = desk.build(*(("--theme", option) if option else ()))
    assert outcome.code == 0, outcome.err
    assert pdfs.picture(desk.out / "pocket-card.pdf", 0, 100).getpixel((6, 100)) == front


def test_a_theme_that_is_not_there_is_refused_with_those_that_are(desk: Desk) -> None:
    outcome = desk.build("--theme", "kartas")
    assert outcome.code == 3
    assert "there is no theme “kartas”; themes here: kawung, kertas" in outcome.err
