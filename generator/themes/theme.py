"""A theme: tokens by role, fed by the brand, and where its art and pages are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from generator.errors import InputError
from generator.resources import Resources
from generator.schema.base import LocalText, Model, validate
from generator.schema.problems import Problem
from generator.schema.yaml import read_yaml
from generator.themes.colour import contrast, mix, modulate, nearest_tone, reach, same_in_grey, shade

Slot = Literal[
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"
]  # fmt: skip
HEX = r"^#[0-9A-Fa-f]{6}$"


class Mix(Model):
    """A share (0 to 1) of another token."""

    with_: str = Field(alias="with")
    share: float


class TokenRule(Model):
    """How one colour token comes about: one of `brand`, `base`, `pick`, `of` leads; `base` also without a brand."""

    brand: str | None = Field(None, description="the brand.yml colour that sets it")
    base: str | None = Field(None, description="derived from this token when the brand changed that one")
    pick: list[str] | None = Field(None, description="whichever of these tokens reads best on `on`")
    of: str | None = Field(None, description="this token with its lightness modulated")
    default: str | None = Field(None, pattern=HEX)
    turn: float = Field(0.0, description="by how many degrees the hue of `base` is turned (OKLCH)")
    tone: float | None = Field(None, description="the lightness given to `base` (OKLCH, 0 to 1)")
    shift: float = Field(0.0, description="by how much `base` is made lighter, or darker if it is light (OKLCH)")
    mix: Mix | None = None
    on: str | None = None
    contrast: float = 1.0
    apart: list[str] = Field([], description="tokens from which it, and what is `of` it, can be told in grey")
    lum_mod: float = 1.0
    lum_off: float = 0.0
    slot: Slot | None = Field(None, description="the colour slot of the deck's theme")

    @model_validator(mode="after")
    def _one_lead(self) -> TokenRule:
        if sum(lead is not None for lead in (self.brand or self.base, self.pick, self.of)) != 1:
            raise ValueError("a token needs one of brand, base, pick, of; only brand and base go together")
        return self


class Typography(Model):
    """Font families by part; `fallback` families cover other scripts, in order."""

    base: str
    headings: str
    fallback: list[str] = []


class ThemeFile(Model):
    """theme.yaml."""

    title: LocalText
    typography: Typography
    colour: dict[str, TokenRule]


@dataclass(frozen=True)
class SchemeColour:
    """A theme colour of the deck: slot name and luminance modulation (1.0 and 0.0: none)."""

    slot: str
    lum_mod: float = 1.0
    lum_off: float = 0.0


@dataclass(frozen=True)
class Theme:
    """A theme dressed in one brand: `colours` maps token to "#RRGGBB"."""

    name: str
    folders: tuple[Path, ...]
    typography: Typography
    colours: Mapping[str, str]
    scheme: Mapping[str, SchemeColour]
    slots: Mapping[str, str]

    def find(self, relative: str) -> Path | None:
        """Return a file of the theme, the project's own version first."""
        return next((folder / relative for folder in self.folders if (folder / relative).is_file()), None)


def load_theme(name: str, resources: Resources, brand: Mapping[str, str]) -> Theme:
    """Read theme `name` and derive its tokens from the brand's colours (role to "#RRGGBB").

    Raises InputError when there is no such theme or its file is wrong.
    """
    folders = tuple(root / "_themes" / name for root in resources.template_roots)
    path = next((folder / "theme.yaml" for folder in folders if (folder / "theme.yaml").is_file()), None)
    if path is None:
        known = ", ".join(theme_names(resources)) or "none"
        raise InputError([Problem("event.yaml", 0, 0, "theme", f"there is no theme “{name}”", f"themes here: {known}")])
    document = read_yaml(path)
    file, problems = validate(document, ThemeFile)
    if file is None:
        raise InputError(problems)
    colours, origin = _derive(file.colour, brand)
    scheme = {token: _scheme(token, file.colour, origin) for token in file.colour}
    slots: dict[str, str] = {rule.slot: colours[token] for token, rule in file.colour.items() if rule.slot}
    return Theme(name, folders, file.typography, colours, scheme, slots)


def theme_names(resources: Resources) -> list[str]:
    """Return every theme that has a theme.yaml."""
    found = {path.parent.name for root in resources.template_roots for path in root.glob("_themes/*/theme.yaml")}
    return sorted(found)


def _derive(rules: Mapping[str, TokenRule], brand: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return every token's colour and, for picked tokens, the token that was picked."""
    colours: dict[str, str] = {}
    origin: dict[str, str] = {}
    changed: set[str] = set()
    for token, rule in rules.items():
        if rule.pick is not None:
            ground = colours[rule.on or "paper"]
            origin[token] = max(rule.pick, key=lambda name: contrast(colours[name], ground))
            colours[token] = colours[origin[token]]
            continue
        if rule.of is not None:
            colours[token] = modulate(colours[rule.of], rule.lum_mod, rule.lum_off)
            continue
        own = brand.get(rule.brand) if rule.brand else None
        parents = {name for name in (rule.base, rule.on, rule.mix and rule.mix.with_) if name}
        if own is None and rule.default and not (rule.base and parents & changed):
            start = rule.default
        elif own is not None:
            start = own
        else:
            start = shade(colours[rule.base or "paper"], rule.turn, rule.tone, rule.shift)
            if rule.mix:
                start = mix(start, colours[rule.mix.with_], rule.mix.share)
        colours[token] = reach(start, colours[rule.on], rule.contrast) if rule.on else start.upper()
        if rule.apart and own is None:
            colours[token] = nearest_tone(colours[token], _told_apart(token, rules, dict(colours)))
        if colours[token].upper() != (rule.default or "").upper():
            changed.add(token)
    return colours, origin


def _told_apart(token: str, rules: Mapping[str, TokenRule], colours: Mapping[str, str]) -> Callable[[str], bool]:
    """Return whether a tone for `token`, and what is `of` it, keeps its contrast and is told from others in grey."""
    rule = rules[token]
    shades = [(other.lum_mod, other.lum_off) for other in rules.values() if other.of == token]

    def told(tone: str) -> bool:
        if rule.on and contrast(tone, colours[rule.on]) < rule.contrast:
            return False
        tones = [tone, *(modulate(tone, *each) for each in shades)]
        return not any(same_in_grey(each, colours[other]) for each in tones for other in rule.apart)

    return told


def _scheme(token: str, rules: Mapping[str, TokenRule], origin: Mapping[str, str]) -> SchemeColour:
    rule = rules[token]
    if rule.slot:
        return SchemeColour(rule.slot)
    if token in origin:
        return _scheme(origin[token], rules, origin)
    base = rules[rule.of] if rule.of else None
    if base is None or base.slot is None:
        raise ValueError(f"token {token} has neither a slot nor a slotted token it is made of")
    return SchemeColour(base.slot, rule.lum_mod, rule.lum_off)
