"""The calibration sheet: made when it is named, as large as the cards' sheet, its pointers over its scales' zeros."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.preflight.context import expected_beside
from generator.preflight.runner import examine
from tests import pdfs
from tests.kits import LANGUAGES
from tests.support import EXAMPLE, copy_example, sosialisasi


def _made(folder: Path, *options: str) -> list[Path]:
    outcome = sosialisasi("products", "calibration", EXAMPLE, "-o", folder, *options)
    assert outcome.code == 0, outcome.err
    return [Path(line) for line in outcome.out.splitlines()]


@pytest.mark.parametrize(
    ("options", "size"),
    [
        ((), (297, 210)),
        (("--sheet", "A3"), (297, 420)),
        (("--sheet", "SRA3"), (320, 450)),
        (("--sheet", "200x160"), (160, 200)),
    ],
)
def test_it_is_written_as_large_as_the_cards_sheet(
    tmp_path: Path, options: tuple[str, ...], size: tuple[float, float]
) -> None:
    made = _made(tmp_path, *options)
    assert made == [tmp_path / f"{folder}calibration.pdf" for folder in LANGUAGES.values()]
    for path, language in zip(made, LANGUAGES, strict=True):
        assert pdfs.trims(path) == [pytest.approx(size, abs=0.1)] * 2
        assert pdfs.language_and_title(path)[0] == language
        assert examine(path, expected_beside(path)).findings == ()


def test_a_kit_is_built_without_it(tmp_path: Path) -> None:
    assert sosialisasi("build", EXAMPLE, "-l", "id", "-o", tmp_path).code == 0
    assert not (tmp_path / "calibration.pdf").exists()


def test_scales_and_pointers_lie_about_the_middle_of_the_sheet(tmp_path: Path) -> None:
    path = _made(tmp_path, "--sheet", "A3")[0]
    middle_x, middle_y = 297 / 2, 420 / 2
    scale = [value / 1.0 for value in (-10, -5, 0, 5, 10)]
    # Beyond the short ticks, where only every fifth millimetre has one.
    assert _across(path, 0, middle_y - 22 - 7.5) == pytest.approx([middle_x + value for value in scale], abs=0.06)
    assert _down(path, 0, middle_x - 22 - 7.5) == pytest.approx([middle_y + value for value in scale], abs=0.06)
    for out in (-29.5, 29.5):  # on both sides, for either way of turning the sheet
        assert _across(path, 1, middle_y + out) == pytest.approx([middle_x], abs=0.06)
        assert _down(path, 1, middle_x + out) == pytest.approx([middle_y], abs=0.06)


def test_numbers_stand_at_their_ticks(tmp_path: Path) -> None:
    lines = pdfs.lines(_made(tmp_path)[0])
    for text, value in {"−10": -10, "−5": -5, "0": 0, "5": 5, "10": 10}.items():
        level, upright = (line.box for line in lines if line.text == text)
        assert (level.left + level.right) / 2 == pytest.approx(148.5 + value, abs=0.4)
        assert (upright.top + upright.bottom) / 2 == pytest.approx(105 + value, abs=0.4)


def _across(path: Path, page: int, y: float) -> list[float]:
    """Return where the lines near the middle cross a level line, in mm from the left; `y` in mm from the top."""
    picture = pdfs.picture(path, page, 508).convert("L")
    return _middles([picture.getpixel((x, round(y * 20))) for x in range(picture.width)], picture.width)


def _down(path: Path, page: int, x: float) -> list[float]:
    picture = pdfs.picture(path, page, 508).convert("L")
    return _middles([picture.getpixel((round(x * 20), y)) for y in range(picture.height)], picture.height)


def _middles(pixels: list[Any], length: int) -> list[float]:
    """Return the middles in mm of dark runs within 15 mm of the middle."""
    dark = [at for at, value in enumerate(pixels) if value < 160 and abs(at - length / 2) < 15 * 20]
    starts = [at for at in dark if at - 1 not in dark]
    ends = [at for at in dark if at + 1 not in dark]
    return [(start + end + 1) / 2 / 20 for start, end in zip(starts, ends, strict=True)]


def test_where_nothing_is_imposed_there_is_nothing_to_calibrate(tmp_path: Path) -> None:
    project = copy_example(tmp_path / "proyek")
    own = project / "templates" / "pocket-card"
    own.mkdir(parents=True)
    text = (EXAMPLE.parents[2] / "templates" / "pocket-card" / "product.yaml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("imposition")]
    (own / "product.yaml").write_text("\n".join(lines), encoding="utf-8")
    outcome = sosialisasi("products", "calibration", project, "-o", tmp_path / "out")
    assert outcome.code == 3
    assert "calibrates: no product “pocket-card” is imposed; name one with an imposition" in outcome.err
