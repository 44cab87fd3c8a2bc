"""From RGB to the four inks: declared colours as they are, black and grey in K alone, the rest through the profile."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any, Literal

from generator.press.profile import Profile

RGB = tuple[int, int, int]  # 0 to 255
CMYK = tuple[int, int, int, int]  # whole percents of ink
Use = Literal["text", "area", "line"]

MOST_INK = 300  # percent of all four inks together
RICH_BLACK: CMYK = (50, 40, 40, 100)
WHITE: RGB = (255, 255, 255)
# Of 255: how far a colour's channels may lie apart for it to count as grey in text, and how light it may be for that.
_HUELESS, _DARK, _BLACK = 26, 153, 64
_LEAST_TEXT = 80  # percent of K; letters in a lighter screen print ragged and pale
_LEAST_DOT = 2  # percent; smaller dots do not hold on the plate


class Inks:
    """Turns colours and images into inks of one profile; `declared` gives "#RRGGBB" colours their inks outright."""

    def __init__(self, profile: Profile, declared: Mapping[str, CMYK]) -> None:
        self.profile = profile
        self._declared = {_channels(colour): inks for colour, inks in declared.items()}
        self.of = cache(self._of)

    def _of(self, colour: RGB, use: Use) -> CMYK:
        """Return the inks for a colour.

        Text and neutral colours that are black or grey are K alone, so that they print sharp whatever the register;
        a large black area is rich black, for K alone looks grey there.
        """
        if colour in self._declared:
            return self._declared[colour]
        neutral = max(colour) - min(colour) <= (_HUELESS if use == "text" and max(colour) <= _DARK else 0)
        if neutral:
            black = max(colour) <= _BLACK if use == "text" else max(colour) == 0
            least = _LEAST_TEXT if use == "text" and max(colour) <= _DARK else 0
            return (
                RICH_BLACK if black and use == "area" else (0, 0, 0, 100 if black else max(self._grey(colour), least))
            )
        return self._converted(colour)

    def image(self, image: Any) -> Any:
        """Return a PIL image in CMYK: through the profile and within the limit of ink, a grey one in K alone."""
        from PIL import Image, ImageCms  # noqa: PLC0415

        if image.mode == "CMYK":
            return _limited(image)
        if image.mode in ("1", "L"):
            none = Image.new("L", image.size)
            return Image.merge("CMYK", [none, none, none, image.convert("L").point(self._greys)])
        return _limited(ImageCms.applyTransform(image.convert("RGB"), self._to_cmyk))

    def _converted(self, colour: RGB) -> CMYK:
        from PIL import Image, ImageCms  # noqa: PLC0415

        pixel: Any = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), self._to_cmyk)
        cyan, magenta, yellow, black = (ink / 2.55 for ink in pixel.tobytes())
        return within_limit((cyan, magenta, yellow, black))

    def _grey(self, colour: RGB) -> int:
        """Return the percent of K that is as light as a colour."""
        from PIL import Image  # noqa: PLC0415

        grey = Image.new("RGB", (1, 1), colour).convert("L").tobytes()[0]
        return round(self._greys[grey] / 2.55)

    @cached_property
    def _to_cmyk(self) -> Any:
        from PIL import ImageCms  # noqa: PLC0415

        return ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"), self.profile.opened, "RGB", "CMYK", **_fidelity()
        )

    @cached_property
    def _greys(self) -> list[int]:
        """For each grey of 256, the K (0 to 255) that looks as light, from white paper down to all that K can give."""
        from PIL import Image, ImageCms  # noqa: PLC0415

        lab = ImageCms.createProfile("LAB")
        ramp = Image.frombytes("L", (256, 1), bytes(range(256)))
        none = Image.new("L", ramp.size)
        to_lab = ImageCms.buildTransform(self.profile.opened, lab, "CMYK", "LAB", **_fidelity())
        seen = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), lab, "RGB", "LAB", **_fidelity())
        printed = _lightness(ImageCms.applyTransform(Image.merge("CMYK", [none, none, none, ramp]), to_lab))
        wanted = _lightness(ImageCms.applyTransform(Image.merge("RGB", [ramp] * 3), seen))
        darkest = min(printed)
        scaled = [darkest + each * (255 - darkest) / 255 for each in wanted]
        return [255, *(_nearest(printed, light) for light in scaled[1:255]), 0]


def within_limit(inks: tuple[float, float, float, float]) -> CMYK:
    """Return inks in whole percents with no more than MOST_INK together: black stays, the colours give way."""
    cyan, magenta, yellow, black = inks
    room = (MOST_INK - black) / max(cyan + magenta + yellow, 1)
    parts = [int(part * room) for part in inks[:3]] if room < 1 else [round(part) for part in inks[:3]]
    excess = max(sum(parts) + round(black) - MOST_INK, 0)
    parts[0] -= excess
    cyan, magenta, yellow, black = (part if part >= _LEAST_DOT else 0 for part in (*parts, round(black)))
    return cyan, magenta, yellow, black


def _limited(image: Any) -> Any:
    """Return a CMYK image with no more than MOST_INK in any pixel."""
    from PIL import Image, ImageMath  # noqa: PLC0415

    *colours, black = image.split()
    most = int(MOST_INK * 2.55)

    def less(args: Any) -> Any:
        colour = args["c"] + args["m"] + args["y"]
        over = args["max"](colour + args["k"] - most, 0)
        # Rounded up, so that what is left is never a shade too much.
        return args["convert"](args["one"] - (args["one"] * over + colour - 1) / args["max"](colour, 1), "L")

    named = dict(zip("cmy", colours, strict=True))
    limited = [ImageMath.lambda_eval(less, **named, k=black, one=one) for one in colours]
    return Image.merge("CMYK", [*limited, black])


def _lightness(lab: Any) -> list[int]:
    return list(lab.getchannel(0).tobytes())


def _nearest(values: list[int], wanted: float) -> int:
    """Return the place of the value that is nearest."""
    return min(range(len(values)), key=lambda place: abs(values[place] - wanted))


def _fidelity() -> dict[str, Any]:
    from PIL import ImageCms  # noqa: PLC0415

    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    return {"renderingIntent": intent, "flags": ImageCms.Flags.BLACKPOINTCOMPENSATION}


def _channels(colour: str) -> RGB:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
