"""Text of a deck as it is shown: size, typeface and colour resolved from the run outwards to the master."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.preflight.pptx_colours import Palette
from generator.preflight.pptx_package import A, R, number, share

DEFAULT_SIZE, LEAST_SIZE = 18.0, 1.0
BREAK = "\n"
_RUNS = {f"{A}r", f"{A}fld", f"{A}br"}
_FILLS = {f"{A}{name}" for name in ("solidFill", "noFill", "gradFill", "blipFill", "pattFill", "grpFill")}


@dataclass(frozen=True)
class Run:
    """Text in one dress: size in pt, `colour` None if it cannot be told, `tracking` in pt a character."""

    text: str
    size: float
    typeface: str
    bold: bool
    tracking: float
    colour: str | None
    element: Any


@dataclass(frozen=True)
class Paragraph:
    """Runs, and the paragraph's measures in pt; `pitch` is exact if above 0, else `leading` times the font's own."""

    runs: tuple[Run, ...]
    pitch: float
    leading: float
    before: tuple[float, float]
    after: tuple[float, float]
    margin: tuple[float, float]
    indent: float
    align: str

    @property
    def text(self) -> str:
        """The paragraph's text, line breaks as newlines."""
        return "".join(run.text for run in self.runs)

    def gaps(self, size: float) -> tuple[float, float]:
        """Return the space above and below in pt, which may depend on the size of the text."""
        (points, share), (points_after, share_after) = self.before, self.after
        return points + share * size * 1.2, points_after + share_after * size * 1.2


@dataclass(frozen=True)
class Cascade:
    """Where a shape's text takes its style from: list styles, nearest first; theme fonts; colours; the autofit.

    `lent` is the colour of the shape's own style, which counts before the presentation's default text.
    """

    styles: Sequence[Any]
    defaults: Sequence[Any]
    fonts: tuple[str, str]
    palette: Palette
    scale: float = 1.0
    reduction: float = 0.0
    lent: Any = None


def paragraphs(body: Any, cascade: Cascade) -> list[Paragraph]:
    """Return the paragraphs of a p:txBody or a:txBody."""
    return [_Reader(element, cascade).paragraph() for element in body.iterfind(f"{A}p")]


class _Reader:
    """Reads one paragraph."""

    def __init__(self, element: Any, cascade: Cascade) -> None:
        self._element = element
        self._cascade = cascade
        own = element.find(f"{A}pPr")
        level = number(own.get("lvl") if own is not None else None, 0)
        name = f"{A}lvl{min(max(int(level), 0), 8) + 1}pPr"
        self._near = [own, *_level(cascade.styles, name)] if own is not None else _level(cascade.styles, name)
        self._far = _level(cascade.defaults, name)

    def paragraph(self) -> Paragraph:
        runs = tuple(self._run(child) for child in self._element if child.tag in _RUNS)
        if not any(run.text for run in runs):
            runs = (self._run(self._element),)
        pitch, leading = self._spacing("lnSpc", (0.0, 1.0))
        return Paragraph(
            runs=runs,
            pitch=pitch,
            leading=max(leading - self._cascade.reduction, 0.5),
            before=self._spacing("spcBef", (0.0, 0.0)),
            after=self._spacing("spcAft", (0.0, 0.0)),
            margin=(self._length("marL"), self._length("marR")),
            indent=self._length("indent"),
            align=next((one.get("algn") for one in self._all() if one.get("algn")), "l"),
        )

    def _all(self) -> Iterator[Any]:
        yield from self._near
        yield from self._far

    def _run(self, element: Any) -> Run:
        """Return a run, field or break; of a paragraph element the mark at its end."""
        own = element.find(f"{A}endParaRPr" if element.tag == f"{A}p" else f"{A}rPr")
        near = [own] if own is not None else []
        near += [style for one in self._near if (style := one.find(f"{A}defRPr")) is not None]
        far = [style for one in self._far if (style := one.find(f"{A}defRPr")) is not None]
        size = max(number(_attribute([*near, *far], "sz"), DEFAULT_SIZE * 100) / 100 * self._cascade.scale, LEAST_SIZE)
        text = BREAK if element.tag == f"{A}br" else "".join(t.text or "" for t in element.iterfind(f"{A}t"))
        return Run(
            text=text.replace("\v", BREAK).replace("_x000B_", BREAK),
            size=size,
            typeface=self._typeface([*near, *far]),
            bold=_attribute([*near, *far], "b") in ("1", "true"),
            tracking=number(_attribute([*near, *far], "spc"), 0.0) / 100,
            colour=self._colour(near, far),
            element=own,
        )

    def _typeface(self, styles: Sequence[Any]) -> str:
        found = (latin.get("typeface") for one in styles if (latin := one.find(f"{A}latin")) is not None)
        name = next((name for name in found if name), "+mn-lt")
        major, minor = self._cascade.fonts
        return {"+mj": major, "+mn": minor}.get(name[:3], name)

    def _colour(self, near: Sequence[Any], far: Sequence[Any]) -> str | None:
        """Return the text's colour; a link's is the theme's for links."""
        link = near[0].find(f"{A}hlinkClick") if near else None
        if link is not None and link.get(f"{R}id") and near[0].find(f"{A}solidFill") is None:
            return self._cascade.palette.of([_scheme("hlink")])
        holders = [fill for one in near if (fill := _fill(one)) is not None]
        if not holders and self._cascade.lent is not None:
            holders = [self._cascade.lent]
        holders = holders or [fill for one in far if (fill := _fill(one)) is not None]
        return self._cascade.palette.of(holders[0] if holders else [_scheme("tx1")])

    def _spacing(self, name: str, default: tuple[float, float]) -> tuple[float, float]:
        """Return a spacing in points and as a share of the line; one of them is 0."""
        for one in self._all():
            holder = one.find(f"{A}{name}")
            if holder is not None and len(holder):
                value = holder[0].get("val") or ""
                if holder[0].tag == f"{A}spcPts":
                    return number(value, 0.0) / 100, 0.0
                return 0.0, share(value, 1.0)
        return default

    def _length(self, name: str) -> float:
        return number(_attribute(list(self._all()), name), 0.0) / 12700


def _level(styles: Sequence[Any], name: str) -> list[Any]:
    """Return what list styles say of a level, each before its own default."""
    found = [one.find(tag) for one in styles for tag in (name, f"{A}defPPr")]
    return [one for one in found if one is not None]


def _attribute(elements: Sequence[Any], name: str) -> str | None:
    return next((value for one in elements if (value := one.get(name)) is not None), None)


def _fill(style: Any) -> Any:
    return next((child for child in style if child.tag in _FILLS), None)


def _scheme(name: str) -> Any:
    from lxml import etree  # noqa: PLC0415

    return etree.Element(f"{A}schemeClr", val=name)
