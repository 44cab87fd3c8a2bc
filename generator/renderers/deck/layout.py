"""One native layout: a drawing of the theme with so many rows, every length resolved to mm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.fitting import PT_PER_MM, Style
from generator.renderers.deck.drawing import Drawn, Frame, draw
from generator.renderers.deck.geometry import Geometry, merge
from generator.renderers.deck.models import Drawing, Holder, HolderRows, Logos, ProductLayout, Role, Rows, Sketch, Spot
from generator.schema.base import localised
from generator.themes.fonts import FontBook, FontFace
from generator.wording import say

SLACK = 0.5  # mm of height to spare, or a program's rounding makes its autofit shrink the text
ANCHORS = {"top": "t", "baseline": "t", "middle": "ctr", "last": "b"}
PAGE = Frame()


@dataclass(frozen=True)
class Box:
    """A rectangle in mm."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Place:
    """A placeholder of a layout: `key` is the outline's name for it, `row` its row or -1."""

    key: str
    row: int
    idx: int
    type: str
    prompt: str
    box: Box
    anchor: str
    align: str
    gap: float
    stack: str | None
    style: Style
    face: FontFace
    colour: str

    @property
    def pitch(self) -> float:
        """The line height in pt at the preferred size."""
        return self.style.preferred * self.style.leading


@dataclass(frozen=True)
class Layout:
    """A native layout; `places` in reading order, `footer` and `number` None where it shows none."""

    key: str
    name: str
    type: str
    ground: str
    drawn: tuple[Drawn, ...]
    places: tuple[Place, ...]
    pictures: tuple[Place, ...]
    footer: Place | None
    number: Place | None
    logos: Logos | None

    def place(self, key: str, row: int = -1) -> Place | None:
        """Return the placeholder of that key and row."""
        return next((p for p in (*self.places, *self.pictures) if (p.key, p.row) == (key, row)), None)


@dataclass(frozen=True)
class Setting:
    """How a layout is filled: `count` rows, as far apart as `of` rows stand, or `loose`.

    `continued`: it goes on from the slide before; `tight`: how many steps it gives way to long text.
    """

    count: int
    of: int
    loose: bool = False
    continued: bool = False
    tight: int = 0


class LayoutMaker:
    """Makes layouts of one geometry in one language, each once."""

    def __init__(self, geometry: Geometry, fonts: FontBook, language: str, footer: str) -> None:
        self.geometry = geometry
        self._fonts = fonts
        self._language = language
        self._footer_text = footer
        self._made: dict[tuple[str, str, Setting], Layout] = {}

    def make(self, key: str, variant: str = "", count: int = 0) -> Layout:
        """Return the layout with `count` rows; InputError if product and theme do not agree on it."""
        return self.set(key, variant, Setting(count, count))

    def set(self, key: str, variant: str, setting: Setting) -> Layout:
        """Return the layout as `setting` says; InputError if product and theme do not agree on it."""
        drawn = self.geometry.merged(key)
        loose = setting.loose and "loose" in drawn.get("rows", {})
        tight = min(setting.tight, len(drawn.get("give_way", [])))
        setting = replace(setting, loose=loose, continued=setting.continued and "continued" in drawn, tight=tight)
        found = self._made.get((key, variant, setting))
        if found is None:
            found = self._made[key, variant, setting] = self._make(key, variant, setting)
        return found

    def _make(self, key: str, variant: str, setting: Setting) -> Layout:
        product = self.geometry.products[key]
        sketch = self.geometry.sketch(key, variant, setting.of, setting.loose, setting.continued, setting.tight)
        frames = _frames(sketch.rows, setting) if sketch.rows else []
        places = list(self._places(key, product, sketch, frames))
        drawn = [d for name, one in sketch.drawings.items() if one for d in self._draw(name, one, PAGE)]
        if sketch.rows:
            drawn += self._row_drawings(sketch.rows, frames)
        furniture = self.geometry.furniture
        return Layout(
            key=key,
            name=_name(localised(product.name, self._language), product, variant, setting),
            type=product.type,
            ground=sketch.ground or "paper",
            drawn=tuple(drawn),
            places=tuple(p for p in places if p.type != "pic"),
            pictures=tuple(p for p in places if p.type == "pic"),
            footer=self._furniture("ftr", 11, self._footer_text, furniture.footer, sketch.footer),
            number=self._furniture("sldNum", 12, "", furniture.number, sketch.number),
            logos=sketch.logos,
        )

    def _places(self, key: str, product: ProductLayout, sketch: Sketch, frames: Sequence[Frame]) -> Iterator[Place]:
        for name, holder in product.holders.items():
            yield self._place(f"{key}.spots", name, holder, sketch.spots.get(name), PAGE, -1)
        if product.rows:
            if sketch.rows is None:
                raise self.geometry.fault(f"layouts.{key}.rows", say("is not drawn"), say("add it"))
            yield from self._row_places(key, product.rows, sketch.rows, frames)
        for name, holder in product.after.items():
            yield self._place(f"{key}.spots", name, holder, sketch.spots.get(name), PAGE, -1)

    def _row_places(self, key: str, product: HolderRows, rows: Rows, frames: Sequence[Frame]) -> Iterator[Place]:
        for row, frame in enumerate(frames):
            patch = rows.only.get(str(row))
            for name, holder in product.holders.items():
                spot = rows.spots.get(name)
                if spot and patch:
                    spot = _patched(spot, patch.spots.get(name))
                yield self._place(f"{key}.rows.spots", name, holder, spot, frame, row)

    def _row_drawings(self, rows: Rows, frames: Sequence[Frame]) -> Iterator[Drawn]:
        for row, frame in enumerate(frames):
            last = row == len(frames) - 1
            patch = rows.only[str(row)].drawings if str(row) in rows.only else {}
            kinds = rows.each | (rows.final if last else rows.between) | patch
            for name, one in kinds.items():
                if one:
                    yield from self._draw(f"{name} {row + 1}", one, frame)

    def _draw(self, name: str, drawing: Drawing, frame: Frame) -> Iterator[Drawn]:
        page = (self.geometry.width, self.geometry.height)
        return draw(name, drawing, frame, page, self.geometry.theme)

    def _place(self, where: str, name: str, holder: Holder, spot: Spot | None, frame: Frame, row: int) -> Place:
        if spot is None:
            raise self.geometry.fault(f"layouts.{where}.{name}", say("is not drawn"), say("say where it is"))
        role_name = spot.role or holder.role or "body"
        role = self.geometry.roles.get(role_name)
        if role is None:
            raise self.geometry.fault(
                f"layouts.{where}.{name}",
                say("there is no role “{role_name}”", role_name=role_name),
                say("add it to roles"),
            )
        prompt = localised(holder.prompt, self._language)
        idx = holder.idx + max(row, 0)
        return self._placed(name, row, idx, holder.type, prompt, spot, role_name, role, frame)

    def _furniture(self, kind: str, idx: int, text: str, usual: Spot, own: str | Spot | None) -> Place | None:
        if own is None:
            return None
        spot = _patched(usual, own if isinstance(own, Spot) else Spot(colour=own))
        role_name = spot.role or "footer"
        return self._placed(kind, -1, idx, kind, text, spot, role_name, self.geometry.roles[role_name], PAGE)

    def _placed(
        self, key: str, row: int, idx: int, kind: str, prompt: str, spot: Spot, name: str, role: Role, frame: Frame
    ) -> Place:
        weight = spot.weight or role.weight
        face = self._fonts.face(self.geometry.families[role.family], weight)
        style = Style(name, role.size, role.minimum, weight, role.leading, role.tracking, role.balance)
        box, anchor = _box(spot, style, role.gap, face, frame)
        return Place(
            key,
            row,
            idx,
            kind,
            prompt,
            box,
            anchor,
            spot.align,
            role.gap,
            role.stack,
            style,
            face,
            spot.colour or "ink",
        )


def _box(spot: Spot, style: Style, gap: float, face: FontFace, frame: Frame) -> tuple[Box, str]:
    """Return the placeholder's box and anchor: lines hang so that the named baseline is met at the preferred size."""
    pitch = style.preferred * style.leading
    lines = spot.lines or 1
    height = frame.size_y(spot.height) if spot.height is not None else lines * pitch / PT_PER_MM + SLACK
    how = next(key for key in ANCHORS if getattr(spot, key) is not None)
    y = frame.y_of(getattr(spot, how))
    drop = face.descent * style.preferred / PT_PER_MM
    top = {
        "top": y,
        "baseline": y - pitch / PT_PER_MM + drop,
        "middle": y - height / 2,
        "last": y + drop - height,
    }[how]
    return Box(frame.x_of(spot.x or 0), top, frame.size_x(spot.width or 0), height), ANCHORS[how]


def _frames(rows: Rows, setting: Setting) -> list[Frame]:
    y, dy = rows.y, rows.dy
    if rows.band:
        top, bottom = rows.band
        dy = (bottom - top) / setting.of
        y = top + dy / 2
    elif rows.bottom is not None and setting.of > 1:
        dy = min(dy, (rows.bottom - y) / (setting.of - 1))
    cells = [(row % rows.across, row // rows.across) if rows.across else (row, row) for row in range(setting.count)]
    return [Frame(rows.x + rows.dx * column, y + dy * line, rows.dx, dy) for column, line in cells]


def _patched(spot: Spot, patch: Spot | None) -> Spot:
    if patch is None:
        return spot
    return Spot.model_validate(merge(spot.model_dump(exclude_unset=True), patch.model_dump(exclude_unset=True)))


def _name(name: str, product: ProductLayout, variant: str, setting: Setting) -> str:
    """Return a name that no other setting of any layout has."""
    varies = product.rows is not None and (product.rows.flows or product.rows.least != product.rows.most)
    count = f"{setting.count}" if setting.count == setting.of else f"{setting.count}/{setting.of}"
    signs = ["↕"] * setting.loose + ["…"] * setting.continued + ["≡"] * setting.tight
    return " ".join([name, *([count] if varies else []), *([variant] if variant else []), *signs])
