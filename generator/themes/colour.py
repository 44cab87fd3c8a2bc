"""Colour arithmetic: WCAG contrast, mixing, and the luminance modulation that DrawingML knows."""

from __future__ import annotations

import colorsys

RGB = tuple[float, float, float]


def rgb(colour: str) -> RGB:
    """Return the channels of "#RRGGBB" as fractions."""
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


def hexadecimal(channels: RGB) -> str:
    """Return fractions as "#RRGGBB"."""
    return "#" + "".join(f"{round(min(max(c, 0.0), 1.0) * 255):02X}" for c in channels)


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def grey(colour: str) -> str:
    """Return the grey that printers and copiers make of a colour (ITU-R BT.601)."""
    red, green, blue = rgb(colour)
    return hexadecimal((0.299 * red + 0.587 * green + 0.114 * blue,) * 3)


def mix(colour: str, other: str, share: float) -> str:
    """Return `colour` with `share` (0 to 1) of `other` in it."""
    first, second = rgb(colour), rgb(other)
    red, green, blue = (a + (b - a) * share for a, b in zip(first, second, strict=True))
    return hexadecimal((red, green, blue))


def modulate(colour: str, lum_mod: float, lum_off: float) -> str:
    """Return the colour with its HSL lightness times `lum_mod` plus `lum_off`, as a:lumMod and a:lumOff do."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*rgb(colour))
    return hexadecimal(colorsys.hls_to_rgb(hue, min(max(lightness * lum_mod + lum_off, 0.0), 1.0), saturation))


def reach(colour: str, ground: str, ratio: float) -> str:
    """Return `colour`, moved towards white or black just as far as `ratio` on `ground` asks."""
    target = max("#FFFFFF", "#000000", key=lambda end: contrast(end, ground))
    steps = (mix(colour, target, step / 50) for step in range(51))
    return next((tone for tone in steps if contrast(tone, ground) >= ratio), target)
