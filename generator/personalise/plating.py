"""Make a plate: typeset the product with its variable fields blank, and take its pages apart into objects."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pikepdf

from generator.errors import InputError
from generator.fitting.fit import LOOSE, PT_PER_MM, Style
from generator.personalise.copies import Said
from generator.personalise.mould import written
from generator.personalise.pairs import paired
from generator.personalise.plate import CodeSlot, Face, Plate
from generator.personalise.setting import Slot
from generator.personalise.sides import Ground, lay_ground
from generator.press.colours import Use
from generator.press.separate import separate
from generator.products import Layout
from generator.products.declaration import VariableField
from generator.renderers import Job, Workshop
from generator.renderers.pages import PRESS_CODE, find_page, fitted, layout_of
from generator.renderers.press import inks_of
from generator.schema.problems import Problem
from generator.wording import say

_BLANK = Said("", 0, 0, 0)


def fields_of(
    layout: Layout,
    texts: Mapping[str, Said] | None = None,
    code: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return what a page template knows of the personal fields: where they stand, and what they say if it is known.

    Without `texts` and `code` (link, path, and modules along a side with the quiet zone) they are those of a plate.
    """
    personal = layout.personal
    assert personal is not None
    fields = [
        {
            "name": name,
            "page": field.page,
            **dict(zip("xywh", field.box, strict=True)),
            "role": field.role,
            "colour": field.colour,
            "align": field.align,
            "anchor": field.anchor,
            **(texts[name] if texts and name in texts else _BLANK)._asdict(),
        }
        for name, field in personal.fields.items()
    ]
    slot = personal.code
    place = dict(zip(("x", "y", "size"), slot.box, strict=True)) if slot else {}
    return {"fields": fields, "code": {**place, **(code or {"path": ""})} if slot else None}


def make_plate(
    job: Job, kit: Mapping[str, Any], shop: Workshop, with_code: bool, imposed: bool = False
) -> Plate | None:
    """Typeset the plate; None, and the misfits noted in the shop, if its own text does not fit.

    Without `with_code` the event's own QR code is part of it. A press job's plate is in inks; an imposed one's cards
    are placed on the sheets of the job's scheme.
    """
    layout = personal_layout(job, shop)
    fields = fields_of(layout)
    made = fitted(
        job, kit, shop, find_page(job, shop), layout, job.product.file.bleed_mm,
        personal=fields if with_code else {**fields, "code": None},
    )  # fmt: skip
    if made is None:
        return None
    with pikepdf.open(io.BytesIO(made[1].write_untagged(job.sheet.scale))) as pages:
        if job.press:
            separate(pages, inks_of(shop))
        ground = lay_ground(pages, job, kit, shop, imposed)
        return _plate(pages, ground, job, kit, shop, layout, with_code) if ground else None


def personal_layout(job: Job, shop: Workshop) -> Layout:
    """Return the layout of a job whose copies differ; InputError if they do not, or in colours the theme lacks."""
    layout = layout_of(job, shop)
    if layout.personal is None:
        mend = say("choose a product whose product.yaml says personal:")
        raise InputError([Problem(str(job.product.path), 0, 0, "personal", say("it has no variable fields"), mend)])
    wanted = [field.colour for field in layout.personal.fields.values()]
    lacking = [colour for colour in dict.fromkeys(wanted) if colour not in shop.theme.colours]
    if lacking:
        message = say(
            "the theme “{name}” has no colour {names} for the variable fields",
            name=shop.theme.name,
            names=", ".join(lacking),
        )
        mend = say(
            "write personal: into templates/_themes/{name}/{product}/layout.yaml",
            name=shop.theme.name,
            product=job.product.name,
        )
        raise InputError([Problem(str(job.product.path), 0, 0, "personal", message, mend)])
    return layout


def page_form(page: pikepdf.Page, bleed: float) -> pikepdf.Object:
    """Return a page with its bleed (mm) as a form of its PDF, its trim's lower left corner at the origin."""
    form = page.as_form_xobject()
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    bleed *= PT_PER_MM
    form.BBox = [round(edge, 4) for edge in (left - bleed, bottom - bleed, right + bleed, top + bleed)]
    form.Matrix = [1, 0, 0, 1, round(-left, 4), round(-bottom, 4)]
    return form


def _plate(
    pages: pikepdf.Pdf,
    ground: Ground,
    job: Job,
    kit: Mapping[str, Any],
    shop: Workshop,
    layout: Layout,
    with_code: bool,
) -> Plate:
    """Return the plate of typeset pages and the ground that they are placed on."""
    assert layout.personal is not None
    faces: dict[tuple[str, int], int] = {}
    slots, slot_faces = {}, {}
    for name, field in layout.personal.fields.items():
        style = _style(job, layout, name, field)
        own = [shop.fonts.face(family, style.weight) for family in _families(shop, layout.roles[field.role].family)]
        slot_faces[name] = [faces.setdefault((face.family, face.weight), len(faces)) for face in own]
        slots[name] = Slot(
            field.page, field.box, style, field.lines, field.align, field.anchor,
            _ink(job, shop, shop.theme.colours[field.colour], "text"),
            [(face.ascent, face.descent) for face in own],
        )  # fmt: skip
    code = layout.personal.code if with_code else None
    dark = (PRESS_CODE if job.press else shop.theme.code)["dark"]
    files = [shop.fonts.face(*key) for key in faces]
    return Plate(
        width=job.sheet.width,
        height=job.sheet.height,
        sides=ground.sides,
        apart=ground.apart,
        language=kit["language"],
        labels={"pns": kit["strings"]["nip"], "pppk": kit["strings"]["ni_pppk"]},
        slots=slots,
        faces=[Face(face.file_name.removesuffix(".ttf"), face.data, paired(face.data)) for face in files],
        slot_faces=slot_faces,
        code=CodeSlot(code.page, code.box, _ink(job, shop, dark, "line")) if code else None,
        **_objects(pages, ground, job.product.file.bleed_mm),
    )


def _families(shop: Workshop, family: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([shop.families[family], *shop.fallback]))


def _style(job: Job, layout: Layout, name: str, field: VariableField) -> Style:
    """Return the style of a field; on a press its role alone says how small it may be."""
    style = layout.roles[field.role].style(field.role, 1.0, None if job.press else field.minimum, None)
    if style.leading < LOOSE or style.tracking or style.tabular:
        mend = say(
            "give it a leading of {loose} or more, no tracking and no tabular figures, or another role", loose=LOOSE
        )
        place = f"personal.fields.{name}.role"
        raise InputError([Problem(str(job.product.path), 0, 0, place, say("cannot be filled in"), mend)])
    return style


def _ink(job: Job, shop: Workshop, colour: str, use: Use) -> bytes:
    """Return the operator of a colour "#RRGGBB", with the numbers that a build writes."""
    red, green, blue = bytes.fromhex(colour.lstrip("#"))
    if job.press:
        inks = inks_of(shop).of((red, green, blue), use)
        return b"%s k " % " ".join(f"{ink / 100:g}" for ink in inks).encode()
    return b"%s rg " % " ".join(f"{each / 255:.6g}" for each in (red, green, blue)).encode()


def _objects(pages: pikepdf.Pdf, ground: Ground, bleed: float) -> dict[str, Any]:
    """Return the objects that files of this plate hold, and what they say of themselves."""
    with pikepdf.open(io.BytesIO(ground.pdf)) as pdf:
        drawn = enumerate((page_form(page, bleed) for page in pages.pages), start=1)
        forms = {f"/P{number}": pdf.copy_foreign(form) for number, form in drawn}
        for number, (page, side) in enumerate(zip(pdf.pages, ground.sides, strict=True), start=1):
            if side.under:
                forms[f"/S{number}"] = form = page.as_form_xobject()
                form.BBox = page.mediabox
        metadata = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
        information = _dictionary(pdf.docinfo)
        pdf.Root.Plates = pikepdf.Dictionary({name: pdf.make_indirect(form) for name, form in forms.items()})
        del pdf.pages[:], pdf.trailer["/Info"]
        if metadata:
            del pdf.Root["/Metadata"]
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    with pikepdf.open(out) as pdf:
        standing = root, pages_root = pdf.Root.objgen[0], pdf.Root.Pages.objgen[0]
        numbered = {name[1:]: form.objgen[0] for name, form in pdf.Root.Plates.items()}
        del pdf.Root["/Plates"], pdf.Root["/Pages"], pdf.Root["/Type"]
        return {
            "objects": {each.objgen[0]: written(each) for each in pdf.objects if each.objgen[0] not in standing},
            "root": root,
            "pages_root": pages_root,
            "forms": numbered,
            "catalog": _dictionary(pdf.Root),
            "information": information,
            "metadata": metadata,
        }


def _dictionary(entries: pikepdf.Object) -> bytes:
    """Return the entries of a dictionary as they are written."""
    return b"".join(b"%b %b" % (key.encode(), entries[key].unparse()) for key in sorted(entries.keys()))
