"""Colour arithmetic: WCAG contrast, mixing, and the luminance modulation that DrawingML knows."""

from __future__ import annotations

import colorsys
import math
from collections.abc import Callable, Sequence
from functools import lru_cache

RGB = tuple[float, float, float]
Measure = Callable[[str, str], float]  # the contrast of a text on a ground, both "#RRGGBB"
WHITE, BLACK = "#FFFFFF", "#000000"
APART = 1.5  # contrast that tells areas apart in grey
ANOTHER_HUE = 0.25  # distance in the plane of blue and red difference from grey; red and green are 0.6 apart


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


def is_grey(colour: str) -> bool:
    """Return whether a colour has next to no hue."""
    return _oklch(colour)[1] < 0.02


@lru_cache(maxsize=4096)
def same_in_grey(one: str, other: str) -> bool:
    """Return whether two colours are clearly of another hue, yet the same when they are printed in grey."""
    (blue, red), (other_blue, other_red) = _hue(one), _hue(other)
    hues = math.hypot(blue - other_blue, red - other_red)
    return hues >= ANOTHER_HUE and contrast(grey(one), grey(other)) < APART


def _hue(colour: str) -> tuple[float, float]:
    """Return how much bluer and how much redder than its grey a colour is, as JPEG counts it: -0.5 to 0.5."""
    red, _, blue = rgb(colour)
    level = rgb(grey(colour))[0]
    return (blue - level) / 1.772, (red - level) / 1.402


def mix(colour: str, other: str, share: float) -> str:
    """Return `colour` with `share` (0 to 1) of `other` in it."""
    first, second = rgb(colour), rgb(other)
    red, green, blue = (a + (b - a) * share for a, b in zip(first, second, strict=True))
    return hexadecimal((red, green, blue))


def modulate(colour: str, lum_mod: float, lum_off: float) -> str:
    """Return the colour with its HSL lightness times `lum_mod` plus `lum_off`, as a:lumMod and a:lumOff do."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*rgb(colour))
    return hexadecimal(colorsys.hls_to_rgb(hue, min(max(lightness * lum_mod + lum_off, 0.0), 1.0), saturation))


def shade(colour: str, turn: float = 0.0, tone: float | None = None, shift: float = 0.0) -> str:
    """Return the colour with its OKLCH hue turned (degrees) and its lightness set to `tone` (0 to 1) or shifted.

    A shift goes up from a dark colour and down from a light one. Chroma is lowered as far as sRGB asks.
    """
    lightness, chroma, hue = _oklch(colour)
    if tone is not None:
        lightness = tone
    lightness += shift if lightness < 0.5 else -shift
    turned = hue + math.radians(turn)
    shares = (share / 20 for share in range(20, -1, -1))
    inside = next((chroma * share for share in shares if _in_srgb(_linear(lightness, chroma * share, turned))), 0.0)
    return _colour(lightness, inside, turned)


def _colour(lightness: float, chroma: float, hue: float) -> str:
    """Return a colour of OKLCH as "#RRGGBB"."""
    channels = (min(max(c, 0.0), 1.0) for c in _linear(lightness, chroma, hue))
    red, green, blue = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in channels)
    return hexadecimal((red, green, blue))


@lru_cache(maxsize=65536)
def _most_chroma(lightness: float, hue: float) -> float:
    """Return the most chroma that sRGB has at a lightness and hue (radians)."""
    least, most = 0.0, 0.4
    for _ in range(12):
        middle = (least + most) / 2
        least, most = (middle, most) if _in_srgb(_linear(lightness, middle, hue)) else (least, middle)
    return least


def _in_srgb(channels: RGB) -> bool:
    return all(-0.001 <= channel <= 1.001 for channel in channels)


def _oklch(colour: str) -> tuple[float, float, float]:
    """Return lightness, chroma and hue (radians) after Björn Ottosson, bottosson.github.io/posts/oklab."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    across = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    along = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(across, along), math.atan2(along, across)


def _linear(lightness: float, chroma: float, hue: float) -> RGB:
    """Return the linear sRGB channels of an OKLCH colour; outside 0 to 1 there is no such colour."""
    across, along = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * across + 0.2158037573 * along) ** 3
    medium = (lightness - 0.1055613458 * across - 0.0638541728 * along) ** 3
    short = (lightness - 0.0894841775 * across - 1.2914855480 * along) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def nearest_tone(colour: str, fits: Callable[[str], bool]) -> str:
    """Return the colour at the lightness at which it `fits` that looks nearest to it, as it is where none does.

    Up and down from its own lightness the first that fits is taken (OKLCH), and of both the one at the lesser distance.
    Its chroma goes half the way to the share that it had of all that sRGB has: a dark pink is rose, not brown.
    """
    if fits(colour):
        return colour
    own, chroma, hue = _oklch(colour)
    share = chroma / max(_most_chroma(own, hue), chroma, 1e-9)
    found = []
    for sign in (1, -1):
        steps = (own + sign * step / 100 for step in range(1, 101))
        tones = (_colour(tone, _near(chroma, share, _most_chroma(tone, hue)), hue) for tone in steps if 0 <= tone <= 1)
        found += [tone for tone in [next((tone for tone in tones if fits(tone)), None)] if tone]
    return min(found, key=lambda tone: _distance(tone, colour), default=colour)


def _near(chroma: float, share: float, most: float) -> float:
    """Return a chroma half way between the one given, as far as there is so much, and a share of the most there is."""
    return (min(chroma, most) + share * most) / 2


def _distance(one: str, other: str) -> float:
    """Return how far apart two colours look: their distance in OKLab."""
    (lightness, chroma, hue), (lightness2, chroma2, hue2) = _oklch(one), _oklch(other)
    across = chroma * math.cos(hue) - chroma2 * math.cos(hue2)
    along = chroma * math.sin(hue) - chroma2 * math.sin(hue2)
    return math.hypot(lightness - lightness2, across, along)


@lru_cache(maxsize=65536)
def legible(one: str, other: str) -> float:
    """Return the contrast of two colours on a screen or printed in grey, whichever is less."""
    return min(contrast(one, other), contrast(grey(one), grey(other)))


def reads(colour: str, grounds: Sequence[str], ratio: float, carries: float = 1.0, measure: Measure = legible) -> bool:
    """Return whether a colour is legible at `ratio` on all grounds, and black or white on it at `carries`."""
    on_it = carries <= 1 or measure(best_end([colour], measure), colour) >= carries
    return on_it and all(measure(colour, ground) >= ratio for ground in grounds)


def reach(colour: str, grounds: Sequence[str], ratio: float, carries: float = 1.0, measure: Measure = legible) -> str:
    """Return the nearest tone of `colour` that `reads` so.

    Where none does, it is black or white, whichever is more legible.
    """
    tone = nearest_tone(colour, lambda tone: reads(tone, grounds, ratio, carries, measure))
    return tone if reads(tone, grounds, ratio, carries, measure) else best_end(grounds, measure)


def best_end(grounds: Sequence[str], measure: Measure = legible) -> str:
    """Return white or black, whichever is more legible on all grounds."""
    return max(WHITE, BLACK, key=lambda end: min(measure(end, ground) for ground in grounds))
