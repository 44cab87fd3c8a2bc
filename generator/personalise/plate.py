"""Plates: a product's pages, typeset once with their variable fields blank, as form XObjects ready to be written."""

from __future__ import annotations

import io
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from generator.errors import InputError
from generator.fitting.fit import LOOSE, PT_PER_MM, Style
from generator.personalise.setting import Slot
from generator.products import Layout
from generator.renderers import Job, Workshop
from generator.renderers.pages import find_page, merged_layout, typeset
from generator.schema.problems import Problem


@dataclass(frozen=True)
class Face:
    """A font that fields are set in: its name and its file."""

    name: str
    data: bytes


@dataclass(frozen=True)
class CodeSlot:
    """Where a QR code of its own stands: page, left, top and side in mm; `ink` is the operator of its colour."""

    page: int
    box: tuple[float, float, float]
    ink: bytes


@dataclass(frozen=True)
class Plate:
    """A product's blank pages. Sizes in mm; `objects` are those of the file by number, without catalog and page tree.

    `forms` are the pages' numbers, each with the page's lower left corner as its origin; `faces` are the fonts of the
    slots, `slot_faces` by slot which of them it is set in, its own first.
    """

    width: float
    height: float
    bleed: float
    objects: Mapping[int, bytes]
    root: int
    pages_root: int
    forms: Sequence[int]
    info: Mapping[str, str]
    language: str
    labels: Mapping[str, str]
    slots: Mapping[str, Slot]
    faces: Sequence[Face]
    slot_faces: Mapping[str, Sequence[int]]
    code: CodeSlot | None

    @property
    def last(self) -> int:
        """The highest number of its objects."""
        return max([*self.objects, self.root, self.pages_root])


def blank(layout: Layout) -> dict[str, Any]:
    """Return what a page template knows of the personal fields of a plate: where they stand, and no text."""
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
            "lines": [],
        }
        for name, field in personal.fields.items()
    ]
    code = personal.code
    place = dict(zip(("x", "y", "size"), code.box, strict=True)) if code else {}
    return {"fields": fields, "code": {**place, "dark": code.dark, "path": ""} if code else None}


def make_plate(job: Job, kit: Mapping[str, Any], shop: Workshop, with_code: bool) -> Plate | None:
    """Typeset the plate; None, and the misfits noted in the shop, if its own text does not fit.

    Without `with_code` the event's own QR code is part of it.
    """
    layout = merged_layout(job.product, shop.theme)
    personal = layout.personal
    if personal is None:
        mend = "choose a product whose product.yaml says personal:"
        raise InputError([Problem(str(job.product.path), 0, 0, "personal", "it has no variable fields", mend)])
    fields = blank(layout)
    made = typeset(
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
        made[1],
        width=job.sheet.width,
        height=job.sheet.height,
        bleed=job.product.file.bleed_mm,
        language=kit["language"],
        labels={"pns": kit["strings"]["nip"], "pppk": kit["strings"]["ni_pppk"]},
        slots=slots,
        faces=[Face(face.file_name.removesuffix(".ttf"), face.data) for face in files],
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


def packed(plate: Plate) -> bytes:
    """Return a plate as bytes, for the cache."""
    whole = {
        **{key: getattr(plate, key) for key in _PLAIN},
        "objects": {number: _text(content) for number, content in plate.objects.items()},
        "faces": [[face.name, _text(face.data)] for face in plate.faces],
        "slots": {
            name: [slot.page, slot.box, vars(slot.style), slot.lines, slot.align, slot.anchor, _text(slot.ink),
                   slot.metrics]
            for name, slot in plate.slots.items()
        },
        "code": plate.code and [plate.code.page, plate.code.box, _text(plate.code.ink)],
    }  # fmt: skip
    return json.dumps(whole).encode()


def unpacked(data: bytes) -> Plate:
    """Return the plate of which `packed` made these bytes."""
    whole = json.loads(data)
    code = whole["code"]
    return Plate(
        **{key: whole[key] for key in _PLAIN},
        objects={int(number): b64decode(content) for number, content in whole["objects"].items()},
        faces=[Face(name, b64decode(content)) for name, content in whole["faces"]],
        slots={
            name: Slot(page, tuple(box), Style(**style), lines, align, anchor, b64decode(ink), metrics)
            for name, (page, box, style, lines, align, anchor, ink, metrics) in whole["slots"].items()
        },
        code=code and CodeSlot(code[0], tuple(code[1]), b64decode(code[2])),
    )


_PLAIN = (
    "width", "height", "bleed", "root", "pages_root", "forms", "info", "language", "labels", "slot_faces",
)  # fmt: skip


def _text(data: bytes) -> str:
    return b64encode(data).decode()
