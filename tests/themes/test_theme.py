"""The theme's tokens: the default brand's exactly, any brand's with every declared contrast."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import InputError
from generator.resources import Resources
from generator.schema.base import validate
from generator.schema.yaml import read_yaml
from generator.themes.colour import contrast, legible, luminance, modulate, same_in_grey
from generator.themes.theme import Theme, ThemeFile, load_theme, theme_names
from generator.themes.tokens import FAINT, READABLE, TokenRule

RESOURCES = Resources()
# The palettes of the drawn comps.
KAWUNG = {
    "ground": "#12143D",
    "paper": "#FBF6EB",
    "form": "#F0A51E",
    "accent": "#F6BC4E",
    "seed": "#FBD489",
    "body-ground": "#E4E5F3",
    "muted-ground": "#A9ADD9",
    "hairline": "#262A6E",
    "ink": "#1B1B33",
    "neutral": "#625F70",
    "accent-paper": "#8A5600",
    "sand": "#EFE7D3",
    "on-ground": "#FBF6EB",
    "on-form": "#12143D",
    "title-paper": "#12143D",
}
KERTAS = {
    "ground": "#211C5C",
    "paper": "#FBF3E4",
    "ink": "#211C5C",
    "form": "#F6B221",
    "terra": "#DE5A2C",
    "violet": "#3B3690",
    "sand": "#EBDFC8",
    "neutral": "#5C5778",
    "on-ground": "#FBF3E4",
    "on-form": "#211C5C",
    "on-terra": "#211C5C",
    "on-leaf": "#FBF3E4",
    "title-paper": "#211C5C",
}
DRAWN = {"kawung": KAWUNG, "kertas": KERTAS}
EXAMPLE = {"primary": "#12143D", "secondary": "#F0A51E", "background": "#FBF6EB", "foreground": "#1B1B33"}
BRANDS = st.dictionaries(st.sampled_from(sorted(EXAMPLE)), st.integers(0, 0xFFFFFF).map("#{:06X}".format))


def _rules(name: str) -> dict[str, TokenRule]:
    path = RESOURCES.find_template(f"_themes/{name}/theme.yaml")
    assert path is not None
    file, problems = validate(read_yaml(path), ThemeFile)
    assert file is not None
    assert problems == []
    return file.colour


RULES = {name: _rules(name) for name in DRAWN}
EVERY_THEME = pytest.mark.parametrize("name", DRAWN)


@pytest.mark.parametrize(("name", "brand"), [("kawung", {}), ("kawung", EXAMPLE), ("kertas", {})])
def test_the_default_tokens_are_those_of_the_comps(name: str, brand: dict[str, str]) -> None:
    theme = load_theme(name, RESOURCES, brand)
    assert {token: theme.colours[token] for token in DRAWN[name]} == DRAWN[name]


def test_only_the_tokens_that_grey_would_lose_differ_from_the_comps() -> None:
    """A darker green, a lighter pink and a clearer red: the comps' own are like others in grey, or too pale as text."""
    theme = load_theme("kertas", RESOURCES, {})
    drawn = {"leaf": "#1F7A4D", "peach": "#F6CDAE", "accent-paper": "#B4411A"}
    assert all(contrast(theme.colours[token], colour) < 1.4 for token, colour in drawn.items())


def _grounds(theme: Theme, rule: TokenRule) -> list[str]:
    return [theme.colours[ground] for ground in rule.grounds]


@EVERY_THEME
@given(BRANDS)
@settings(deadline=None)
def test_any_brand_keeps_every_declared_contrast(name: str, brand: dict[str, str]) -> None:
    theme = load_theme(name, RESOURCES, brand)
    for token, rule in RULES[name].items():
        colour = theme.colours[token]
        for ground in _grounds(theme, rule) if rule.pick is None else ():
            assert legible(colour, ground) >= rule.contrast or colour in ("#000000", "#FFFFFF"), token
        assert max(legible(end, colour) for end in ("#000000", "#FFFFFF")) >= rule.carries, token


@EVERY_THEME
@given(BRANDS)
@settings(deadline=None)
def test_text_reads_on_a_screen_and_in_grey_and_a_code_scans_whatever_the_brand(
    name: str, brand: dict[str, str]
) -> None:
    theme = load_theme(name, RESOURCES, brand)
    for token, rule in RULES[name].items():
        is_text = rule.contrast >= READABLE or (rule.pick and "contrast" not in rule.model_fields_set)
        for ground in _grounds(theme, rule) if is_text else ():
            assert legible(theme.colours[token], ground) >= READABLE, token
    dark, light = theme.code["dark"], theme.code["light"]
    assert contrast(dark, light) >= 7
    assert luminance(light) > luminance(dark)


@EVERY_THEME
@given(BRANDS)
@settings(deadline=None)
def test_what_is_picked_is_the_first_choice_that_reads(name: str, brand: dict[str, str]) -> None:
    theme = load_theme(name, RESOURCES, brand)
    for token, rule in RULES[name].items():
        needed = rule.contrast if "contrast" in rule.model_fields_set else READABLE
        choices = [theme.colours[choice] for choice in rule.pick or ()]
        reading = [each for each in choices if all(legible(each, g) >= needed for g in _grounds(theme, rule))]
        beside = theme.colours[rule.beside] if rule.beside else None
        seen = [each for each in reading if beside is None or contrast(each, beside) >= FAINT]
        if rule.pick:
            assert theme.colours[token] in ([*seen, *reading][:1] or ["#000000", "#FFFFFF"]), token


@EVERY_THEME
@given(BRANDS)
@settings(deadline=None)
def test_a_colour_of_the_brand_that_is_not_used_as_it_is_is_told(name: str, brand: dict[str, str]) -> None:
    theme = load_theme(name, RESOURCES, brand)
    told = {moved.role: moved for moved in theme.moved}
    for token, rule in RULES[name].items():
        if rule.brand in brand:
            assert (theme.colours[token] != brand[rule.brand]) == (rule.brand in told), token
            assert rule.brand not in told or told[rule.brand].used == theme.colours[token]


@pytest.mark.parametrize(
    ("brand", "role", "used", "grounds"),
    [
        ({"primary": "#FF0000"}, "primary", "#FF4031", {}),
        ({"primary": "#CFE8D5", "secondary": "#F7C9C4"}, "secondary", "#C1615A", {"primary": "#CFE8D5"}),
        ({"background": "#FFFFFF", "foreground": "#B0B0B0"}, "foreground", "#717171", {"background": "#FFFFFF"}),
    ],
)
def test_the_nearest_tone_that_reads_takes_the_place_of_one_that_does_not(
    brand: dict[str, str], role: str, used: str, grounds: dict[str, str]
) -> None:
    (moved,) = load_theme("kawung", RESOURCES, brand).moved
    assert (moved.role, moved.given, moved.used) == (role, brand[role], used)
    assert grounds.items() <= moved.grounds.items()


def test_the_brands_own_colours_are_used_as_they_are_where_they_read() -> None:
    theme = load_theme("kawung", RESOURCES, {"primary": "#0E3B2E", "secondary": "#F2765B"})
    assert theme.colours["ground"] == "#0E3B2E"
    assert theme.colours["form"] == "#F2765B"
    assert theme.colours["paper"] == KAWUNG["paper"]
    assert theme.colours["accent"] != KAWUNG["accent"]


@pytest.mark.parametrize(
    "brand",
    [
        {},
        {"primary": "#000000", "secondary": "#FFFFFF", "foreground": "#000000", "background": "#FFFFFF"},
        {"primary": "#8A8F94", "secondary": "#9AA5A0", "foreground": "#8E8B84", "background": "#E9E6DF"},
        {"primary": "#FFFFFF", "secondary": "#000000"},
    ],
)
def test_the_soft_motif_of_kawung_is_seen_and_text_reads_on_it(brand: dict[str, str]) -> None:
    colours = load_theme("kawung", RESOURCES, brand).colours
    assert contrast(colours["form-soft"], colours["form"]) >= FAINT
    assert legible(colours["on-form"], colours["form-soft"]) >= 4.5


@pytest.mark.parametrize(
    ("primary", "secondary"),
    [("#8B1A1A", "#D4AF37"), ("#0B5FA5", "#7AC143"), ("#0E3B2E", "#F2765B"), ("#111111", "#888888")],
)
def test_the_hues_of_kertas_are_told_in_grey_whatever_the_brand(primary: str, secondary: str) -> None:
    colours = load_theme("kertas", RESOURCES, {"primary": primary, "secondary": secondary}).colours
    shown = ("ground", "violet", "form", "terra", "terra-light", "brick", "leaf", "peach", "sand")
    assert [pair for pair in combinations(shown, 2) if same_in_grey(*(colours[token] for token in pair))] == []


@pytest.mark.parametrize(("name", "hues"), [("kawung", {}), ("kertas", {"accent2": "#C2185B"})])
def test_the_decks_theme_is_the_brand_to_the_hex(name: str, hues: dict[str, str]) -> None:
    brand = {
        "primary": "#0E3B2E", "secondary": "#F28C76", "tertiary": "#C2185B", "background": "#F4F1EA",
        "foreground": "#20251F",
    }  # fmt: skip
    slots = {"dk2": "#0E3B2E", "accent1": "#F28C76", "lt1": "#F4F1EA", "dk1": "#20251F", **hues}
    assert slots.items() <= load_theme(name, RESOURCES, brand).slots.items()


def test_extra_hues_follow_the_brand_or_are_its_own() -> None:
    theme = load_theme("kertas", RESOURCES, {"primary": "#0E3B2E", "secondary": "#F2765B"})
    assert theme.colours["terra"] != KERTAS["terra"]
    assert load_theme("kertas", RESOURCES, {"tertiary": "#C2185B"}).colours["terra"] == "#C2185B"


@EVERY_THEME
@given(BRANDS)
@settings(deadline=None)
def test_the_deck_can_say_every_token_as_a_theme_colour(name: str, brand: dict[str, str]) -> None:
    theme = load_theme(name, RESOURCES, brand)
    assert set(theme.slots) == {
        "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink",
        "folHlink",
    }  # fmt: skip
    for token, colour in theme.colours.items():
        scheme = theme.scheme[token]
        assert _close(modulate(theme.slots[scheme.slot], scheme.lum_mod, scheme.lum_off), colour), token


def _close(one: str, other: str) -> bool:
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return all(abs(a - b) <= 1 for a, b in pairs)


def _write(folder: Path, theme: str, text: str) -> Resources:
    path = folder / "templates" / "_themes" / theme / "theme.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return Resources(folder)


def test_a_project_brings_a_theme_of_its_own(tmp_path: Path) -> None:
    shipped = RESOURCES.find_template("_themes/kawung/theme.yaml")
    assert shipped is not None
    resources = _write(tmp_path, "kami", shipped.read_text(encoding="utf-8").replace("#12143D", "#003322"))
    assert theme_names(resources) == ["kami", "kawung", "kertas"]
    theme: Theme = load_theme("kami", resources, {})
    assert theme.colours["ground"] == "#003322"
    assert theme.find("art/petal.svg") is None


def test_a_project_replaces_one_file_of_a_theme(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "_themes" / "kawung" / "art" / "petal.svg"
    own.parent.mkdir(parents=True)
    own.write_text("<svg/>", encoding="utf-8")
    theme = load_theme("kawung", Resources(tmp_path), {})
    assert theme.find("art/petal.svg") == own
    assert theme.find("art/jewel.svg") == RESOURCES.find_template("_themes/kawung/art/jewel.svg")


def test_an_unknown_theme_is_told_with_those_that_are_there() -> None:
    with pytest.raises(InputError, match="there is no theme “batik”; themes here: kawung, kertas"):
        load_theme("batik", RESOURCES, {})


@pytest.mark.parametrize(
    "rule",
    [
        "{default: '#000000'}",
        "{brand: primary, pick: [paper]}",
        "{brand: primary, default: red}",
        "{brand: primary, x: 1}",
    ],
)
def test_a_wrong_rule_is_a_problem_of_the_theme_file(tmp_path: Path, rule: str) -> None:
    text = f"title: Kami\ntypography: {{base: Lora, headings: Lora}}\ncolour:\n  paper: {rule}\n"
    with pytest.raises(InputError, match=r"theme\.yaml:4"):
        load_theme("kami", _write(tmp_path, "kami", text), {})
