"""The layouts' geometry as data: what a product names, and where a theme draws it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, Field, StringConstraints

from generator.errors import InputError
from generator.schema.base import LocalText, Model, validate
from generator.schema.problems import Problem
from generator.schema.yaml import read_yaml
from generator.themes.theme import Theme

THEME_FILE = "deck/layouts.yaml"
LENGTH = r"^(\d*\.?\d*)n([+-]\d+\.?\d*)?$"
# A length in mm; "n" is the way to the next row: "n-8" is 8 less, "0.5n" half of it.
Length = float | int | Annotated[str, StringConstraints(pattern=LENGTH)]
M = TypeVar("M", bound=BaseModel)


class Holder(Model):
    """A placeholder as the product names it; rows take idx, idx + 1, …"""

    idx: int = Field(ge=0)
    type: Literal["title", "ctrTitle", "subTitle", "body", "pic"] = "body"
    role: str | None = None
    prompt: LocalText


class HolderRows(Model):
    """Placeholders that repeat, and how many rows there may be."""

    least: int = Field(ge=1)
    most: int
    holders: dict[str, Holder]


class ProductLayout(Model):
    """A layout as the product names it: what is read before, in and after its rows.

    `type` is PowerPoint's own name for its kind.
    """

    name: LocalText
    type: Literal["title", "obj", "secHead", "twoTxTwoObj", "titleOnly", "cust"] = "cust"
    holders: dict[str, Holder]
    rows: HolderRows | None = None
    after: dict[str, Holder] = {}


class ProductLayouts(Model):
    """templates/deck/layouts.yaml."""

    layouts: dict[str, ProductLayout]


class Role(Model):
    """A type role: sizes in pt, leading as a multiple, tracking in em, gap between paragraphs in pt.

    `stack` gives every sentence, or every part between pauses, a line of its own where the size allows it.
    """

    size: float
    minimum: float
    weight: int = 400
    leading: float = 1.25
    tracking: float = 0.0
    family: Literal["base", "headings"] = "base"
    gap: float = 0.0
    balance: bool = False
    stack: Literal["pauses", "sentences"] | None = None


class Spot(Model):
    """Where a placeholder is, in mm. One of top, baseline (first), middle, last (baseline) places and anchors it."""

    x: Length | None = None
    width: Length | None = None
    height: Length | None = None
    top: Length | None = None
    baseline: Length | None = None
    middle: Length | None = None
    last: Length | None = None
    align: Literal["l", "ctr", "r"] = "l"
    lines: int | None = None
    role: str | None = None
    weight: int | None = None
    colour: str | None = None


class Drawing(Model):
    """One drawing: rect [x, y, w, h], rule [x, y, length], dot [x, y, r], path, or art placed in mm.

    `width` is the thickness of rules and paths; of art's `turns` (degrees), the first `lit` take the colours of
    `parts`, the rest those of `unlit`.
    """

    rect: list[Length] | None = Field(None, min_length=4, max_length=4)
    rule: list[Length] | None = Field(None, min_length=3, max_length=3)
    dot: list[Length] | None = Field(None, min_length=3, max_length=3)
    path: str | None = None
    art: str | None = None
    centre: str | None = Field(None, description="art drawn once, in the middle of the turns")
    colour: str | None = None
    width: float = 0.35
    at: list[Length] | None = Field(None, min_length=2, max_length=2)
    length: float = 1.0
    turns: list[float] = [0.0]
    lit: int | None = None
    parts: dict[str, str] = {}
    unlit: dict[str, str] = {}


class RowPatch(Model):
    """What is different in one row: parts of its spots, whole drawings."""

    spots: dict[str, Spot] = {}
    drawings: dict[str, Drawing] = {}


class Rows(Model):
    """Rows: the first one's origin (x, y) and the way to the next (dx, dy), mm.

    `each` is drawn in every row, `between` in all but the last, `final` in the last; `only` changes one row
    (from "0"), `counts` all of them where there are so many.
    """

    x: float = 0.0
    y: float = 0.0
    dx: float = 0.0
    dy: float = 0.0
    bottom: float | None = Field(None, description="the last row's origin lies no lower: the pitch shrinks")
    spots: dict[str, Spot] = {}
    each: dict[str, Drawing | None] = {}
    between: dict[str, Drawing | None] = {}
    final: dict[str, Drawing | None] = {}
    only: dict[str, RowPatch] = {}
    counts: dict[str, Rows] = {}


class Logos(Model):
    """A row of logos: left edge, top, height, gap and greatest width of one, mm."""

    x: float
    y: float
    height: float
    gap: float
    widest: float


class Sketch(Model):
    """A layout as the theme draws it; `extends` another, and variants change parts of it."""

    extends: str | None = None
    ground: str | None = None
    drawings: dict[str, Drawing | None] = {}
    spots: dict[str, Spot] = {}
    rows: Rows | None = None
    logos: Logos | None = None
    footer: str | None = None
    number: str | None = None
    variants: dict[str, Sketch] = {}


class Furniture(Model):
    """Where the footer and the slide number are on every layout that shows them."""

    footer: Spot
    number: Spot


class ThemeLayouts(Model):
    """templates/_themes/<theme>/deck/layouts.yaml."""

    slide: list[float] = Field(min_length=2, max_length=2)
    roles: dict[str, Role]
    furniture: Furniture
    layouts: dict[str, Sketch]


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

    def sketch(self, key: str, variant: str, count: int) -> Sketch:
        """Return a layout's drawing with `count` rows, with what it extends and its variant merged in."""
        merged = self._merged(key)
        variants = merged.pop("variants", {})
        if variants or variant:
            if variant not in variants:
                known = ", ".join(variants) or "none"
                raise self.fault(f"layouts.{key}.variants", f"has no variant “{variant}”", f"there are: {known}")
            merged = merge(merged, variants[variant])
        rows = merged.get("rows") or {}
        if str(count) in rows.get("counts", {}):
            merged["rows"] = merge(rows, rows["counts"][str(count)])
        return Sketch.model_validate(merged)

    def fault(self, field: str, message: str, mend: str) -> InputError:
        """Return the error for something wrong in the theme's file."""
        return InputError([Problem(str(self.path), 0, 0, field, message, mend)])

    def _merged(self, key: str) -> dict[str, Any]:
        own = dict(self.sketches[key])
        base = own.pop("extends", None)
        return merge(self._merged(base), own) if base else own


def load_geometry(product_layouts: Path, theme: Theme, families: Mapping[str, str] | None = None) -> Geometry:
    """Read the product's and the theme's layouts, to be set in `families` or else the theme's own.

    Raises InputError if the files are wrong or do not match.
    """
    path = theme.find(THEME_FILE)
    if path is None:
        mend = "choose another theme, or add the file"
        raise InputError([Problem(theme.name, 0, 0, THEME_FILE, "the theme draws no deck", mend)])
    product = _read(product_layouts, ProductLayouts)
    file = _read(path, ThemeLayouts)
    lacking = sorted(set(product.layouts) - set(file.layouts))
    if lacking:
        problems = [Problem(str(path), 0, 0, f"layouts.{key}", "is not drawn", "add it") for key in lacking]
        raise InputError(problems)
    sketches = {key: sketch.model_dump(exclude_unset=True) for key, sketch in file.layouts.items()}
    families = families or {"base": theme.typography.base, "headings": theme.typography.headings}
    width, height = file.slide
    return Geometry(theme, families, path, width, height, file.roles, file.furniture, product.layouts, sketches)


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
