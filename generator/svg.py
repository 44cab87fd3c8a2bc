"""Look into an SVG before any renderer does: no script, nothing from outside, no bomb, and its size."""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from xml.parsers import expat

from generator.images import LogoError, inspect_raster
from generator.wording import marked, say

MAX_DEPTH = 100
MAX_DRAWN = 60_000  # shapes, a quarter of a minute's work
_LETTERS_A_SHAPE = 32  # of a path: as much work as a shape
_PAIRS_A_SHAPE = 128  # of a rule of style and an element that it is tried on
_COPIED = {"pattern", "mask", "marker"}  # drawn anew for all that refer to them
_ROOT = "http://www.w3.org/2000/svg svg"
_FORBIDDEN = {
    "script", "foreignobject", "iframe", "object", "embed", "audio", "video", "canvas", "handler", "listener",
    "set", "animate", "animatemotion", "animatetransform", "animatecolor", "discard",
}  # fmt: skip
_DATA_IMAGE = re.compile(r"data:image/(?:png|jpe?g);base64,(.*)", re.IGNORECASE | re.DOTALL)
_URL = re.compile(r"url\s*\(\s*['\"]?\s*([^)'\"]*)", re.IGNORECASE)
_CSS_OUTSIDE = re.compile(r"@import|@charset|image-set\s*\(|\bsrc\s*\(|javascript:|expression\s*\(", re.IGNORECASE)
_LENGTH = re.compile(r"([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?")
_PX = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_EXPORT = marked("export it again as a plain SVG with everything in the one file")


def inspect_svg(data: bytes) -> tuple[float, float]:
    """Return an SVG's width and height, in the units of its viewBox or else in px. LogoError: refused."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.ProcessingInstructionHandler = reader.instruction
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        said = say("{reason} in line {line}", reason=expat.ErrorString(error.code), line=error.lineno)
        raise LogoError(say("is damaged or cut off ({said})", said=said), say("save or copy it again")) from None
    except (ValueError, LookupError) as error:
        raise LogoError(say("cannot be read ({error})", error=error), say(_EXPORT)) from None
    if reader.drawn() > MAX_DRAWN:
        raise LogoError(
            say("is as much to draw as more than {limit:,} shapes", limit=MAX_DRAWN),
            say("simplify the drawing"),
        )
    return _size(reader.root)


@dataclass
class _Reader:
    """Follows the elements as they come, refuses what a logo must not hold, and counts what is drawn."""

    root: dict[str, str] | None = None
    # For each id ("" is the whole drawing): the work of what is in it, in shapes, and how often ids are drawn by it.
    _own: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    _draws: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _kinds: dict[str, str] = field(default_factory=dict)
    _holders: list[str] = field(default_factory=lambda: [""])
    _style: list[str] | None = None
    _rules: int = 0
    _styled_with: set[str] = field(default_factory=set)

    def doctype(self, *_: object) -> None:
        raise LogoError(say("holds a DOCTYPE"), say("delete everything from <!DOCTYPE to its closing >"))

    def instruction(self, target: str, _: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise LogoError(say("takes its style from another file"), say(_EXPORT))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag).lower()
        if self.root is None:
            if tag != _ROOT:
                raise LogoError(
                    say("is no SVG, it starts with <{tag}>", tag=_local(tag)),
                    say("save the logo as PNG, JPEG or SVG"),
                )
            self.root = attributes
        if name in _FORBIDDEN:
            raise LogoError(say("holds <{tag}>, which a logo must not", tag=_local(tag)), say(_EXPORT))
        for key, value in attributes.items():
            _check_attribute(_local(key).lower(), value)
        if name == "style":
            self._style = []
        self._note(name, attributes)

    def end(self, _: str) -> None:
        self._holders.pop()
        if self._style is not None:
            css = "".join(self._style)
            _check_css(css)
            self._rules += css.count("{") + css.count(",")
            self._styled_with |= _inner(css)
            self._style = None

    def text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)
        else:
            self._own[self._holders[-1]] += len(text.strip())

    def drawn(self) -> int:
        """Return how many shapes are as much work, copies by reference included; a ring counts as too many."""
        known: dict[str, int] = {}
        elements = sum(self._own.values())
        for name in self._styled_with & {name for name, kind in self._kinds.items() if kind in _COPIED}:
            for holder, own in list(self._own.items()):  # a style may be that of any of them
                self._draws[holder][name] += own

        def count(name: str, trail: frozenset[str]) -> int:
            if name in trail or len(trail) > MAX_DEPTH:
                return MAX_DRAWN + 1
            if name not in known:
                inner = trail | {name}
                known[name] = self._own[name] + sum(
                    times * count(each, inner) for each, times in self._draws[name].items()
                )
            return known[name]

        return count("", frozenset()) + self._rules * elements // _PAIRS_A_SHAPE

    def _note(self, name: str, attributes: dict[str, str]) -> None:
        holder = self._holders[-1]
        if "id" in attributes:
            self._draws[holder][attributes["id"]] += 1
            self._kinds[attributes["id"]] = name
            holder = attributes["id"]
        line = len(attributes.get("d", "")) + len(attributes.get("points", ""))
        self._own[holder] += 1 + line // _LETTERS_A_SHAPE
        for key, value in attributes.items():
            if name == "use" and _local(key) == "href":
                self._draws[holder][value.strip()[1:]] += 1
            times = 1 + line // 2 if "marker" in key or "marker" in value else 1  # at each of its points
            for inner in _inner(value):
                self._draws[holder][inner] += times
        self._holders.append(holder)
        if len(self._holders) > MAX_DEPTH:
            raise LogoError(
                say("is nested more than {limit} levels deep", limit=MAX_DEPTH), say("simplify the drawing")
            )


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _inner(value: str) -> set[str]:
    """Return the ids of the file's own elements that a value refers to."""
    return {each.strip()[1:] for each in _URL.findall(value) if each.strip().startswith("#")}


def _check_attribute(name: str, value: str) -> None:
    if name == "spreadmethod" and value.strip() != "pad":
        raise LogoError(say("repeats a gradient, which may take for ever to draw"), say("draw it without spreadMethod"))
    if name.startswith("on"):
        raise LogoError(say("holds a script ({name})", name=name), say(_EXPORT))
    if name in {"href", "src", "base"}:
        _check_reference(value)
    if name == "style":
        _check_css(value)
    for reference in _URL.findall(value):
        _check_reference(reference)


def _check_css(css: str) -> None:
    if "\\" in css or _CSS_OUTSIDE.search(css):
        raise LogoError(say("has a style that could reach outside the file"), say(_EXPORT))
    for reference in _URL.findall(css):
        _check_reference(reference)


def _check_reference(reference: str) -> None:
    """Let pass what points into the file itself, and whole pictures inside it."""
    reference = reference.strip()
    if reference.startswith("#"):
        return
    picture = _DATA_IMAGE.fullmatch(reference)
    if picture is None:
        shown = reference if len(reference) <= 60 else reference[:60] + "…"
        raise LogoError(say("refers to something outside itself ({shown})", shown=shown), say(_EXPORT))
    try:
        inspect_raster(base64.b64decode(picture[1]))
    except binascii.Error as error:
        raise LogoError(say("holds a damaged picture ({error})", error=error), say(_EXPORT)) from None


def _size(root: dict[str, str] | None) -> tuple[float, float]:
    attributes = root or {}
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    sizes = box[2:] if len(box) == 4 else [attributes.get("width", ""), attributes.get("height", "")]
    width, height = (_length(size) for size in sizes)
    if not (0 < width < math.inf and 0 < height < math.inf):
        raise LogoError(say("does not say how large it is"), say('export it again with a viewBox="0 0 width height"'))
    return width, height


def _length(text: str) -> float:
    """Return a length in px, 0 if it is none."""
    found = _LENGTH.fullmatch(text.strip())
    return float(found[1]) * _PX[found[2] or ""] if found else 0.0
