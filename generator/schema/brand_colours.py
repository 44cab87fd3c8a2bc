"""Colours as brand.yml has them: written as CSS writes them, or by the name of another colour of the brand."""

from __future__ import annotations

import re
from collections.abc import Mapping

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_SRGB = {"srgb", "hsl", "hwb"}


def solid_colour(value: str) -> str | None:
    """Return a colour that CSS knows (hex, name, rgb(), hsl(), hwb()) as "#RRGGBB".

    None: it is none, is not wholly opaque, or is of a space wider than sRGB.
    """
    if _HEX.fullmatch(value):
        digits = value[1:] if len(value) == 7 else "".join(digit * 2 for digit in value[1:])
        return f"#{digits.upper()}"
    from tinycss2.color4 import parse_color  # noqa: PLC0415  # seldom needed

    colour = parse_color(value)
    if colour is None or isinstance(colour, str) or colour.space not in _SRGB or colour.alpha < 1:
        return None
    channels = colour.to("srgb").coordinates
    return "#" + "".join(f"{round(min(max(channel or 0.0, 0.0), 1.0) * 255):02X}" for channel in channels)


def resolve_colour(value: str, named: Mapping[str, str]) -> str | None:
    """Return a colour or the name of one as "#RRGGBB"; None if it is none or leads round in a ring."""
    seen: set[str] = set()
    while value in named:
        if value in seen:
            return None
        seen.add(value)
        value = named[value]
    return solid_colour(value)


def ring(value: str, named: Mapping[str, str]) -> list[str]:
    """Return the names that lead from `value` back to one of them, nothing if they do not."""
    trail: list[str] = []
    while value in named:
        if value in trail:
            return [*trail[trail.index(value) :], value]
        trail.append(value)
        value = named[value]
    return []


def known_names(palette: Mapping[str, str], roles: Mapping[str, str]) -> dict[str, str]:
    """Return what every name of the brand stands for to its roles: the roles' own before the palette's.

    A role that is set to its own name means the palette's entry.
    """
    return {**palette, **{role: value for role, value in roles.items() if value != role}}
