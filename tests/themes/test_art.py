"""Art: plain paths, placed and turned in mm, and drawn from the parameters that the theme's look states."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.resources import Resources, shipped
from generator.themes.art import Placement, Stroke, place, read_art, visible
from generator.themes.theme import load_theme
from tests.themes.draw_kawung import drawings

ART = shipped("templates") / "_themes" / "kawung" / "art"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}</svg>'


def _art(folder: Path, body: str) -> tuple[Stroke, ...]:
    path = folder / "art.svg"
    path.write_text(SVG.format(body), encoding="utf-8")
    return read_art(path)


@pytest.mark.parametrize("name", sorted(drawings()))
def test_the_shipped_art_is_what_the_parameters_give(name: str) -> None:
    """If this fails: python -m tests.themes.draw_kawung."""
    assert (ART / name).read_text(encoding="utf-8") == drawings()[name]


def test_no_art_is_there_that_is_not_drawn() -> None:
    assert {path.name for path in ART.iterdir()} == set(drawings())


def test_a_petal_is_as_long_and_wide_as_its_parameters() -> None:
    outline = read_art(ART / "petal.svg")[0]
    points = [point for _, points in outline.commands for point in points]
    assert min(x for x, _ in points) == 0.07
    assert max(x for x, _ in points) == 1.07
    assert max(y for _, y in points) == -min(y for _, y in points) == 0.3


def test_the_petal_has_its_dots() -> None:
    dots = [
        stroke
        for stroke in read_art(ART / "petal.svg")
        if stroke.width and all(len(points) == 1 for _, points in stroke.commands) and len(stroke.commands) % 2 == 0
    ]
    counts = {stroke.width: sum(letter == "M" for letter, _ in stroke.commands) for stroke in dots}
    assert counts == {0.0124: 46, 0.022: 2, 0.034: 2, 0.048: 2, 0.06: 1}


def test_paths_keep_part_commands_and_width(tmp_path: Path) -> None:
    (stroke,) = _art(tmp_path, '<path class="seed" d="M0 0L1-.5 C1,0 1,1 0,1Z" stroke-width=".2"/>')
    assert stroke.part == "seed"
    assert stroke.width == 0.2
    assert stroke.commands == (
        ("M", ((0, 0),)),
        ("L", ((1, -0.5),)),
        ("C", ((1, 0), (1, 1), (0, 1))),
        ("Z", ()),
    )


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<circle r="1"/>', "art holds only paths, not circle"),
        ('<g><path d="M0 0"/></g>', "art holds only paths, not g"),
        ('<path d="M0 0A1 1 0 0 0 1 1"/>', "only M, L, C and Z"),
        ('<path d="m0 0l1 1"/>', "only M, L, C and Z"),
    ],
)
def test_what_a_deck_could_not_draw_is_refused(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        _art(tmp_path, body)


def test_placed_art_is_scaled_turned_and_moved(tmp_path: Path) -> None:
    art = _art(tmp_path, '<path class="form" d="M1 0L0 1" stroke-width="0.1"/>')
    (stroke,) = place(art, Placement(100, 50, 10, 90))
    assert stroke.width == pytest.approx(1)
    (_, (start,)), (_, (end,)) = stroke.commands
    assert start == pytest.approx((100, 60))
    assert end == pytest.approx((90, 50))


def test_what_lies_outside_the_page_is_left_out(tmp_path: Path) -> None:
    art = _art(tmp_path, '<path class="form" d="M1 1L2 2M50 50L60 60"/><path class="seed" d="M90 90L95 95"/>')
    seen = visible(art, 0, 0, 20, 20)
    assert [(stroke.part, len(stroke.commands)) for stroke in seen] == [("form", 2)]


def test_the_parts_of_the_tiles_are_tokens_or_named_where_they_are_placed() -> None:
    tokens = set(load_theme("kertas", Resources(), {}).colours) | {"icon", "oval"}
    parts = {stroke.part for path in (ART.parents[1] / "kertas" / "art").iterdir() for stroke in read_art(path)}
    assert len(parts) > 9
    assert parts <= tokens


def test_every_art_file_of_every_theme_can_be_read() -> None:
    paths = [path for root in Resources().template_roots for path in root.glob("_themes/*/art/*.svg")]
    assert len(paths) >= 6
    assert all(read_art(path) for path in paths)
