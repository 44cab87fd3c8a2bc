"""Write sheets: pages become form XObjects, placed as a scheme says, with its marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import pikepdf

from generator.fitting import PT_PER_MM
from generator.imposition.grid import Box, Grid
from generator.imposition.marks import WEIGHT, Mark, marks
from generator.imposition.places import Place, back_move, back_places, front_places, matrix, number
from generator.imposition.scheme import Scheme

DASHES = "[2 1.5] 0 d "
INK = "/Ink"
Group = Sequence[pikepdf.Page]  # the pages of a unit: a card's recto and verso, a leaflet's four


def impose(
    groups: Iterable[Group], scheme: Scheme, margin: pikepdf.Page | None = None, ink: pikepdf.Array | None = None
) -> pikepdf.Pdf:
    """Return a PDF of all groups on sheets, in their order along the rows.

    Groups are taken one sheet at a time; pages have their trim box set and are not turned. A page that comes again as
    the same object is embedded once. `margin` is laid under every front; marks are drawn in full tint of the colour
    space `ink`, else in black. The files of all pages stay open until the returned one is saved.
    """
    writer = _Writer(scheme, margin, ink)
    backs: list[pikepdf.Dictionary] = []
    waiting = iter(groups)
    while units := list(islice(waiting, scheme.grid.count)):
        writer.add(writer.front(units))
        if scheme.grid.unit.back:
            back = writer.back(units)
            if scheme.sides == "duplex":
                writer.add(back)
            else:
                backs.append(back)
    for back in backs:
        writer.add(back)
    writer.tell_the_printer()
    return writer.pdf


def without_units(scheme: Scheme, margin: pikepdf.Page | None = None, ink: pikepdf.Array | None = None) -> pikepdf.Pdf:
    """Return a PDF of one sheet, its front and its back if it has one, with nothing but what stands beside units.

    `margin` and `ink` are as for `impose`.
    """
    writer = _Writer(scheme, margin, ink)
    writer.add(writer.front([]))
    if scheme.grid.unit.back:
        writer.add(writer.back([]))
    writer.tell_the_printer()
    return writer.pdf


class _Writer:
    def __init__(self, scheme: Scheme, margin: pikepdf.Page | None, ink: pikepdf.Array | None) -> None:
        self.pdf = pikepdf.Pdf.new()
        self._scheme = scheme
        self._forms: dict[tuple[int, Box], tuple[pikepdf.Page, pikepdf.Object]] = {}
        self._marks = self._drawn(marks(scheme.grid), ink) if scheme.marked else None
        self._margin = self._form(margin, Box(0, 0, 0, 0)) if margin else None

    def add(self, page: pikepdf.Dictionary) -> None:
        """Append a page."""
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))

    def front(self, units: Sequence[Group]) -> pikepdf.Dictionary:
        """Return the front of a sheet."""
        under = [each for each in (self._margin, self._marks) if each]
        return self._page("", [(front_places(self._scheme, at), unit) for at, unit in enumerate(units)], under)

    def back(self, units: Sequence[Group]) -> pikepdf.Dictionary:
        """Return the back: every unit behind its front when the sheet is turned, moved against the printer's shift."""
        placed = [(back_places(self._scheme, at), unit) for at, unit in enumerate(units)]
        return self._page(matrix(*back_move(self._scheme)), placed, [self._marks] if self._marks else [])

    def tell_the_printer(self) -> None:
        """Ask viewers to print true to size, and to turn sheets as the scheme says."""
        duplex = {"long-edge": "/DuplexFlipLongEdge", "short-edge": "/DuplexFlipShortEdge"}[self._scheme.flip]
        two_sided = self._scheme.sides == "duplex"
        self.pdf.Root.ViewerPreferences = pikepdf.Dictionary(
            PrintScaling=pikepdf.Name("/None"),
            Duplex=pikepdf.Name(duplex if two_sided else "/Simplex"),
            PickTrayByPDFSize=True,
            DisplayDocTitle=True,
        )

    def _page(
        self, moved: str, placed: Sequence[tuple[Sequence[Place], Group]], under: Sequence[pikepdf.Object]
    ) -> pikepdf.Dictionary:
        """Return one side of a sheet: forms laid under, then the pages of every unit at their places."""
        grid = self._scheme.grid
        names: dict[tuple[int, int], str] = {}
        xobjects = pikepdf.Dictionary()
        lines = [f"q {moved}"] if moved else ["q"]

        def draw(form: pikepdf.Object, x: float, y: float) -> None:
            name = names.setdefault(form.objgen, f"/F{len(names)}")
            xobjects[name] = form
            lines.append(f"q {matrix(1, x, y)}{name} Do Q")

        for form in under:
            draw(form, 0, 0)
        for places, unit in placed:
            for place in places:
                page = unit[place.page]
                origin = page.trimbox
                draw(self._form(page, place.bleeds), place.x - float(origin[0]), place.y - float(origin[1]))
        lines.append("Q")
        return pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=[0, 0, number(grid.width * PT_PER_MM), number(grid.height * PT_PER_MM)],
            Resources=pikepdf.Dictionary(XObject=xobjects),
            Contents=self.pdf.make_stream("\n".join(lines).encode()),
        )

    def _form(self, page: pikepdf.Page, bleeds: Box) -> pikepdf.Object:
        """Return a page as a form of this PDF, clipped to its trim and the bleeds around it."""
        key = (id(page), bleeds)
        if key not in self._forms:
            form = self.pdf.copy_foreign(page.as_form_xobject())
            left, bottom, right, top = (float(edge) for edge in page.trimbox)
            form.BBox = [
                number(left - bleeds.left * PT_PER_MM),
                number(bottom - bleeds.bottom * PT_PER_MM),
                number(right + bleeds.right * PT_PER_MM),
                number(top + bleeds.top * PT_PER_MM),
            ]
            # The page is held, for an id is only its own while it lives.
            self._forms[key] = (page, form)
        return self._forms[key][1]

    def _drawn(self, lines: Iterable[Mark], ink: pikepdf.Array | None) -> pikepdf.Object:
        """Return marks as a form."""
        grid = self._scheme.grid
        colour = f"{INK} CS 1 SCN" if ink else "0 G"
        content = f"{colour} {WEIGHT * PT_PER_MM:.4g} w\n" + "\n".join(_strokes(lines, grid))
        form = self.pdf.make_stream(content.encode())
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = [0, 0, number(grid.width * PT_PER_MM), number(grid.height * PT_PER_MM)]
        if ink:
            form.Resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary({INK: ink}))
        return form


def _strokes(lines: Iterable[Mark], grid: Grid) -> Iterator[str]:
    for line in lines:
        ends = (line.x1, grid.height - line.y1, line.x2, grid.height - line.y2)
        x1, y1, x2, y2 = (number(end * PT_PER_MM) for end in ends)
        dashes = DASHES if line.dashed else "[] 0 d "
        yield f"{dashes}{x1} {y1} m {x2} {y2} l S"
