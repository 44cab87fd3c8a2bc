"""Colours of a deck, resolved through the colour map and the theme to "#RRGGBB"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator.preflight.pptx_package import A, share
from generator.themes.colour import hexadecimal, modulate, rgb

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_NAMED = {"black": "#000000", "white": "#FFFFFF", "red": "#FF0000", "green": "#008000", "blue": "#0000FF",
          "yellow": "#FFFF00", "gray": "#808080", "grey": "#808080"}  # fmt: skip
_LITERAL = {f"{A}srgbClr", f"{A}scrgbClr", f"{A}sysClr", f"{A}prstClr", f"{A}hslClr"}
_COLOURS = {*_LITERAL, f"{A}schemeClr"}
_FAINT = {"satMod", "satOff", "hueMod", "hueOff", "gamma", "invGamma"}  # hardly change how light a colour is


class Palette:
    """The theme's colours as one slide sees them: `slots` are the theme's, `mapping` is the colour map."""

    def __init__(self, slots: Mapping[str, str], mapping: Mapping[str, str]) -> None:
        self._slots = slots
        self._mapping = mapping

    def of(self, holder: Any, stands_for: str | None = None) -> str | None:
        """Return the colour that an element holds; None if it holds none or it cannot be told.

        `stands_for` is the colour in place of "phClr".
        """
        element = next((child for child in holder if child.tag in _COLOURS), None)
        return None if element is None else _modified(self._base(element, stands_for), element)

    def _base(self, element: Any, stands_for: str | None) -> str | None:
        value = element.get("val") or ""
        if element.tag == f"{A}schemeClr":
            return stands_for if value == "phClr" else self._slots.get(self._mapping.get(value, value))
        if element.tag == f"{A}prstClr":
            return _NAMED.get(value)
        value = element.get("lastClr") or "" if element.tag == f"{A}sysClr" else value
        return f"#{value.upper()}" if _HEX.fullmatch(value) else None


def slots(theme: Any) -> dict[str, str]:
    """Return the colours of a theme part by slot."""
    plain = Palette({}, {})
    scheme = None if theme is None else theme.find(f"{A}themeElements/{A}clrScheme")
    found = {} if scheme is None else {slot.tag.removeprefix(A): plain.of(slot) for slot in scheme}
    return {slot: colour for slot, colour in found.items() if colour}


def literal(element: Any) -> bool:
    """Return whether an element is a colour that no theme can change."""
    return element.tag in _LITERAL


def _modified(colour: str | None, element: Any) -> str | None:
    """Return the colour after its modifications; None if it shines through or one of them is not known."""
    for change in element:
        if colour is None or not isinstance(change.tag, str):
            continue
        name, value = change.tag.removeprefix(A), share(change.get("val"), 1.0)
        if name == "lumMod":
            colour = modulate(colour, value, 0.0)
        elif name == "lumOff":
            colour = modulate(colour, 1.0, value)
        elif name == "shade":
            colour = _light(colour, value, 0.0)
        elif name == "tint":
            colour = _light(colour, value, 1.0 - value)
        elif (name == "alpha" and value >= 0.9) or name in _FAINT:
            continue
        else:
            colour = None
    return colour


def _light(colour: str, factor: float, more: float) -> str:
    """Return the colour with its linear light times `factor` plus `more`."""
    red, green, blue = ((min(max(channel**2.2 * factor + more, 0.0), 1.0)) ** (1 / 2.2) for channel in rgb(colour))
    return hexadecimal((red, green, blue))
