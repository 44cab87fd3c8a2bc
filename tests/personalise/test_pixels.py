"""A filled page beside WeasyPrint's whole page of the same texts."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops

from generator.kit import compose
from generator.personalise.codes import Codes, svg_path
from generator.personalise.copies import Filler
from generator.personalise.files import CardFile
from generator.personalise.plating import fields_of, make_plate
from generator.plan import Options, plan
from generator.products import discover
from generator.renderers.pages import find_page, fitted, layout_of
from generator.renderers.qr import QUIET_ZONE
from generator.resources import Resources
from generator.schema.project import load_project
from generator.schema.yaml import read_yaml
from generator.workshop import open_workshop, time_of
from tests.kits import THEMES
from tests.support import EXAMPLE, ROOT

DPI = 300
ROWS = [
    {"name": "Contoh Satu, S.E.", "number": "198003122005011901", "unit": "Bagian Layanan", "code": "DPC-001"},
    {
        "name": "Dr. Ir. Maria Contoh-Rekaan Situmorangan, S.T., M.Sc., Ph.D.",
        "number": "199512112025211909", "status": "pppk", "unit": "Bagian Perencanaan, Evaluasi dan Pelaporan",
        "code": "Z-9",
    },
    {"name": "ÆAVA Tøyåñ Ľudvík, A.Md.", "number": "", "unit": "To. AV, P.A. Wa", "code": "AVAVAV-1234567"},
]  # fmt: skip


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("row", ROWS, ids=["short", "long", "accents"])
def test_a_filled_page_looks_as_if_it_were_typeset_whole(row: dict[str, str], theme: str, tmp_path: Path) -> None:
    resources = Resources(EXAMPLE)
    project = load_project(EXAMPLE, resources)
    job = plan(project, discover(resources), Options(products=("pocket-card",)))[0]
    with time_of(project.event.date):
        shop = open_workshop(project, resources, theme).at(tmp_path)
        strings = read_yaml(ROOT / "templates/_shared/strings/id.yaml").data
        kit = compose(project, "id", strings, project.event.date)
        plate = make_plate(job, kit, shop, with_code=True)
        assert plate is not None
        codes = Codes("https://contoh.go.id/kartu/", "")
        filler = Filler(plate, codes, "code", False)
        file = CardFile(tmp_path / "filled.pdf", plate, filler.typefaces, b"")
        file.add(filler.fill(row))
        file.finish()

        layout = layout_of(job, shop)
        table = codes.table(row["code"])
        code = {
            "link": codes.link(row["code"]),
            "path": svg_path(table.strips(row["code"].encode()), table.modules),
            "modules": table.modules + 2 * QUIET_ZONE,
        }
        fields = fields_of(layout, filler.said(row), code)
        whole = fitted(job, kit, shop, find_page(job, shop), layout, 0.0, personal=fields)
        assert whole is not None, [misfit for _, misfit in shop.misfits]
    filled, wanted = _pictures((tmp_path / "filled.pdf").read_bytes()), _pictures(whole[1].write())
    for page, (ours, theirs) in enumerate(zip(filled, wanted, strict=True), start=1):
        assert ours.size == theirs.size
        difference = max(high for _, high in _extrema(ours, theirs))
        assert difference <= 3, f"page {page} differs by {difference}"


def _pictures(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in document]


def _extrema(one: Image.Image, other: Image.Image) -> Any:
    return ImageChops.difference(one, other).getextrema()
