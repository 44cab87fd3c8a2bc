"""The brand's and theme's font families: found, instanced to static weights, named as Office wants them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path

import uharfbuzz as hb

from generator.cache import kept
from generator.errors import InputError
from generator.fitting.measure import Ruler
from generator.schema.problems import Problem
from generator.wording import say

WEIGHT_NAMES = {
    100: "Thin", 200: "ExtraLight", 300: "Light", 400: "Regular", 500: "Medium",
    600: "SemiBold", 700: "Bold", 800: "ExtraBold", 900: "Black",
}  # fmt: skip


@dataclass(frozen=True)
class FontSource:
    """One font file of a family; `weights` is its axis' range, or its one weight twice."""

    family: str
    path: Path
    weights: tuple[int, int]
    licence: Path | None = None

    @property
    def variable(self) -> bool:
        """Whether the file has a weight axis."""
        return self.weights[0] != self.weights[1]


@dataclass(frozen=True)
class FontFace:
    """A static font: its file's bytes, its metrics in em, and the faces for characters that it lacks, in order."""

    family: str
    weight: int
    data: bytes
    ascent: float
    descent: float
    cap_height: float
    fallback: tuple[FontFace, ...] = ()

    @cached_property
    def ruler(self) -> Ruler:
        """A ruler for this face."""
        return Ruler(self.data, others=[face.ruler for face in self.fallback])

    def runs(self, text: str) -> list[tuple[str, FontFace]]:
        """Return the text in runs of one face each."""
        chain = (self, *self.fallback)
        return [(run, chain[place]) for run, place in self.ruler.runs(text)]

    @property
    def office_name(self) -> tuple[str, bool]:
        """The family name Office shows for this face, and whether it is that family's bold."""
        return office_name(self.family, self.weight)

    @property
    def file_name(self) -> str:
        """A file name such as PlusJakartaSans-Bold.ttf."""
        return f"{self.family.replace(' ', '')}-{WEIGHT_NAMES[self.weight]}.ttf"

    def rise(self, pitch: float, size: float) -> float:
        """Return the distance from the top of a CSS line box of `pitch` to its baseline, unit as given."""
        return (pitch - (self.ascent + self.descent) * size) / 2 + self.ascent * size


def office_name(family: str, weight: int) -> tuple[str, bool]:
    """Return the family name under which Office finds a weight, and whether it is that family's bold."""
    if weight in (400, 700):
        return family, weight == 700
    return f"{family} {WEIGHT_NAMES[weight]}", False


class FontBook:
    """Every font family a build may use: the brand's own files, then installed fontpkg families.

    Every face has one of each `fallback` family for the characters that it lacks. Their lines are as high as those of
    the family `base`: programs move a line's baseline by the deepest font in it.
    """

    def __init__(self, sources: Iterable[FontSource] = (), base: str = "", fallback: Sequence[str] = ()) -> None:
        self._sources: dict[str, list[FontSource]] = {}
        self._base = base
        self._fallback = [family for family in fallback if family != base]
        for source in sources:
            self._sources.setdefault(source.family, []).append(source)
        self.face = cache(self._face)

    def sources(self, family: str) -> Sequence[FontSource]:
        """Return the files of `family`; InputError if it is neither given nor installed."""
        if family not in self._sources:
            self._sources[family] = installed(family)
        if not self._sources[family]:
            message = say("the font family “{family}” is not on this machine", family=family)
            mend = say(
                "add its file under typography.fonts in _brand.yml, or install {package_of}",
                package_of=package_of(family),
            )
            raise InputError([Problem("_brand.yml", 0, 0, "typography", message, mend)])
        return self._sources[family]

    def _face(self, family: str, weight: int) -> FontFace:
        """Return the static face of `family` nearest to `weight`."""
        face = self._own(family, weight)
        others = [self._own(other, weight) for other in self._fallback if other != family]
        return replace(face, fallback=tuple(others)) if others else face

    def _own(self, family: str, weight: int) -> FontFace:
        source = min(self.sources(family), key=lambda s: (_distance(s, weight), s.path))
        nearest = min(max(weight, source.weights[0]), source.weights[1])
        if family not in self._fallback:
            return _instance(source, nearest)
        base = self._own(self._base, 400)
        return _instance(source, nearest, (base.ascent, base.descent))


def read_source(family: str, path: Path, licence: Path | None = None) -> FontSource:
    """Read a font file's weight or weight axis. Raises ValueError if it is no font."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  # slow to import, seldom needed

    try:
        with TTFont(path, lazy=True) as font:
            axes = (
                {axis.axisTag: (int(axis.minValue), int(axis.maxValue)) for axis in font["fvar"].axes}
                if "fvar" in font
                else {}
            )
            own = int(font["OS/2"].usWeightClass)
    except (TTLibError, OSError, KeyError) as error:
        raise ValueError(say("{name} is not a usable font file: {error}", name=path.name, error=error)) from error
    return FontSource(family, path, axes.get("wght", (own, own)), licence)


def package_of(family: str) -> str:
    """Return the name that a family's package has on PyPI, if there is one."""
    return "fontpkg-" + re.sub(r"[^a-z0-9]+", "-", family.lower()).strip("-")


def installed(family: str) -> list[FontSource]:
    """Return the upright files of a family's fontpkg package; found by name, which spares reading every package's."""
    package = find_spec(package_of(family).replace("-", "_"))
    if package is None or package.origin is None:
        return []
    folder = Path(package.origin).parent
    licence = folder / "LICENSE"
    files = sorted(path for path in folder.glob("files/*.ttf") if "Italic" not in path.name)
    return [read_source(family, path, licence if licence.is_file() else None) for path in files]


def _distance(source: FontSource, weight: int) -> int:
    low, high = source.weights
    return max(low - weight, weight - high, 0)


@cache
def _instance(source: FontSource, weight: int, line: tuple[float, float] | None = None) -> FontFace:
    """Return the face of a file at `weight`; it is kept, for making it takes ten times as long as reading it.

    `line` is how high and deep its lines shall be (em), None for as its file says.
    """
    from fontTools.ttLib import TTFont  # noqa: PLC0415  # slow to import, not needed for --help

    file = _unpacked(source.path.read_bytes())
    made_of = f"{source.family}/{weight}/{line}/".encode() + file
    data = kept(
        "fonts", made_of, lambda: _static(_pinned(file, weight) if source.variable else file, source, weight, line)
    )
    with TTFont(io.BytesIO(data), lazy=True) as font:
        upem, hhea = font["head"].unitsPerEm, font["hhea"]
        cap_height = getattr(font["OS/2"], "sCapHeight", 0) or 0.7 * upem
    return FontFace(source.family, weight, data, hhea.ascent / upem, -hhea.descent / upem, cap_height / upem)


def _unpacked(file: bytes) -> bytes:
    """Return a font file without the compression of WOFF or WOFF2, any other as it is."""
    if file[:4] not in (b"wOFF", b"wOF2"):
        return file
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    plain = io.BytesIO()
    with TTFont(io.BytesIO(file), recalcTimestamp=False) as font:
        font.flavor = None
        font.save(plain)
    return plain.getvalue()


def _pinned(file: bytes, weight: int) -> bytes:
    """Return a variable font as a static one (hb-subset does it in milliseconds)."""
    face = hb.Face(file)
    plan = hb.SubsetInput()
    plan.keep_everything()
    plan.pin_axis_location(face, "wght", weight)
    pinned: bytes = hb.subset(face, plan).blob.data
    return pinned


def _static(file: bytes, source: FontSource, weight: int, line: tuple[float, float] | None) -> bytes:
    """Return a static font with the names and flags by which Office finds it, and the line heights asked for."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    font = TTFont(io.BytesIO(_pinned(file, weight) if source.variable else file), recalcTimestamp=False)
    bold = weight == 700
    family, _ = office_name(source.family, weight)
    style = "Bold" if bold else "Regular"
    names = font["name"]
    postscript = f"{source.family.replace(' ', '')}-{WEIGHT_NAMES[weight]}"
    full = f"{source.family} {WEIGHT_NAMES[weight]}"
    for key, value in {1: family, 2: style, 3: postscript, 4: full, 6: postscript}.items():
        names.setName(value, key, 3, 1, 0x409)
    for key in (16, 17, 21, 22, 25):
        names.removeNames(nameID=key)
    if weight not in (400, 700):
        names.setName(source.family, 16, 3, 1, 0x409)
        names.setName(WEIGHT_NAMES[weight], 17, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0b1100001 | (0b0100000 if bold else 0b1000000)
    font["head"].macStyle = int(bold)
    if "STAT" in font:
        del font["STAT"]
    if line:
        ascent, descent = (round(part * font["head"].unitsPerEm) for part in line)
        font["hhea"].ascent = font["OS/2"].sTypoAscender = ascent
        font["hhea"].descent = font["OS/2"].sTypoDescender = -descent
        font["hhea"].lineGap = font["OS/2"].sTypoLineGap = 0
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
