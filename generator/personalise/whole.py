"""Copies that no single font can fill in: typeset whole, as a build would, and laid over the plate."""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

import pikepdf

from generator.personalise.copies import CopyError, Filler, no_font
from generator.personalise.plating import fields_of, page_form, personal_layout
from generator.personalise.writer import PdfWriter
from generator.press.separate import separate
from generator.renderers import Job, Workshop
from generator.renderers.pages import find_page, fitted
from generator.renderers.press import inks_of
from generator.schema.roster import Row
from generator.wording import say


class Whole:
    """Typesets single copies of a job."""

    def __init__(self, job: Job, kit: Mapping[str, Any], shop: Workshop, filler: Filler) -> None:
        self._job = job
        self._kit = kit
        self._shop = shop
        self._filler = filler
        self._layout = personal_layout(job, shop)

    def typeset(self, row: Row) -> AbstractContextManager[pikepdf.Pdf]:
        """Return the pages of a row's copy, with bleed; CopyError for what no font has, or what does not fit."""
        job, shop, layout = self._job, self._shop, self._layout
        texts = self._filler.said(row)
        for name, said in texts.items():
            role = layout.roles[layout.personal.fields[name].role]  # type: ignore[union-attr]  # it is personal
            face = shop.fonts.face(shop.families[role.family], role.weight)
            if missing := face.ruler.missing(said.text):
                raise no_font(name, face.family, missing)
        code = self._filler.code(row)
        fields = fields_of(layout, texts, code)
        made = fitted(
            job, self._kit, shop, find_page(job, shop), layout, job.product.file.bleed_mm,
            personal=fields if code else {**fields, "code": None},
        )  # fmt: skip
        if made is None:
            cut = max(misfit.cut for _, misfit in shop.misfits)
            texts_of = {said.text: name for name, said in texts.items()}
            name = next((texts_of[misfit.text] for _, misfit in shop.misfits if misfit.text in texts_of), "name")
            shop.misfits.clear()
            raise CopyError(
                name, say("does not fit its field at its smallest size"), say("cut {cut} of its characters", cut=cut)
            )
        pdf = pikepdf.open(io.BytesIO(made[1].write_untagged(job.sheet.scale)))
        if job.press:
            separate(pdf, inks_of(shop))
        return pdf

    def form(self, pdf: pikepdf.Pdf, page: int, writer: PdfWriter) -> int:
        """Write a page, from 1, of a typeset copy as a form; return its number."""
        form = page_form(pdf.pages[page - 1], self._job.product.file.bleed_mm)
        return _Copied(writer).number(pdf.make_indirect(form))


class _Copied:
    """Writes objects of a PDF, and all that they refer to, under numbers of another file."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._numbers: dict[tuple[int, int], int] = {}

    def number(self, item: pikepdf.Object) -> int:
        """Return the number of an indirect object, which is written if it was not before."""
        if item.objgen not in self._numbers:
            self._numbers[item.objgen] = number = self._writer.number()
            if isinstance(item, pikepdf.Stream):
                entries = self._entries(item.stream_dict, "/Length")
                self._writer.stream(item.read_raw_bytes(), entries, number)
            else:
                self._writer.add(self._value(item), number)
        return self._numbers[item.objgen]

    def _value(self, item: Any) -> bytes:
        if isinstance(item, pikepdf.Dictionary):
            return b"<<%b>>" % self._entries(item)
        if isinstance(item, pikepdf.Array):
            return b"[%b]" % b" ".join(map(self._shown, item))
        return item.unparse() if isinstance(item, pikepdf.Object) else pikepdf.Array([item]).unparse()[1:-1].strip()

    def _shown(self, item: Any) -> bytes:
        """Return a value as it stands in another: itself, or a reference."""
        if isinstance(item, pikepdf.Object) and item.is_indirect:
            return b"%d 0 R" % self.number(item)
        return self._value(item)

    def _entries(self, dictionary: pikepdf.Object, *without: str) -> bytes:
        kept = [(key, value) for key, value in dictionary.items() if key not in without]
        return b"".join(b"%b %b" % (key.encode(), self._shown(value)) for key, value in kept)
