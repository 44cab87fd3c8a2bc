"""Make a plate: typeset the product with its variable fields blank, and take its pages apart into objects."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pikepdf

from generator.errors import InputError
from generator.fitting.fit import LOOSE, PT_PER_MM
from generator.personalise.pairs import paired
from generator.personalise.plate import CodeSlot, Face, Plate
from generator.personalise.setting import SetText, Slot
from generator.products import Layout
from generator.renderers import Job, Workshop
from generator.renderers.pages import find_page, fitted, layout_of
from generator.schema.problems import Problem


def fields_of(
    layout: Layout, texts: Mapping[str, SetText] | None = None, code: Mapping[str, Any] | None = None
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
            "lines": list(texts[name].lines) if texts and name in texts else [],
            "size": texts[name].size if texts and name in texts else 0,
        }
        for name, field in personal.fields.items()
    ]
    slot = personal.code
    place = {**dict(zip(("x", "y", "size"), slot.box, strict=True)), "dark": slot.dark} if slot else {}
    return {"fields": fields, "code": {**place, **(code or {"path": ""})} if slot else None}


def make_plate(job: Job, kit: Mapping[str, Any], shop: Workshop, with_code: bool) -> Plate | None:
    """Typeset the plate; None, and the misfits noted in the shop, if its own text does not fit.

    Without `with_code` the event's own QR code is part of it.
    """
    layout = layout_of(job, shop)
    personal = layout.personal
    if personal is None:
        mend = "choose a product whose product.yaml says personal:"
        raise InputError([Problem(str(job.product.path), 0, 0, "personal", "it has no variable fields", mend)])
    fields = fields_of(layout)
    made = fitted(
        job, kit, shop, find_page(job, shop), layout, job.product.file.bleed_mm,
        personal=fields if with_code else {**fields, "code": None},
    )  # fmt: skip
    if made is None:
        return None
    faces: dict[tuple[str, int], int] = {}
    slots, slot_faces = {}, {}
    for name, field in personal.fields.items():
        role = layout.roles[field.role]
        style = role.style(field.role, 1.0, field.minimum, None)
        if style.leading < LOOSE or style.tracking or style.tabular:
            mend = f"give it a leading of {LOOSE} or more, no tracking and no tabular figures, or another role"
            raise InputError(
                [Problem(str(job.product.path), 0, 0, f"personal.fields.{name}.role", "cannot be filled in", mend)]
            )
        own = [shop.fonts.face(family, role.weight) for family in (shop.families[role.family], *shop.fallback)]
        slot_faces[name] = [faces.setdefault((face.family, face.weight), len(faces)) for face in own]
        slots[name] = Slot(
            field.page, field.box, style, field.lines, field.align, field.anchor, _ink(shop, field.colour),
            [(face.ascent, face.descent) for face in own],
        )  # fmt: skip
    code = personal.code if with_code else None
    files = [shop.fonts.face(*key) for key in faces]
    return _from_pdf(
        made[1].write_untagged(job.sheet.scale),
        width=job.sheet.width,
        height=job.sheet.height,
        bleed=job.product.file.bleed_mm,
        language=kit["language"],
        labels={"pns": kit["strings"]["nip"], "pppk": kit["strings"]["ni_pppk"]},
        slots=slots,
        faces=[Face(face.file_name.removesuffix(".ttf"), face.data, paired(face.data)) for face in files],
        slot_faces=slot_faces,
        code=CodeSlot(code.page, code.box, _ink(shop, code.dark)) if code else None,
    )


def _ink(shop: Workshop, colour: str) -> bytes:
    """Return the operator of a colour, with the numbers that WeasyPrint writes."""
    value = shop.theme.colours[colour].lstrip("#")
    return b"%s rg " % " ".join(f"{int(value[i : i + 2], 16) / 255:.6g}" for i in (0, 2, 4)).encode()


def _from_pdf(data: bytes, **known: Any) -> Plate:
    with pikepdf.open(io.BytesIO(data)) as source:
        info = {str(key)[1:]: str(value) for key, value in source.docinfo.items() if isinstance(value, pikepdf.String)}
        with pikepdf.new() as pdf:
            forms = []
            for page in source.pages:
                form = pdf.copy_foreign(page.as_form_xobject())
                left, bottom, right, top = (float(edge) for edge in page.trimbox)
                bleed = known["bleed"] * PT_PER_MM
                form.BBox = [round(edge, 4) for edge in (left - bleed, bottom - bleed, right + bleed, top + bleed)]
                form.Matrix = [1, 0, 0, 1, round(-left, 4), round(-bottom, 4)]
                forms.append(form)
            pdf.Root.Plates = pikepdf.Array(forms)
            out = io.BytesIO()
            pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    with pikepdf.open(out) as pdf:
        root, pages_root = pdf.Root.objgen[0], pdf.Root.Pages.objgen[0]
        objects = {item.objgen[0]: _object(item) for item in pdf.objects if item.objgen[0] not in (root, pages_root)}
        numbers = [form.objgen[0] for form in pdf.Root.Plates]
    return Plate(objects=objects, root=root, pages_root=pages_root, forms=numbers, info=info, **known)


def _object(item: pikepdf.Object) -> bytes:
    if not isinstance(item, pikepdf.Stream):
        return item.unparse(resolved=True)
    content = item.read_raw_bytes()
    dictionary = pikepdf.Dictionary(dict(item.stream_dict.items()))
    dictionary.Length = len(content)
    return b"%s\nstream\n%s\nendstream" % (dictionary.unparse(), content)
