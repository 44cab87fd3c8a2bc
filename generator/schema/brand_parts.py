"""The parts of `_brand.yml`, after the brand.yml standard; brand.py puts them together."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from generator.schema.base import BY_SHAPE, MAPPING, TEXT, LocalText, Model, Text

FilePath = Annotated[Text, Field(description="A file in the project folder")]
Length = Text | int | float


def _logo_shape(value: Any) -> str | None:
    """Tell apart a logo that is a text, a file with what it shows ("image"), and a group of them."""
    if isinstance(value, str):
        return "text"
    keys = value if isinstance(value, dict) else type(value).model_fields if isinstance(value, BaseModel) else None
    return None if keys is None else "image" if "path" in keys else "mapping"


IMAGE = Tag("image")
BY_LOGO_SHAPE = Discriminator(
    _logo_shape, custom_error_type="text_or_mapping", custom_error_message="must be text or a mapping"
)


class Names(Model):
    """The agency's names."""

    short: Text | None = Field(default=None, description="The short name")
    full: Text | None = Field(default=None, description="The full name")


class Meta(Model):
    """Who the brand belongs to; the standard lets a brand keep more here."""

    model_config = ConfigDict(extra="allow")

    name: Annotated[Annotated[Text, TEXT] | Annotated[Names, MAPPING], BY_SHAPE] | None = Field(
        default=None, description="The agency's name, or its short and full name"
    )
    link: Annotated[Annotated[Text, TEXT] | Annotated[dict[str, Text], MAPPING], BY_SHAPE] | None = Field(
        default=None, description="The agency's web address, or several by name"
    )


class Image(Model):
    """A logo's file and what it shows."""

    path: FilePath = Field(description="The logo's file, PNG, JPEG or SVG, in the project folder")
    alt: LocalText | None = Field(default=None, description="What it shows, for people who cannot see it")
    attrs: dict[str, Any] = Field(default={}, description="For web pages; not used here")


ImageFile = Annotated[Annotated[FilePath, TEXT] | Annotated[Image, MAPPING], BY_SHAPE]


class LightDark(Model):
    """A logo for light and one for dark grounds; each names an entry of `images` or a file."""

    light: ImageFile | None = Field(default=None, description="The logo on light grounds")
    dark: ImageFile | None = Field(default=None, description="The logo on dark grounds")


LogoName = Annotated[Annotated[Text, TEXT] | Annotated[Image, IMAGE] | Annotated[LightDark, MAPPING], BY_LOGO_SHAPE]


class Logos(Model):
    """The logo in its sizes; each names an entry of `images` or a file."""

    images: dict[str, ImageFile] = Field(default={}, description="Logo files by name")
    small: LogoName | None = Field(default=None, description="The smallest logo, an icon")
    medium: LogoName | None = Field(default=None, description="The usual logo")
    large: LogoName | None = Field(default=None, description="The largest logo")


Colour = Annotated[Text, Field(description='A colour in quotes, "#12143D", or the name of an entry of color.palette')]


class LightDarkColour(Model):
    """A colour for light pages and one for dark ones; printed pages are light."""

    light: Colour | None = Field(default=None, description="The colour on light pages, the one used here")
    dark: Colour | None = Field(default=None, description="The colour on dark pages, used here if it stands alone")


RoleColour = Annotated[Annotated[Colour, TEXT] | Annotated[LightDarkColour, MAPPING], BY_SHAPE]


class Colours(Model):
    """The brand's colours by role."""

    palette: dict[str, Colour] = Field(default={}, description="The brand's colours by name")
    foreground: RoleColour | None = Field(default=None, description="Text on paper")
    background: RoleColour | None = Field(default=None, description="The paper")
    primary: RoleColour | None = Field(default=None, description="The ground of poster, card and title slide")
    secondary: RoleColour | None = Field(default=None, description="The accent")
    tertiary: RoleColour | None = Field(default=None, description="One more hue")
    success: RoleColour | None = Field(default=None, description="What went well")
    info: RoleColour | None = Field(default=None, description="What is good to know")
    warning: RoleColour | None = Field(default=None, description="What needs care")
    danger: RoleColour | None = Field(default=None, description="What to avoid")
    light: RoleColour | None = Field(default=None, description="A light tone")
    dark: RoleColour | None = Field(default=None, description="A dark tone")
    link: RoleColour | None = Field(default=None, description="Links")


class FontFile(Model):
    """A font file, with what it holds."""

    path: FilePath = Field(description="The font's file in the project folder")
    weight: Length | list[Length] | None = Field(default=None, description='Its weight: 400, "bold" or "200..800"')
    style: Literal["normal", "italic"] | None = Field(default=None, description="normal or italic")


class Font(Model):
    """A font family and where it comes from."""

    family: Text = Field(description="The family's name as the font itself gives it")
    source: Literal["file", "google", "bunny", "system"] = Field(
        default="system", description="file: the files named here; otherwise it must be installed"
    )
    files: list[Annotated[Annotated[FilePath, TEXT] | Annotated[FontFile, MAPPING], BY_SHAPE]] = Field(
        default=[], description="The font's files, if its source is `file`"
    )
    weight: Length | list[Length] | None = Field(default=None, description="Which weights")
    style: Text | list[Text] | None = Field(default=None, description="Which styles")
    display: Text | None = Field(default=None, description="For web pages; not used here")
    version: int | None = Field(default=None, description="For web pages; not used here")
    url: Text | None = Field(default=None, description="For web pages; nothing is fetched")


class TextStyle(Model):
    """How a kind of text looks; the kit uses its family."""

    family: Text | None = Field(default=None, description="The font family")
    size: Length | None = Field(default=None, description="For other tools; not used here")
    weight: Length | list[Length] | None = Field(default=None, description="For other tools; not used here")
    style: Text | list[Text] | None = Field(default=None, description="For other tools; not used here")
    line_height: Length | None = Field(default=None, alias="line-height", description="Not used here")
    color: RoleColour | None = Field(default=None, description="For other tools; not used here")
    background_color: RoleColour | None = Field(default=None, alias="background-color", description="Not used here")
    decoration: Text | None = Field(default=None, description="For other tools; not used here")


Style = Annotated[Annotated[Text, TEXT] | Annotated[TextStyle, MAPPING], BY_SHAPE]


class Typography(Model):
    """The brand's fonts."""

    fonts: list[Font] = Field(default=[], description="The font families")
    base: Style | None = Field(default=None, description="The family of running text")
    headings: Style | None = Field(default=None, description="The family of headings")
    monospace: Style | None = Field(default=None, description="For other tools; not used here")
    monospace_inline: Style | None = Field(default=None, alias="monospace-inline", description="Not used here")
    monospace_block: Style | None = Field(default=None, alias="monospace-block", description="Not used here")
    link: Style | None = Field(default=None, description="For other tools; not used here")


class Partner(Model):
    """A partner's logo, or that of a common programme."""

    path: FilePath = Field(description="The logo's file, PNG, JPEG or SVG, in the project folder")
    dark: FilePath | None = Field(default=None, description="The logo's file for dark grounds, if there is one")
    alt: LocalText = Field(description="What it shows, for people who cannot see it")


Percent = Annotated[int, Field(ge=0, le=100)]
Cmyk = Annotated[list[Percent], Field(min_length=4, max_length=4)]


class Press(Model):
    """What the print shop asks for."""

    icc: FilePath | None = Field(default=None, description="The print shop's CMYK profile; by default FOGRA39")
    cmyk: dict[str, Cmyk] = Field(
        default={},
        description="Inks of the brand's colours, by role or palette entry: [cyan, magenta, yellow, black] in %",
    )


SlideKind = Literal["title", "section", "content", "two", "comparison", "picture"]


class DeckLook(Model):
    """The agency's own PowerPoint template."""

    template: FilePath | None = Field(
        default=None, description="The agency's PowerPoint template, .pptx or .potx, which slides are then made in"
    )
    layouts: dict[SlideKind, Text] = Field(
        default={},
        description="Names of the template's layouts by kind of slide, where they are not to be found by themselves",
    )


class Sosialisasi(Model):
    """What this kit adds to the standard."""

    slogan: LocalText | None = Field(default=None, description="The agency's slogan")
    partners: list[Partner] = Field(default=[], max_length=3, description="Partners' logos; at most 3 logos in all")
    fallback_fonts: list[Text] = Field(default=[], description="Families for characters that the brand's fonts lack")
    press: Press = Field(default=Press(), description="What the print shop asks for")
    deck: DeckLook = Field(default=DeckLook(), description="The slides' look")


class Defaults(Model):
    """Settings by tool; those of other tools are let be."""

    model_config = ConfigDict(extra="ignore")

    sosialisasi: Sosialisasi = Field(default=Sosialisasi(), description="What this kit adds to the standard")
