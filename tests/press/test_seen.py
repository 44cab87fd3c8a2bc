"""Tones for the press read in inks; on screens they stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.press.colours import Inks
from generator.press.seen import legible_in, viewed
from generator.resources import Resources
from generator.themes.colour import legible
from generator.themes.theme import load_theme
from tests.support import Desk, sosialisasi

RESOURCES = Resources()
BLUE = {"primary": "#0B5FA5", "secondary": "#7AC143"}  # its light tones lose a fifth of their contrast in inks


def test_inks_are_seen_as_the_viewer_shows_them() -> None:
    assert viewed((0, 0, 0, 0)) == "#FFFFFF"
    assert viewed((0, 0, 0, 100)) == "#231F20"


def test_what_reads_in_inks_has_its_contrast_on_a_screen(inks: Inks) -> None:
    measure = legible_in(inks)
    assert measure("#FBF6EB", "#12143D") == legible("#FBF6EB", "#12143D") > 15
    assert measure("#BDFD92", "#0B5FA5") < 4.5 < legible("#BDFD92", "#0B5FA5")


@pytest.mark.parametrize("name", ["kawung", "kertas"])
@pytest.mark.parametrize("brand", [{}, BLUE, {"primary": "#8B1A1A"}, {"primary": "#8A8F94"}])
def test_tones_for_text_are_the_nearest_that_read_in_inks(inks: Inks, name: str, brand: dict[str, str]) -> None:
    screen, press = (load_theme(name, RESOURCES, brand, measure) for measure in (legible, legible_in(inks)))
    pairs = [
        ("accent", "ground"),
        ("accent-paper", "paper"),
        ("neutral", "sand"),
        ("ink", "paper"),
        ("on-form", "form"),
    ]
    for text, ground in pairs:
        assert legible_in(inks)(press.colours[text], press.colours[ground]) >= 4.5, (text, ground)
        if legible_in(inks)(screen.colours[text], screen.colours[ground]) > 6:
            assert press.colours[text] == screen.colours[text]


def test_screens_keep_the_brands_tones_and_its_colours_are_told_that_the_press_changes(
    desk: Desk, tmp_path: Path
) -> None:
    desk.write("_brand.yml", "meta: {name: Dinas Abu}\ncolor: {primary: '#8A8F94'}\n")
    before = desk.build("-p", "pocket-card", "-l", "id")
    screen = (desk.out / "pocket-card.pdf").read_bytes()
    outcome = sosialisasi("build", desk.project, "-o", tmp_path, "-p", "pocket-card", "-l", "id", "--press")
    assert outcome.code == 0, outcome.err
    assert (tmp_path / "pocket-card.pdf").read_bytes() == screen
    told = "_brand.yml:2:18 color.primary: #8A8F94 has too little contrast in inks; #8D9297, the nearest tone"
    assert told in outcome.err and "in inks" not in before.err
