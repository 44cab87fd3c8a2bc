"""The agency's look: `_brand.yml` after the brand.yml standard, our keys under `defaults.sosialisasi`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from generator.schema.base import MAPPING, TEXT, Model
from generator.schema.brand_colours import known_names, resolve_colour
from generator.schema.brand_parts import (
    BY_LOGO_SHAPE,
    IMAGE,
    Colours,
    Defaults,
    FilePath,
    FontFile,
    Image,
    LightDark,
    LightDarkColour,
    Logos,
    Meta,
    Names,
    TextStyle,
    Typography,
)
from generator.wording import say

MAX_LOGOS = 3
ROLES = tuple(name for name in Colours.model_fields if name != "palette")


class Brand(Model):
    """An agency's look; everything may be left out."""

    meta: Meta = Field(default=Meta(), description="Who the brand belongs to")
    logo: (
        Annotated[Annotated[FilePath, TEXT] | Annotated[Image, IMAGE] | Annotated[Logos, MAPPING], BY_LOGO_SHAPE] | None
    ) = Field(default=None, description="The logo's file, or the logo in several sizes")
    color: Colours = Field(default=Colours(), description="The brand's colours")
    typography: Typography = Field(default=Typography(), description="The brand's fonts")
    defaults: Defaults = Field(default=Defaults(), description="Settings by tool")


@dataclass(frozen=True)
class FileName:
    """A file of the project that the brand names, and the field that names it."""

    path: str
    field: tuple[str | int, ...]


@dataclass(frozen=True)
class LogoFile:
    """A logo that the brand names: its file, one for dark grounds if there is one, and what it shows.

    What it shows is one text for all languages, or one a language. A logo that is only for dark grounds is its file.
    """

    file: FileName
    alt: str | dict[str, str]
    dark: FileName | None = None


@dataclass(frozen=True)
class FontFileName:
    """A font file that the brand names, and the field that names it."""

    family: str
    path: str
    field: tuple[str | int, ...]


def agency_name(brand: Brand) -> str | None:
    """Return the agency's full name, else its short one, None if the brand names none."""
    name = brand.meta.name
    return (name.full or name.short) if isinstance(name, Names) else name


def logo_files(brand: Brand) -> list[LogoFile]:
    """Return the logos in the order they are shown: the agency's, then the partners', three at most."""
    own = _agency_logo(brand)
    partners = []
    for index, each in enumerate(brand.defaults.sosialisasi.partners):
        field = ("defaults", "sosialisasi", "partners", index)
        dark = FileName(each.dark, (*field, "dark")) if each.dark else None
        partners.append(LogoFile(FileName(each.path, (*field, "path")), each.alt, dark))
    return [*([own] if own else []), *partners][:MAX_LOGOS]


def font_files(brand: Brand) -> list[FontFileName]:
    """Return the brand's own upright font files: the kit sets no italics, and fetches nothing from the web."""
    files = [
        FontFileName(font.family, each.path, ("typography", "fonts", index, "files", number, "path"))
        if isinstance(each, FontFile)
        else FontFileName(font.family, each, ("typography", "fonts", index, "files", number))
        for index, font in enumerate(brand.typography.fonts)
        for number, each in enumerate(font.files)
        if not (isinstance(each, FontFile) and each.style == "italic")
    ]
    return [file for file in files if not file.path.startswith(("http://", "https://"))]


def font_source(brand: Brand, family: str) -> str | None:
    """Return where the brand says that a family comes from, None if it does not say."""
    return next((font.source for font in brand.typography.fonts if font.family == family), None)


def font_family(brand: Brand, role: str) -> str | None:
    """Return the family of `role` ("base" or "headings"), None if the brand names none."""
    style = getattr(brand.typography, role)
    return style.family if isinstance(style, TextStyle) else style


def colours(brand: Brand) -> dict[str, str]:
    """Return the roles that the brand fills, each as "#RRGGBB". ValueError: `check_brand` was not asked."""
    given = _roles(brand)
    named = known_names(brand.color.palette, given)
    return {role: _resolved(value, named if value != role else brand.color.palette) for role, value in given.items()}


def palette(brand: Brand) -> dict[str, str]:
    """Return the palette, each entry as "#RRGGBB". ValueError: `check_brand` was not asked."""
    return {name: _resolved(value, brand.color.palette) for name, value in brand.color.palette.items()}


def press_inks(brand: Brand) -> dict[str, tuple[int, int, int, int]]:
    """Return the inks that the brand gives its colours, by "#RRGGBB". ValueError: `check_brand` was not asked."""
    named = {**palette(brand), **colours(brand)}
    given = brand.defaults.sosialisasi.press.cmyk
    return {named[name]: (inks[0], inks[1], inks[2], inks[3]) for name, inks in given.items()}


def _roles(brand: Brand) -> dict[str, str]:
    """Return the roles that the brand fills, as it has them; of a light and a dark colour, the light one."""
    given = ((role, getattr(brand.color, role)) for role in ROLES)
    single = ((role, (v.light or v.dark) if isinstance(v, LightDarkColour) else v) for role, v in given)
    return {role: value for role, value in single if value}


def _resolved(value: str, named: Mapping[str, str]) -> str:
    colour = resolve_colour(value, named)
    if colour is None:
        raise ValueError(say("{value} is no colour", value=value))
    return colour


def _agency_logo(brand: Brand) -> LogoFile | None:
    """Return the logo in the size that suits print best; without any size, the first of its images."""
    logo = brand.logo
    name = agency_name(brand)
    alt = f"Logo {name}" if name else "Logo"
    if logo is None:
        return None
    if not isinstance(logo, Logos):
        return LogoFile(*_image(logo, ("logo",), {}, alt))
    for size in ("medium", "large", "small"):
        named = getattr(logo, size)
        field = ("logo", size)
        if isinstance(named, LightDark):
            light, dark = (
                _image(each, (*field, ground), logo.images, alt) if each is not None else None
                for ground, each in (("light", named.light), ("dark", named.dark))
            )
            if light:
                return LogoFile(*light, dark[0] if dark else None)
            if dark:
                return LogoFile(*dark)
        elif named is not None:
            return LogoFile(*_image(named, field, logo.images, alt))
    first = next(iter(logo.images), None)
    return LogoFile(*_image(first, (), logo.images, alt)) if first is not None else None


def _image(
    named: str | Image, field: tuple[str | int, ...], images: Mapping[str, str | Image], alt: str
) -> tuple[FileName, str | dict[str, str]]:
    """Return the file of an image that is named or given at `field`, and what it shows."""
    if isinstance(named, str) and named in images:
        field = ("logo", "images", named)
        named = images[named]
    if isinstance(named, Image):
        return FileName(named.path, (*field, "path")), named.alt or alt
    return FileName(named, field), alt
