"""Logos on title slides of templates that bring none: in a free corner, where they are seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from generator.preflight.pptx_box import Box
from generator.renderers.deck.foreign.hanging import Wall
from generator.renderers.deck.foreign.matching import match_layouts
from generator.renderers.deck.foreign.opening import open_template
from generator.renderers.deck.foreign.sheets import sheets_of
from generator.renderers.deck.foreign.styles import styles_of
from generator.renderers.deck.outline import OutlineImage
from generator.renderers.logos import LogoBook
from tests.renderers.deck.foreign.conftest import Built
from tests.renderers.deck.foreign.templates import four_by_three, python_pptx

NAVY = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0H20V10H0Z" fill="#102040"/></svg>'
CLEAR = NAVY.replace(b"#102040", b"#FFFFFF")


def wall(template: Path, logo: bytes, kind: str = "title") -> Wall:
    stripped = open_template(template).stripped
    match = match_layouts(sheets_of(stripped), {})[0].matches[kind]
    grid = styles_of(stripped, [match]).grounds[match.sheet.part]
    return Wall(match.sheet, grid, LogoBook({"logo-1": (logo, "image/svg+xml"), "logo-2": (logo, "image/svg+xml")}, {}))


def logos(count: int) -> list[OutlineImage]:
    return [OutlineImage(place="logos", source=f"logo-{number}", alt="Logo", ratio=2) for number in range(1, count + 1)]


def test_they_stand_in_a_row_at_the_titles_edge(tmp_path: Path) -> None:
    one, other = wall(python_pptx(tmp_path), NAVY).hung(logos(2))
    assert one.box.height == pytest.approx(190.5 * 0.075) and one.box.width == pytest.approx(2 * one.box.height)
    assert one.box.left == pytest.approx(19.05) and one.box.top == other.box.top == pytest.approx(190.5 * 0.07)
    assert other.box.left - one.box.right == pytest.approx(190.5 * 0.035)


def test_one_that_would_not_be_seen_stands_nowhere(tmp_path: Path) -> None:
    assert wall(python_pptx(tmp_path), CLEAR).hung(logos(1)) == ()


def test_where_the_corner_is_taken_they_stand_nowhere(tmp_path: Path) -> None:
    assert wall(python_pptx(tmp_path), NAVY, "content").hung(logos(1)) == ()


def test_a_ground_of_several_colours_is_none(tmp_path: Path) -> None:
    grid = wall(four_by_three(tmp_path), NAVY, "content").grid
    assert grid.under(Box(10, 60, 90, 90)) == "#FFFFFF"
    assert grid.under(Box(10, 20, 90, 60)) is None


def test_decks_show_them_where_the_template_has_no_picture(built: Built) -> None:
    slides = list(Presentation(str(built.deck)).slides)
    shown = [shape for shape in slides[0].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert len(shown) == (1 if built.kind in ("python-pptx", "pandoc", "indonesian") else 0)
