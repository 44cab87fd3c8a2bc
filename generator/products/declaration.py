"""What a product.yaml may say: the strict model of a product and of its type roles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from generator.fitting import Style
from generator.products.paper import SHEETS, paper
from generator.schema.base import LocalText, Model
from generator.wording import say


class Role(Model):
    """A type role; a theme's layout.yaml may restate any key. Sizes in pt at the product's own trim size."""

    preferred: float | None = None
    minimum: float | None = None
    floor: float = Field(0.0, description="never printed smaller than this many pt, whatever the sheet")
    weight: int = 400
    leading: float = 1.25
    tracking: float = 0.0
    family: Literal["base", "headings"] = "base"
    balance: bool = False
    tabular: bool = False

    @model_validator(mode="after")
    def _ordered(self) -> Role:
        if self.preferred is not None and self.minimum is not None and self.minimum > self.preferred:
            raise ValueError(say("the minimum size is larger than the preferred one"))
        return self

    def style(self, name: str, scale: float, least: float | None, most: float | None) -> Style:
        """Return the measurable style on a sheet `scale` times the product's own trim size.

        `least` and `most` (pt), where given, stand in for the minimum and the preferred size.
        """
        minimum = max(least or self.minimum or 0.0, self.floor / scale)
        preferred = max(most or self.preferred or 0.0, minimum)
        return Style(name, preferred, minimum, self.weight, self.leading, self.tracking, self.balance, self.tabular)


Give = dict[str, float]
Length = Annotated[float, Field(gt=0)]


class VariableField(Model):
    """A text that differs from copy to copy; `box` is left, top, width and height in mm on its page."""

    page: int = Field(ge=1)
    box: tuple[float, float, Length, Length] = Field(strict=False)
    role: str
    colour: str = Field(description="a colour of the theme")
    lines: int = Field(1, ge=1, description="so many lines at most")
    minimum: float | None = Field(None, description="smallest size in pt, if not the role's")
    align: Literal["left", "center", "right"] = "left"
    anchor: Literal["top", "bottom"] = Field("top", description="where in its box text with room to spare stands")


class VariableCode(Model):
    """A QR code that differs from copy to copy; `box` is left, top and side in mm, quiet zone included."""

    page: int = Field(ge=1)
    box: tuple[float, float, Length] = Field(strict=False)


class Personal(Model):
    """What a roster fills in, copy by copy: fields by the roster's column, and the QR code."""

    roster: str = Field(description="the kind of roster: the name of a file in content/rosters")
    fields: dict[str, VariableField]
    code: VariableCode | None = None


def merged_roles(one: Mapping[str, Role], other: Mapping[str, Role]) -> dict[str, Role]:
    """Return the roles of both; what `other` states of a role stands before what `one` does."""
    return {
        name: Role(**{key: value for roles in (one, other) if name in roles for key, value in _stated(roles[name])})
        for name in dict.fromkeys([*one, *other])
    }


def _stated(role: Role) -> Iterable[tuple[str, Any]]:
    return role.model_dump(exclude_unset=True).items()


class Layout(Model):
    """Type roles, variables, and how the layout gives way: steps of variables, each added to those before.

    `personal` is where copies differ that are made from a roster;
    `press` restates roles for print in inks: there fine light text runs full on a dark ground.
    """

    roles: dict[str, Role] = {}
    vars: Give = {}
    give_way: dict[str, list[Give]] = {}
    personal: Personal | None = None
    press: dict[str, Role] = {}

    def on_press(self) -> Layout:
        """Return the layout for print in inks."""
        return self.model_copy(update={"roles": merged_roles(self.roles, self.press)})

    def steps(self, design: str) -> list[Give]:
        """Return the sets of variables to try in turn; the first is the layout as drawn."""
        tried = [dict(self.vars)]
        for give in self.give_way.get(design, []):
            tried.append({**tried[-1], **give})
        return tried


class Design(Model):
    """One of several designs of a product: its title and its output's file name without suffix."""

    title: LocalText
    file: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")


class Imposition(Model):
    """How a product comes onto sheets: as cards of two pages, as many as fit, or as four pages folded once.

    `file` is the sheets' file name without suffix, `paper` what cards are printed on, `label` the type of what is
    printed beside them.
    """

    kind: Literal["cards", "folded"]
    file: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    paper: str = "A4"
    label: Role = Role(preferred=6.5, minimum=6.0, weight=500)

    @model_validator(mode="after")
    def _known_paper(self) -> Imposition:
        paper(self.paper)
        return self


class ProductFile(Layout):
    """product.yaml: what a product is. Measures in mm."""

    title: LocalText
    renderer: Literal["pdf", "deck"]
    trim_mm: tuple[Length, Length] = Field(strict=False, description="width and height of the finished page")
    bleed_mm: float = Field(0.0, ge=0)
    safe_mm: float = Field(0.0, ge=0)
    pages: int | None = Field(None, description="how many pages it must have; any number if left out")
    sheets: list[str] = Field([], description="names of further sheet sizes it scales to")
    designs: dict[str, Design] = {}
    qr_mm: Length | None = Field(None, description="side of its QR code with the quiet zone")
    imposition: Imposition | None = None
    calibrates: str | None = Field(
        None, description="the product on whose sheets it tries out a printer; it is made only when it is named"
    )

    @model_validator(mode="after")
    def _known_sheets(self) -> ProductFile:
        unknown = [name for name in self.sheets if name not in SHEETS]
        if unknown:
            raise ValueError(
                say("unknown sheet {unknown}; known: {names}", unknown=unknown[0], names=", ".join(SHEETS))
            )
        return self

    @model_validator(mode="after")
    def _pages_to_impose(self) -> ProductFile:
        wanted = {"cards": 2, "folded": 4}
        if self.imposition and self.pages != wanted[self.imposition.kind]:
            raise ValueError(
                say(
                    "to be imposed as {kind} it must have {wanted} pages",
                    kind=self.imposition.kind,
                    wanted=wanted[self.imposition.kind],
                )
            )
        if self.imposition and (self.renderer != "pdf" or self.designs):
            raise ValueError(say("only PDFs of one design are imposed"))
        return self
