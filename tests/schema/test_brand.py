"""Brands: the brand.yml standard, colours that lead somewhere, logos in order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.schema.base import validate
from generator.schema.brand import (
    Brand,
    agency_name,
    colours,
    font_family,
    font_files,
    logo_files,
    palette,
)
from generator.schema.brand_checks import check_brand, check_logo_count
from generator.schema.brand_colours import resolve_colour
from generator.schema.yaml import scan_text
from tests.schema.builders import as_yaml, brand

STANDARD = """
meta:
  name: Dinas
  founded: 1999
  link: {home: "https://contoh.go.id", github: "https://github.com/contoh"}
logo:
  images:
    icon: assets/icon.png
    wide: {path: assets/wide.svg, alt: Lebar}
  small: icon
  large: {light: wide, dark: assets/dark.svg}
color:
  palette: {a: "#123", b: a}
  foreground: b
  background: "#FFFFFF"
  primary: a
  secondary: a
  tertiary: a
  success: a
  info: a
  warning: a
  danger: a
  light: a
  dark: a
  link: a
typography:
  fonts:
    - family: Satu
      source: file
      files:
        - fonts/satu.ttf
        - {path: fonts/satu-tebal.ttf, weight: bold, style: normal}
        - {path: fonts/satu-miring.ttf, style: italic}
        - https://contoh.go.id/satu.woff2
    - {family: Dua, source: google, weight: [400, 700], style: [normal, italic], display: block}
    - {family: Tiga, source: bunny, weight: 200..800}
    - {family: Empat, source: system}
  base: {family: Satu, size: 16px, line-height: 1.4, weight: 400}
  headings: Dua
  monospace: {family: Tiga, size: 0.9em}
  monospace-inline: {color: b, background-color: a}
  monospace-block: {line-height: 1.2}
  link: {weight: 700, decoration: underline, color: b}
defaults:
  bootstrap: {anything: [1, 2]}
  sosialisasi:
    slogan: Dekat.
    partners: [{path: assets/mitra.png, alt: Mitra}]
    fallback_fonts: [Lora]
"""


def _read(text: str) -> tuple[Brand | None, list[str]]:
    document, problems = scan_text(text, Path("_brand.yml"))
    assert document is not None
    assert not problems
    model, problems = validate(document, Brand)
    known = {problem.field for problem in problems}
    checked = [problem for problem in check_brand(document, ["id", "en"]) if problem.field not in known]
    counted = check_logo_count(document, model) if model else []
    return model, [str(problem) for problem in [*problems, *checked, *counted]]


def _brand(text: str) -> Brand:
    model, problems = _read(text)
    assert model is not None
    assert problems == []
    return model


def _problem(text: str) -> str:
    _, problems = _read(text)
    assert len(problems) == 1, problems
    return problems[0].removeprefix("_brand.yml:")


def test_the_whole_standard_is_read() -> None:
    model = _brand(STANDARD)
    assert agency_name(model) == "Dinas"
    assert set(colours(model).values()) == {"#112233", "#FFFFFF"}
    assert len(colours(model)) == 12
    assert palette(model) == {"a": "#112233", "b": "#112233"}
    assert font_family(model, "base") == "Satu"
    assert font_family(model, "headings") == "Dua"
    assert [(file.family, file.path) for file in font_files(model)] == [
        ("Satu", "fonts/satu.ttf"),
        ("Satu", "fonts/satu-tebal.ttf"),
    ]
    assert font_files(model)[1].field == ("typography", "fonts", 0, "files", 1, "path")


def test_logos_come_agency_first_each_with_the_field_that_names_it() -> None:
    assert [(logo.file.path, logo.alt, logo.file.field) for logo in logo_files(_brand(STANDARD))] == [
        ("assets/wide.svg", "Lebar", ("logo", "images", "wide", "path")),
        ("assets/mitra.png", "Mitra", ("defaults", "sosialisasi", "partners", 0, "path")),
    ]


@pytest.mark.parametrize(
    ("logo", "path", "field"),
    [
        ("logo.svg", "logo.svg", ("logo",)),
        ({"medium": "a.svg"}, "a.svg", ("logo", "medium")),
        ({"medium": {"dark": "d.svg"}}, "d.svg", ("logo", "medium", "dark")),
        ({"images": {"x": "x.png"}}, "x.png", ("logo", "images", "x")),
        ({"images": {"x": "x.png"}, "small": "s.png"}, "s.png", ("logo", "small")),
        ({"path": "p.svg", "attrs": {"class": "x"}}, "p.svg", ("logo", "path")),
        ({"large": {"path": "p.svg"}}, "p.svg", ("logo", "large", "path")),
        ({"medium": {"light": {"path": "l.svg"}}}, "l.svg", ("logo", "medium", "light", "path")),
        ({"images": {"x": {"path": "x.png"}}, "medium": {"dark": "x"}}, "x.png", ("logo", "images", "x", "path")),
    ],
)
def test_a_logo_may_be_named_in_every_way_of_the_standard(logo: Any, path: str, field: tuple[str, ...]) -> None:
    found = logo_files(_brand(as_yaml({"meta": {"name": "Dinas"}, "logo": logo})))
    assert [(each.file.path, each.alt, each.file.field) for each in found] == [(path, "Logo Dinas", field)]


@pytest.mark.parametrize("dark", ["d.svg", {"path": "d.svg"}])
def test_a_logo_has_a_version_for_dark_grounds(dark: Any) -> None:
    (logo,) = logo_files(_brand(as_yaml({"logo": {"medium": {"light": "l.svg", "dark": dark}}})))
    assert (logo.file.path, logo.dark and logo.dark.path) == ("l.svg", "d.svg")
    partner = {"path": "m.svg", "dark": "n.svg", "alt": "Mitra"}
    (logo,) = logo_files(_brand(as_yaml({"defaults": {"sosialisasi": {"partners": [partner]}}})))
    assert logo.dark
    assert (logo.dark.path, logo.dark.field[-1]) == ("n.svg", "dark")


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("teal", "#008080"),
        ("rgb(14, 77, 100)", "#0E4D64"),
        ("rgb(14 77 100 / 100%)", "#0E4D64"),
        ("hsl(120deg 50% 50%)", "#40BF40"),
        ("hwb(0 0% 0%)", "#FF0000"),
        ("#0e4d64ff", "#0E4D64"),
        ({"light": "teal", "dark": "#000000"}, "#008080"),
        ({"dark": "#000000"}, "#000000"),
        ("tertiary", "#112233"),
    ],
)
def test_a_colour_may_be_written_in_every_way_of_css_and_of_the_standard(written: Any, colour: str) -> None:
    model = _brand(as_yaml({"color": {"palette": {"a": "#112233"}, "primary": written, "tertiary": "a"}}))
    assert colours(model)["primary"] == colour


def test_a_role_of_its_own_name_means_the_palettes_entry_and_others_mean_the_role() -> None:
    color = {"palette": {"primary": "#111111", "danger": "#222222"}, "primary": "primary", "danger": "#333333"}
    assert colours(_brand(as_yaml({"color": {**color, "warning": "danger", "info": "primary"}}))) == {
        "primary": "#111111", "danger": "#333333", "warning": "#333333", "info": "#111111",
    }  # fmt: skip


def test_everything_may_be_left_out() -> None:
    model = _brand("meta: {}\n")
    assert agency_name(model) is None
    assert logo_files(model) == []
    assert colours(model) == {}
    assert font_family(model, "base") is None
    assert logo_files(_brand("logo: {}\n")) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("#abc", "#AABBCC"),
        ("#A1b2C3", "#A1B2C3"),
        ("x", "#112233"),
        ("y", "#112233"),
        ("ring", None),
        ("none", None),
        ("#12", None),
        ("#GGGGGG", None),
    ],
)
def test_resolve_colour(value: str, expected: str | None) -> None:
    named = {"x": "#123", "y": "x", "ring": "gnir", "gnir": "ring"}
    assert resolve_colour(value, named) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "color: {palette: {nila: '#123'}, primary: nilaa}",
            "color.primary: 'nilaa' is no colour; did you mean",
        ),
        ("color: {primary: '#12'}", "color.primary: '#12' is no colour; write it in quotes"),
        (
            "color:\n  primary: #12143D\n",
            "color.primary: is empty, because what follows a # is a remark; put it in",
        ),
        (
            "color: {primary: 121314}",
            'color.primary: is read as a number, not as text; put it in quotes: "121314"',
        ),
        ("color: {primery: '#123'}", 'color.primery: is not a known key; did you mean "primary"?'),
        (
            "typography: {fonts: [{family: A, source: web}]}",
            "typography.fonts.0.source: 'web' is not known here",
        ),
        (
            "typography: {fonts: [{family: A, weight: true}]}",
            "typography.fonts.0.weight: is true or false; write",
        ),
        (
            "typography: {base: {lineheight: 2}}",
            "typography.base.lineheight: is not a known key; did you mean",
        ),
        (
            "defaults: {sosialisasi: {slogan: {id: Dekat.}}}",
            'defaults.sosialisasi.slogan.en: is missing; add "en:"',
        ),
        (
            "defaults: {sosialisasi: {partner: []}}",
            "defaults.sosialisasi.partner: is not a known key; did you mean",
        ),
        ("logo: 12", 'logo: is read as a number, not as text; put it in quotes: "12"'),
        (
            as_yaml(
                {
                    "logo": "a.svg",
                    "defaults": {"sosialisasi": {"partners": [{"path": "p.svg", "alt": "P"}] * 3}},
                }
            ),
            "defaults.sosialisasi.partners: there is room for 3 logos in all",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(text: str, problem: str) -> None:
    assert problem in _problem(text)


def test_colours_that_lead_round_in_a_ring_are_all_named() -> None:
    _, problems = _read("color: {palette: {a: b, b: a}}")
    assert len(problems) == 2
    assert "color.palette.a: 'b' leads round in a ring: b → a → b; write one of them as a colour" in problems[0]


@pytest.mark.parametrize(
    ("color", "problem"),
    [
        ({"primary": "#12345680"}, "color.primary: '#12345680' is no solid colour that can be printed"),
        ({"primary": "rgb(1 2 3 / 50%)"}, "color.primary: 'rgb(1 2 3 / 50%)' is no solid colour"),
        ({"primary": "lab(50 10 10)"}, "color.primary: 'lab(50 10 10)' is no solid colour"),
        ({"primary": {"light": "nix", "dark": "teal"}}, "color.primary.light: 'nix' is no colour"),
        ({"primary": {"light": "teal", "dark": "nix"}}, "color.primary.dark: 'nix' is no colour"),
        ({"primary": {"lihgt": "teal"}}, 'color.primary.lihgt: is not a known key; did you mean "light"?'),
        ({"primary": "primary"}, "color.primary: 'primary' is no colour"),
    ],
)
def test_what_is_no_colour_of_print_is_said_at_its_field(color: dict[str, Any], problem: str) -> None:
    assert problem in _problem(as_yaml({"color": color}))


def test_roles_that_lead_round_in_a_ring_are_refused() -> None:
    _, problems = _read("color: {primary: secondary, secondary: primary}")
    assert len(problems) == 2
    assert "leads round in a ring: secondary → primary → secondary" in problems[0]


def test_colours_of_an_unchecked_brand_raise() -> None:
    document, _ = scan_text("color: {primary: nothing}", Path("_brand.yml"))
    assert document is not None
    model, _ = validate(document, Brand)
    assert model is not None
    with pytest.raises(ValueError, match="nothing"):
        colours(model)


def test_the_builders_brand_is_valid() -> None:
    assert colours(_brand(as_yaml(brand()))) == {"primary": "#12143D", "secondary": "#FFAA00"}
