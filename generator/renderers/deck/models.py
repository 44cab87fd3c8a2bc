"""What the two layouts.yaml files of a deck hold: placeholders by the product, drawings by the theme."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from generator.schema.base import LocalText, Model
from generator.wording import say

TITLES = ("title", "ctrTitle")
LENGTH = r"^(\d*\.?\d*)n([+-]\d+\.?\d*)?$"
# A length in mm; "n" is the way to the next row: "n-8" is 8 less, "0.5n" half of it.
Length = float | int | Annotated[str, StringConstraints(pattern=LENGTH)]


class Holder(Model):
    """A placeholder as the product names it; rows take idx, idx + 1, …

    `flows`: paragraphs for which there is no room go on on further slides.
    """

    idx: int = Field(ge=0)
    type: Literal["title", "ctrTitle", "subTitle", "body", "pic"] = "body"
    role: str | None = None
    prompt: LocalText
    flows: bool = False


class HolderRows(Model):
    """Placeholders that repeat, and how many rows there may be; those that `flows` go on on further slides."""

    least: int = Field(ge=1)
    most: int
    holders: dict[str, Holder]
    flows: bool = False


class ProductLayout(Model):
    """A layout as the product names it: what is read before, in and after its rows.

    `type` is PowerPoint's own name for its kind.
    """

    name: LocalText
    type: Literal["title", "obj", "secHead", "twoTxTwoObj", "titleOnly", "cust"] = "cust"
    holders: dict[str, Holder]
    rows: HolderRows | None = None
    after: dict[str, Holder] = {}

    @model_validator(mode="after")
    def _flows_once(self) -> ProductLayout:
        if len(self.flowing) > 1 and not (self.rows and self.flowing == tuple(self.rows.holders)):
            raise ValueError(say("only one placeholder of a layout, or its rows, may flow on"))
        return self

    @property
    def title(self) -> str:
        """The key of the placeholder that is the slide's title."""
        return next(key for key, holder in self.holders.items() if holder.type in TITLES)

    @property
    def flowing(self) -> tuple[str, ...]:
        """The keys of what flows on: the rows' placeholders, or one other."""
        rows = tuple(self.rows.holders) if self.rows and self.rows.flows else ()
        return rows + tuple(key for key, holder in (self.holders | self.after).items() if holder.flows)


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
    `parts`, the rest those of `unlit`; a part that these leave out has the token of its own name.
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

    With `across`, so many stand side by side before the next line of them, as tiles do.
    `each` is drawn in every row, `between` in all but the last, `final` in the last; `only` changes one row
    (from "0"), `counts` all of them where there are so many, `loose` where text is too long for their pitch.
    """

    x: float = 0.0
    y: float = 0.0
    dx: float = 0.0
    dy: float = 0.0
    across: int | None = Field(None, ge=1)
    bottom: float | None = Field(None, description="the last row's origin lies no lower: the pitch shrinks")
    band: list[float] | None = Field(None, min_length=2, max_length=2, description="shared evenly: top and bottom, mm")
    spots: dict[str, Spot] = {}
    each: dict[str, Drawing | None] = {}
    between: dict[str, Drawing | None] = {}
    final: dict[str, Drawing | None] = {}
    only: dict[str, RowPatch] = {}
    counts: dict[str, Rows] = {}
    loose: Rows | None = None


class Logos(Model):
    """A row of logos: left edge, top, height, gap and greatest width of one, mm."""

    x: float
    y: float
    height: float
    gap: float
    widest: float


class Sketch(Model):
    """A layout as the theme draws it; `extends` another.

    `footer` and `number` are their colours, or what else differs from the theme's furniture. Variants change parts of
    it, and so does `continued` where it goes on from the slide before.
    """

    extends: str | None = None
    ground: str | None = None
    drawings: dict[str, Drawing | None] = {}
    spots: dict[str, Spot] = {}
    rows: Rows | None = None
    logos: Logos | None = None
    footer: str | Spot | None = None
    number: str | Spot | None = None
    variants: dict[str, Sketch] = {}
    continued: Sketch | None = None
    give_way: list[Sketch] = Field([], description="changes for text too long, one after the other till it fits")


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
