"""Papers by name or by size."""

from __future__ import annotations

import pytest

from generator.products import SHEETS, paper


@pytest.mark.parametrize(
    ("text", "size"),
    [
        *SHEETS.items(),
        ("sra3", (320, 450)),
        ("320x450mm", (320, 450)),
        ("320x450", (320, 450)),
        ("320 × 450 mm", (320, 450)),
        ("85.6X54", (85.6, 54)),
    ],
)
def test_a_paper_is_known_by_name_or_size(text: str, size: tuple[float, float]) -> None:
    assert paper(text) == size


@pytest.mark.parametrize(
    "text", ["", "A", "A9", "320", "320x", "x450", "-1x5", "0x5", "1e3x5", "9999x10", "320x450cm", "nanxnan", "1x2x3"]
)
def test_anything_else_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"a sheet|no sheet"):
        paper(text)
