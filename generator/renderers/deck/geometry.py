"""Layouts as data: what product and theme say together, each sketch with all that it builds on merged in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from generator.errors import InputError
from generator.renderers.deck.models import Furniture, ProductLayout, ProductLayouts, Role, Sketch, ThemeLayouts
from generator.schema.base import validate
from generator.schema.problems import Problem
from generator.schema.yaml import read_yaml
from generator.themes.theme import Theme
from generator.wording import say

THEME_FILE = "deck/layouts.yaml"
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Geometry:
    """What product and theme say together; sizes in mm, `families` the font of "base" and "headings"."""

    theme: Theme
    families: Mapping[str, str]
    path: Path
    width: float
    height: float
    roles: Mapping[str, Role]
    furniture: Furniture
    products: Mapping[str, ProductLayout]
    sketches: Mapping[str, dict[str, Any]]

    def sketch(
        self, key: str, variant: str, count: int, loose: bool = False, continued: bool = False, tight: int = 0
    ) -> Sketch:
        """Return a layout's drawing with `count` rows, with what it extends, and its variant, merged in.

        `loose`: with rows for longer text; `continued`: as it is where it goes on from the slide before; `tight`:
        how many steps it gives way.
        """
        merged = self.merged(key)
        variants, later, steps = merged.pop("variants", {}), merged.pop("continued", {}), merged.pop("give_way", [])
        if variants:  # a theme that draws a layout in one way has none of it
            if variant not in variants:
                known = ", ".join(variants)
                raise self.fault(
                    f"layouts.{key}.variants",
                    say("has no variant “{variant}”", variant=variant),
                    say("there are: {known}", known=known),
                )
            merged = merge(merged, variants[variant])
        if continued:
            merged = merge(merged, later)
        for step in steps[:tight]:
            merged = merge(merged, step)
        rows = merged.get("rows") or {}
        if str(count) in rows.get("counts", {}):
            merged["rows"] = rows = merge(rows, rows["counts"][str(count)])
        if loose:
            merged["rows"] = merge(rows, rows["loose"])
        return Sketch.model_validate(merged)

    def fault(self, field: str, message: str, mend: str) -> InputError:
        """Return the error for something wrong in the theme's file."""
        return InputError([Problem(str(self.path), 0, 0, field, message, mend)])

    def merged(self, key: str) -> dict[str, Any]:
        """Return a layout's drawing with what it extends merged in; the variants are left apart."""
        own = dict(self.sketches[key])
        base = own.pop("extends", None)
        return merge(self.merged(base), own) if base else own


def load_geometry(product_layouts: Path, theme: Theme, families: Mapping[str, str] | None = None) -> Geometry:
    """Read the product's and the theme's layouts, to be set in `families` or else the theme's own.

    Raises InputError if the files are wrong or do not match.
    """
    path = theme.find(THEME_FILE)
    if path is None:
        mend = say("choose another theme, or add the file")
        raise InputError([Problem(theme.name, 0, 0, THEME_FILE, say("the theme draws no deck"), mend)])
    products = load_products(product_layouts)
    file = _read(path, ThemeLayouts)
    lacking = sorted(set(products) - set(file.layouts))
    if lacking:
        problems = [Problem(str(path), 0, 0, f"layouts.{key}", say("is not drawn"), say("add it")) for key in lacking]
        raise InputError(problems)
    sketches = {key: sketch.model_dump(exclude_unset=True) for key, sketch in file.layouts.items()}
    families = families or {"base": theme.typography.base, "headings": theme.typography.headings}
    width, height = file.slide
    return Geometry(theme, families, path, width, height, file.roles, file.furniture, products, sketches)


def load_products(path: Path) -> dict[str, ProductLayout]:
    """Read what the product says of its layouts; InputError if the file is wrong."""
    return _read(path, ProductLayouts).layouts


def merge(base: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """Return `base` with `patch` over it, mappings key by key."""
    merged = dict(base)
    for key, value in patch.items():
        own = merged.get(key)
        merged[key] = merge(own, value) if isinstance(own, Mapping) and isinstance(value, Mapping) else value
    return merged


def _read(path: Path, model: type[M]) -> M:
    found, problems = validate(read_yaml(path), model)
    if found is None:
        raise InputError(problems)
    return found
