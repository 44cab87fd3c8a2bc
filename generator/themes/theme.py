"""A theme: tokens by role, fed by the brand, and where its art and pages are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import model_validator

from generator.errors import InputError
from generator.resources import Resources
from generator.schema.base import LocalText, Model, validate
from generator.schema.problems import Problem
from generator.schema.yaml import read_yaml
from generator.themes.colour import BLACK, WHITE, Measure, contrast, legible
from generator.themes.tokens import Moved, SchemeColour, TokenRule, derive, moved_colours, scheme_colour
from generator.wording import say

NEEDED = ("ground", "paper", "ink")  # tokens that every theme has
SCANNED = 7.0  # contrast of a QR code's modules: what a poor camera in poor light needs


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

    @model_validator(mode="after")
    def _whole(self) -> ThemeFile:
        missing = [token for token in NEEDED if token not in self.colour]
        if missing:
            raise ValueError(say("colour lacks the tokens that every theme has: {names}", names=", ".join(missing)))
        return self


@dataclass(frozen=True)
class Theme:
    """A theme dressed in one brand: `colours` maps token to "#RRGGBB"; `moved` are the brand's that had to give way."""

    name: str
    folders: tuple[Path, ...]
    typography: Typography
    colours: Mapping[str, str]
    scheme: Mapping[str, SchemeColour]
    slots: Mapping[str, str]
    moved: tuple[Moved, ...] = ()

    @property
    def code(self) -> dict[str, str]:
        """The colours of a QR code, "dark" on "light": the brand's where a scanner reads them."""
        paper, choices = self.colours["paper"], [self.colours[token] for token in ("ground", "ink")]
        light = paper if contrast(paper, BLACK) >= 2 * SCANNED else WHITE
        dark = next((each for each in choices if contrast(each, light) >= SCANNED), BLACK)
        return {"dark": dark, "light": light}

    def find(self, relative: str) -> Path | None:
        """Return a file of the theme, the project's own version first."""
        return next((folder / relative for folder in self.folders if (folder / relative).is_file()), None)


def load_theme(name: str, resources: Resources, brand: Mapping[str, str], measure: Measure = legible) -> Theme:
    """Read theme `name` and derive its tokens from the brand's colours (role to "#RRGGBB"); `measure` tells what reads.

    Raises InputError when there is no such theme or its file is wrong.
    """
    folders = tuple(root / "_themes" / name for root in resources.template_roots)
    path = next((folder / "theme.yaml" for folder in folders if (folder / "theme.yaml").is_file()), None)
    if path is None:
        known = ", ".join(theme_names(resources)) or say("none")
        raise InputError(
            [
                Problem(
                    "event.yaml",
                    0,
                    0,
                    "theme",
                    say("there is no theme “{name}”", name=name),
                    say("themes here: {known}", known=known),
                )
            ]
        )
    document = read_yaml(path)
    file, problems = validate(document, ThemeFile)
    if file is None:
        raise InputError(problems)
    colours, origin = derive(file.colour, brand, measure)
    scheme = {token: scheme_colour(token, file.colour, origin) for token in file.colour}
    slots: dict[str, str] = {rule.slot: colours[token] for token, rule in file.colour.items() if rule.slot}
    moved = tuple(moved_colours(file.colour, colours, brand))
    return Theme(name, folders, file.typography, colours, scheme, slots, moved)


def theme_names(resources: Resources) -> list[str]:
    """Return every theme that has a theme.yaml."""
    found = {path.parent.name for root in resources.template_roots for path in root.glob("_themes/*/theme.yaml")}
    return sorted(found)
