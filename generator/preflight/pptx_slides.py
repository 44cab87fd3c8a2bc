"""Slides with the layout and master they are made on, and their texts as they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.preflight.pptx_box import Box
from generator.preflight.pptx_colours import Palette
from generator.preflight.pptx_measure import Frame, Measured, measure
from generator.preflight.pptx_package import A, P, Package, number, share
from generator.preflight.pptx_shapes import EMU_PER_MM, FURNITURE, TITLES, Shape, walk
from generator.preflight.pptx_text import Cascade, Paragraph, paragraphs

if TYPE_CHECKING:
    from generator.preflight.pptx_file import PptxFile

_DEFAULT_INSETS = {"lIns": 91440, "tIns": 45720, "rIns": 91440, "bIns": 45720}
_AUTOFIT = {f"{A}normAutofit": "shrink", f"{A}spAutoFit": "grow", f"{A}noAutofit": ""}


@dataclass(frozen=True)
class Text:
    """The text of a shape or cell, read; `measured` is None where it stands in no box, or in a way not measured."""

    shape: Shape
    paragraphs: tuple[Paragraph, ...]
    frame: Frame | None
    measured: Measured | None

    @property
    def words(self) -> str:
        """The first words, to be quoted."""
        words = " ".join(" ".join(paragraph.text for paragraph in self.paragraphs).split())
        return words if len(words) <= 50 else f"{words[:48]}…"

    @property
    def corner(self) -> tuple[float, float] | None:
        """The shape's top left in mm, as a finding names it."""
        return self.shape.box.corner if self.shape.box else None


class Sheet:
    """A slide, layout or master: its part, its shapes, and the sheet it is made on."""

    def __init__(self, package: Package, name: str, above: Sheet | None) -> None:
        self.package = package
        self.name = name
        self.tree = package.tree(name)
        self.above = above

    @cached_property
    def shapes(self) -> list[Shape]:
        """All its shapes in reading order, groups opened."""
        layers = []
        sheet = self.above
        while sheet:
            layers.append(sheet.shapes)
            sheet = sheet.above
        return walk(self.tree, layers)

    @property
    def shows_above(self) -> bool:
        """Whether the drawings of the sheet above show through."""
        return self.tree is not None and self.tree.get("showMasterSp") not in ("0", "false")


class Slide(Sheet):
    """A slide; `number` counts from 1 and `id` is the presentation's."""

    def __init__(self, file: PptxFile, name: str, number: int, slide_id: str) -> None:
        self.file = file
        layout = file.sheet(file.package.related(name, "slideLayout"), "slideMaster")
        super().__init__(file.package, name, layout)
        self.number = number
        self.id = slide_id

    @property
    def master(self) -> Sheet | None:
        """The slide's master."""
        return self.above.above if self.above else None

    @cached_property
    def title(self) -> str:
        """The title in one line, "" if it has none."""
        titles = (" ".join(shape.text.split()) for shape in self.shapes if shape.title)
        return next((title for title in titles if title), "")

    @property
    def notes_tree(self) -> Any:
        """The root of the notes' part; None if there is none."""
        return self.package.tree(self.package.related(self.name, "notesSlide"))

    @cached_property
    def notes(self) -> str:
        """The speaker notes, "" if there are none."""
        bodies = [shape for shape in walk(self.notes_tree, ()) if shape.holder and shape.holder.type == "body"]
        return "\n".join(shape.text for shape in bodies).strip()

    @cached_property
    def theme(self) -> Any:
        """The root of the theme part; None if there is none."""
        return self.package.tree(self._theme_name)

    @cached_property
    def _theme_name(self) -> str:
        return self.package.related(self.master.name, "theme") if self.master else ""

    @cached_property
    def palette(self) -> Palette:
        """The theme's colours as the slide maps them."""
        return self.file.palette(self._theme_name, self._colour_map())

    @cached_property
    def fonts(self) -> tuple[str, str]:
        """The theme's fonts for headings and for text."""
        scheme = None if self.theme is None else self.theme.find(f"{A}themeElements/{A}fontScheme")
        names = [None if scheme is None else scheme.find(f"{A}{part}/{A}latin") for part in ("majorFont", "minorFont")]
        major, minor = ((name.get("typeface") or "" if name is not None else "") for name in names)
        return major, minor

    @cached_property
    def texts(self) -> list[Text]:
        """All that is written on the slide, shape by shape; empty texts left out."""
        return [text for shape in self.shapes if shape.text for text in self._texts(shape)]

    def _texts(self, shape: Shape) -> Iterator[Text]:
        for body in shape.bodies:
            read = tuple(paragraphs(body, self._cascade(shape, body)))
            if any(paragraph.text.strip() for paragraph in read):
                frame = _frame(shape) if shape.kind == "text" else None
                yield Text(shape, read, frame, measure(read, frame, self.file.faces) if frame else None)

    def _cascade(self, shape: Shape, body: Any) -> Cascade:
        own = [one for element in (body, *_bodies(shape.models)) if (one := element.find(f"{A}lstStyle")) is not None]
        defaults = [self.file.default_text]
        kind = shape.holder.type if shape.holder else ""
        if self.master is not None and self.master.tree is not None:
            name = "titleStyle" if kind in TITLES else "bodyStyle" if kind and kind not in FURNITURE else "otherStyle"
            style = self.master.tree.find(f"{P}txStyles/{P}{name}")
            if shape.kind == "text" and shape.holder:
                own.append(style)
            elif shape.kind == "text":
                defaults.append(style)
        fit = body.find(f"{A}bodyPr/{A}normAutofit")
        scale, less = (
            (1.0, 0.0) if fit is None else (share(fit.get("fontScale"), 1.0), share(fit.get("lnSpcReduction"), 0.0))
        )
        lent = shape.element.find(f"{P}style/{A}fontRef")
        return Cascade(
            styles=[one for one in own if one is not None],
            defaults=[one for one in defaults if one is not None],
            fonts=self.fonts,
            palette=self.palette,
            scale=scale,
            reduction=less,
            lent=lent if lent is not None and len(lent) else None,
        )

    def _colour_map(self) -> dict[str, str]:
        """Return the nearest colour map: the slide's own, the layout's, the master's."""
        for sheet in (self, self.above):
            own = (
                None if sheet is None or sheet.tree is None else sheet.tree.find(f"{P}clrMapOvr/{A}overrideClrMapping")
            )
            if own is not None:
                return dict(own.attrib)
        master = None if self.master is None or self.master.tree is None else self.master.tree.find(f"{P}clrMap")
        return {} if master is None else dict(master.attrib)


def _frame(shape: Shape) -> Frame | None:
    """Return the room for a shape's text; None if it has no box, or its text is turned or in columns."""
    found = [element.find(f"{A}bodyPr") for element in _bodies((shape.element, *shape.models))]
    bodies = [body for body in found if body is not None]

    def ask(name: str, default: str) -> str:
        return next((value for body in bodies if (value := body.get(name)) is not None), default)

    outer = shape.upright
    if (
        outer is None
        or shape.turn
        or ask("vert", "horz") != "horz"
        or ask("rot", "0") != "0"
        or ask("numCol", "1") != "1"
    ):
        return None
    left, top, right, bottom = (
        number(ask(name, ""), default) / EMU_PER_MM for name, default in _DEFAULT_INSETS.items()
    )
    fits = (_AUTOFIT[child.tag] for body in bodies for child in body if child.tag in _AUTOFIT)
    inner = Box(outer.left + left, outer.top + top, outer.right - right, outer.bottom - bottom)
    return Frame(outer, inner, ask("anchor", "t"), ask("wrap", "square") != "none", next(fits, ""))


def _bodies(elements: tuple[Any, ...]) -> list[Any]:
    found = [element.find(f"{P}txBody") for element in elements]
    return [body for body in found if body is not None]
