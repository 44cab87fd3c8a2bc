"""What a template's footers say: an agency's name stays, words that only hold the place do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pptx
import pytest

from generator.renderers.deck.foreign.opening import open_template
from generator.renderers.deck.foreign.sheets import sheets_of
from tests.renderers.deck.foreign.templates import AGENCY, saved


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (AGENCY, AGENCY),
        ("Dinas Kaki Langit", "Dinas Kaki Langit"),
        ("Footer", ""),
        ("Sample Footer Text", ""),
        ("<footer>", ""),
        ("‹footer›", ""),
        ("[Nama instansi]", ""),
        ("Teks kaki", ""),
        ("Presentation Title", ""),
    ],
)
def test_words_that_hold_a_footers_place_say_nothing(tmp_path: Path, said: str, kept: str) -> None:
    presentation: Any = pptx.Presentation()
    for layout in presentation.slide_layouts:
        for shape in layout.placeholders:
            if shape.element.ph.get("type") == "ftr":
                shape.text_frame.text = said
    stripped = open_template(saved(presentation, tmp_path / "kaki.pptx")).stripped
    assert {sheet.footer for sheet in sheets_of(stripped)} == {kept}
