"""The agency's look: `_brand.yml` after the brand.yml standard, our keys under `defaults.sosialisasi`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from generator.schema.base import BY_SHAPE, MAPPING, TEXT, Model
from generator.schema.brand_parts import (
    Colours,
    Defaults,
    FilePath,
    FontFile,
    Image,
    LightDark,
    Logos,
    Meta,
    Names,
    TextStyle,
    Typography,
)

MAX_LOGOS = 3
ROLES = tuple(name for name in Colours.model_fields if name != "palette")
_HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


class Brand(Model):
    """An agency's look; everything may be left out."""

    meta: Meta = Field(default=Meta(), description="Who the brand belongs to")
    logo: Annotated[Annotated[FilePath, TEXT] | Annotated[Logos, MAPPING], BY_SHAPE] | None = Field(
        default=None, description="The logo's file, or the logo in several sizes"
    )
    color: Colours = Field(default=Colours(), description="The brand's colours")
    typography: Typography = Field(default=Typography(), description="The brand's fonts")
    defaults: Defaults = Field(default=Defaults(), description="Settings by tool")


@dataclass(frozen=True)
class LogoFile:
    """A logo that the brand names: its file in the project, what it shows, and the field that names it.

    What it shows is one text for all languages, or one a language.
    """

    path: str
    alt: str | dict[str, str]
    field: tuple[str | int, ...]


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
    partners = [
        LogoFile(each.path, each.alt, ("defaults", "sosialisasi", "partners", index, "path"))
        for index, each in enumerate(brand.defaults.sosialisasi.partners)
    ]
    return [*([own] if own else []), *partners][:MAX_LOGOS]


def font_files(brand: Brand) -> list[FontFileName]:
    """Return the font files that the brand names."""
    return [
        FontFileName(font.family, each.path, ("typography", "fonts", index, "files", number, "path"))
        if isinstance(each, FontFile)
        else FontFileName(font.family, each, ("typography", "fonts", index, "files", number))
        for index, font in enumerate(brand.typography.fonts)
        for number, each in enumerate(font.files)
    ]


def font_family(brand: Brand, role: str) -> str | None:
    """Return the family of `role` ("base" or "headings"), None if the brand names none."""
    style = getattr(brand.typography, role)
    return style.family if isinstance(style, TextStyle) else style


def colours(brand: Brand) -> dict[str, str]:
    """Return the roles that the brand fills, each as "#RRGGBB". ValueError: `check_brand` was not asked."""
    named = {role: getattr(brand.color, role) for role in ROLES}
    return {role: _resolved(value, brand) for role, value in named.items() if value is not None}


def palette(brand: Brand) -> dict[str, str]:
    """Return the palette, each entry as "#RRGGBB". ValueError: `check_brand` was not asked."""
    return {name: _resolved(value, brand) for name, value in brand.color.palette.items()}


def press_inks(brand: Brand) -> dict[str, tuple[int, int, int, int]]:
    """Return the inks that the brand gives its colours, by "#RRGGBB". ValueError: `check_brand` was not asked."""
    named = {**brand.color.palette, **{role: getattr(brand.color, role) for role in ROLES}}
    given = brand.defaults.sosialisasi.press.cmyk
    return {_resolved(named[name], brand): (inks[0], inks[1], inks[2], inks[3]) for name, inks in given.items()}


def resolve_colour(value: str, named: Mapping[str, str]) -> str | None:
    """Return a colour or the name of one as "#RRGGBB"; None if a name is unknown or leads round in a ring."""
    seen: set[str] = set()
    while not _HEX.fullmatch(value):
        if value in seen or value not in named:
            return None
        seen.add(value)
        value = named[value]
    digits = value[1:] if len(value) == 7 else "".join(digit * 2 for digit in value[1:])
    return f"#{digits.upper()}"


def _resolved(value: str, brand: Brand) -> str:
    colour = resolve_colour(value, brand.color.palette)
    if colour is None:
        raise ValueError(f"{value} is no colour")
    return colour


def _agency_logo(brand: Brand) -> LogoFile | None:
    logo = brand.logo
    name = agency_name(brand)
    alt = f"Logo {name}" if name else "Logo"
    if logo is None:
        return None
    if isinstance(logo, str):
        return LogoFile(logo, alt, ("logo",))
    for size in ("medium", "large", "small"):
        named = getattr(logo, size)
        field: tuple[str, ...] = ("logo", size)
        if isinstance(named, LightDark):
            field += ("light",) if named.light else ("dark",)
            named = named.light or named.dark
        if named is not None:
            return _image(named, field, logo, alt)
    first = next(iter(logo.images), None)
    return _image(first, (), logo, alt) if first is not None else None


def _image(named: str, field: tuple[str, ...], logo: Logos, alt: str) -> LogoFile:
    image = logo.images.get(named)
    if image is None:
        return LogoFile(named, alt, field)
    field = ("logo", "images", named)
    if isinstance(image, Image):
        return LogoFile(image.path, image.alt or alt, (*field, "path"))
    return LogoFile(image, alt, field)
