"""Shapes of a slide, a layout or a master: where they stand, what they are and what they inherit from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Any, Literal

from generator.preflight.pptx_box import Box
from generator.preflight.pptx_package import MC, A, P, number

EMU_PER_MM = 36000
MOST_SHAPES = 1000  # of a sheet; the others are not looked at
Kind = Literal["text", "picture", "table", "graphic", "line"]
FURNITURE = ("dt", "ftr", "sldNum", "hdr")
TITLES = ("title", "ctrTitle")
_KINDS: dict[str, Kind] = {
    f"{P}sp": "text", f"{P}pic": "picture", f"{P}graphicFrame": "graphic", f"{P}cxnSp": "line",
    f"{P}contentPart": "graphic",
}  # fmt: skip
_TRANSFORMS = (f"{P}spPr/{A}xfrm", f"{P}xfrm", f"{P}grpSpPr/{A}xfrm")


@dataclass(frozen=True)
class Holder:
    """What makes a shape a placeholder."""

    type: str
    idx: str


@dataclass(frozen=True)
class Frame:
    """How a group's inner coordinates (EMU) become the slide's, and whether the group is described."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    shift_x: float = 0.0
    shift_y: float = 0.0
    described: bool = False


@dataclass(frozen=True)
class Shape:
    """A shape with its models on layout and master, nearest first; `frame` is that of the groups around it."""

    element: Any
    kind: Kind
    holder: Holder | None
    models: tuple[Any, ...]
    frame: Frame

    @cached_property
    def properties(self) -> Any:
        """Its p:cNvPr; None in odd files."""
        return next(self.element.iter(f"{P}cNvPr"), None)

    @property
    def name(self) -> str:
        """Its name in the selection pane."""
        return "" if self.properties is None else self.properties.get("name") or ""

    @property
    def alt(self) -> str:
        """Its alternative text."""
        return "" if self.properties is None else (self.properties.get("descr") or "").strip()

    @property
    def hidden(self) -> bool:
        """Whether it is not shown."""
        return self.properties is not None and self.properties.get("hidden") in ("1", "true")

    @property
    def described(self) -> bool:
        """Whether it needs no words of its own: it is decoration, hidden, or in a group that has words."""
        if self.properties is None or self.frame.described or self.hidden:
            return True
        marks = [one for one in self.properties.iter() if isinstance(one.tag, str) and one.tag.endswith("}decorative")]
        return any(mark.get("val") in ("1", "true") for mark in marks)

    @property
    def furniture(self) -> bool:
        """Whether it is a date, footer or slide number."""
        return self.holder is not None and self.holder.type in FURNITURE

    @property
    def title(self) -> bool:
        """Whether it is the slide's title."""
        return self.holder is not None and self.holder.type in TITLES

    @cached_property
    def bodies(self) -> list[Any]:
        """Its text bodies: one, or one a cell."""
        if self.kind == "table":
            return list(self.element.iter(f"{A}txBody"))
        body = self.element.find(f"{P}txBody")
        return [] if body is None else [body]

    @cached_property
    def text(self) -> str:
        """Its text, a line a paragraph."""
        lines = [paragraph for body in self.bodies for paragraph in body.iterfind(f"{A}p")]
        return "\n".join("".join(t.text or "" for t in line.iter(f"{A}t")) for line in lines).strip()

    @cached_property
    def upright(self) -> Box | None:
        """Where it stands before it is turned; None if neither it nor its models say."""
        for place, element in enumerate((self.element, *self.models)):
            for path in _TRANSFORMS:
                box = _box(element.find(path), self.frame if place == 0 else Frame())
                if box is not None:
                    return box
        return None

    @cached_property
    def turn(self) -> float:
        """By how many degrees it is turned."""
        found = (element.find(path) for element in (self.element, *self.models) for path in _TRANSFORMS)
        return next((number(one.get("rot")) / 60000 for one in found if one is not None), 0.0)

    @cached_property
    def box(self) -> Box | None:
        """The box around it as it is shown."""
        return self.upright.turned(self.turn) if self.upright and self.turn else self.upright


def walk(tree: Any, layers: Sequence[Sequence[Shape]]) -> list[Shape]:
    """Return the shapes of a sheet's p:spTree, groups opened; `layers` are the shapes of its layout and master."""
    root = None if tree is None else tree.find(f"{P}cSld/{P}spTree")
    return [] if root is None else list(islice(_walk(root, Frame(), layers, 0), MOST_SHAPES))


def _walk(group: Any, frame: Frame, layers: Sequence[Sequence[Shape]], depth: int) -> Iterator[Shape]:
    for element in group:
        if element.tag == f"{MC}AlternateContent":
            choice = next(iter(element), None)
            if choice is not None and depth < 50:
                yield from _walk(choice, frame, layers, depth + 1)
        elif element.tag == f"{P}grpSp":
            if depth < 50:
                yield from _walk(element, _inner(element, frame), layers, depth + 1)
        elif element.tag in _KINDS:
            holder = _holder(element)
            table = element.find(f"{A}graphic/{A}graphicData/{A}tbl") is not None
            yield Shape(element, "table" if table else _KINDS[element.tag], holder, _models(holder, layers), frame)


def _holder(element: Any) -> Holder | None:
    ph = next((ph for child in element[:1] for ph in child.iterfind(f"{P}nvPr/{P}ph")), None)
    return None if ph is None else Holder(ph.get("type") or "obj", ph.get("idx") or "0")


def _models(holder: Holder | None, layers: Sequence[Sequence[Shape]]) -> tuple[Any, ...]:
    """Return the placeholders that one inherits from: the layout's by its number, the master's by its type."""
    if holder is None or not layers:
        return ()
    if len(layers) == 1:
        wanted = _master_type(holder.type)
        found = [shape for shape in layers[0] if shape.holder and _master_type(shape.holder.type) == wanted]
        return (found[0].element,) if found else ()
    same = [shape for shape in layers[0] if shape.holder and shape.holder.idx == holder.idx]
    if holder.type in TITLES or not same:
        kinds = TITLES if holder.type in TITLES else (holder.type,)
        same = [shape for shape in layers[0] if shape.holder and shape.holder.type in kinds] or same
    if not same:
        return _models(holder, layers[1:])
    return (same[0].element, *same[0].models)


def _master_type(kind: str) -> str:
    if kind in TITLES:
        return "title"
    return kind if kind in FURNITURE else "body"


def _box(transform: Any, frame: Frame) -> Box | None:
    offset, extent = (None, None) if transform is None else (transform.find(f"{A}off"), transform.find(f"{A}ext"))
    if offset is None or extent is None:
        return None
    left = number(offset.get("x")) * frame.scale_x + frame.shift_x
    top = number(offset.get("y")) * frame.scale_y + frame.shift_y
    right = left + number(extent.get("cx")) * frame.scale_x
    bottom = top + number(extent.get("cy")) * frame.scale_y
    return Box(left / EMU_PER_MM, top / EMU_PER_MM, right / EMU_PER_MM, bottom / EMU_PER_MM)


def _inner(group: Any, frame: Frame) -> Frame:
    """Return the frame of a group's own shapes."""
    properties = group.find(f"{P}nvGrpSpPr/{P}cNvPr")
    described = frame.described or (properties is not None and bool((properties.get("descr") or "").strip()))
    transform = group.find(f"{P}grpSpPr/{A}xfrm")
    parts = [] if transform is None else [transform.find(f"{A}{name}") for name in ("off", "ext", "chOff", "chExt")]
    if len(parts) < 4 or any(part is None for part in parts):
        return replace(frame, described=described)
    off, ext, inner_off, inner_ext = parts
    across = number(ext.get("cx")) / (number(inner_ext.get("cx")) or number(ext.get("cx")) or 1)
    down = number(ext.get("cy")) / (number(inner_ext.get("cy")) or number(ext.get("cy")) or 1)
    return Frame(
        scale_x=frame.scale_x * across,
        scale_y=frame.scale_y * down,
        shift_x=frame.shift_x + frame.scale_x * (number(off.get("x")) - number(inner_off.get("x")) * across),
        shift_y=frame.shift_y + frame.scale_y * (number(off.get("y")) - number(inner_off.get("y")) * down),
        described=described,
    )
