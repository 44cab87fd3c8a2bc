"""Five PowerPoint templates as different tools make them."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pptx
import pypandoc
import pytest
from lxml import etree
from PIL import Image, ImageDraw
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Mm

from generator.renderers.deck.presentation import sections_xml

PRESETS = Path("/usr/lib/libreoffice/share/template/common/presnt")
AGENCY = "Kementerian Contoh"
OLD = "Slide lama"  # what the template's own slides say
# What the layouts of a template are called in Indonesian, in the order of pandoc's.
NAMES = (
    "Sampul", "Judul dan Isi", "Kepala Bagian", "Dua Isi", "Perbandingan", "Judul Saja", "Kosong",
    "Isi dengan Keterangan", "Gambar dengan Keterangan", "Teks Tegak", "Judul Tegak",
)  # fmt: skip


def libreoffice(folder: Path, preset: str = "Vivid") -> Path:
    """Return a preset of LibreOffice as LibreOffice saves it as .pptx."""
    source = PRESETS / f"{preset}.otp"
    if shutil.which("soffice") is None or not source.is_file():
        pytest.skip("LibreOffice and its presets are not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", "--convert-to", "pptx", "--outdir", folder, source]
    subprocess.run([*map(str, command)], env=os.environ, capture_output=True, check=True, timeout=180)
    return folder / f"{preset}.pptx"


def python_pptx(folder: Path) -> Path:
    """Return the template that python-pptx has by default."""
    return saved(pptx.Presentation(), folder / "default.pptx")


def pandoc(folder: Path) -> Path:
    """Return pandoc's reference deck, with its own slides."""
    path = folder / "pandoc.pptx"
    path.write_bytes(_reference())
    return path


def indonesian(folder: Path) -> Path:
    """Return a .potx with Indonesian names, no marks of type, the theme's font at hand, and art in its masters."""
    presentation: Any = pptx.Presentation(io.BytesIO(_reference()))
    _set_fonts(presentation, "Plus Jakarta Sans")
    for layout, name in zip(presentation.slide_layouts, NAMES, strict=True):
        layout.element.attrib.pop("type", None)
        layout.element.find(qn("p:cSld")).set("name", name)
    presentation.slide_master.shapes._spTree.insert(2, _rectangle(presentation.slide_width, Mm(4), "accent1"))
    presentation.part._content_type = CT.PML_TEMPLATE_MAIN
    return saved(presentation, folder / "kementerian.potx")


def four_by_three(folder: Path) -> Path:
    """Return a 4:3 template with a dark band, a logo and a footer, set in Lora, with slides in sections of its own."""
    presentation: Any = pptx.Presentation()
    _set_fonts(presentation, "Lora")
    master = presentation.slide_master
    master.shapes._spTree.insert(2, _rectangle(presentation.slide_width, Mm(42), "tx2"))
    master.shapes._spTree.append(_logo(master.part))
    _white_titles(master)
    for layout in presentation.slide_layouts:
        if layout.name in ("Title Slide", "Section Header"):
            layout.element.set("showMasterSp", "0")
        for shape in layout.placeholders:
            if shape.element.ph.get("type") == "ftr":
                shape.text_frame.text = AGENCY
    for shape in master.placeholders:
        if shape.element.ph.get("type") == "title":
            shape.left, shape.top, shape.width, shape.height = Mm(13), Mm(6), Mm(190), Mm(30)
    slides = []
    for number, layout in enumerate(list(presentation.slide_layouts)[:3]):
        slide = presentation.slides.add_slide(layout)
        slide.shapes.title.text = f"{OLD} {number}"
        slides.append((slide.slide_id, f"{OLD} bagian {number}"))
    presentation.element.append(parse_xml(sections_xml(slides, OLD)))
    return saved(presentation, folder / "empat-tiga.pptx")


TEMPLATES: dict[str, Callable[[Path], Path]] = {
    "libreoffice": libreoffice,
    "python-pptx": python_pptx,
    "pandoc": pandoc,
    "indonesian": indonesian,
    "4:3": four_by_three,
}


def saved(presentation: Any, path: Path) -> Path:
    """Save a presentation and return its path."""
    presentation.save(str(path))
    return path


def _reference() -> bytes:
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.pptx"]
    return subprocess.run(command, capture_output=True, check=True).stdout


def _set_fonts(presentation: Any, family: str) -> None:
    theme = presentation.slide_master.part.part_related_by(RT.THEME)
    scheme = parse_xml(theme.blob)
    for latin in scheme.iter(qn("a:latin")):
        latin.set("typeface", family)
    theme._blob = etree.tostring(scheme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _rectangle(width: int, height: int, colour: str) -> Any:
    """Return a band at the top."""
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="900" name="Pita"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        "</p:spPr></p:sp>"
    )


def _white_titles(master: Any) -> None:
    style = master.element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    for fill in style.find(qn("a:defRPr")).findall(qn("a:solidFill")):
        fill[0].set("val", "bg1")


def _logo(part: Any) -> Any:
    """Return a picture of a part's own at the top right."""
    image, data = Image.new("RGB", (240, 240), "white"), io.BytesIO()
    ImageDraw.Draw(image).ellipse((20, 20, 220, 220), fill="#B8860B")
    image.save(data, format="PNG")
    data.seek(0)
    _, key = part.get_or_add_image_part(data)
    return parse_xml(
        f'<p:pic {nsdecls("p", "a", "r")}><p:nvPicPr><p:cNvPr id="901" name="Logo"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>'
        f'<a:xfrm><a:off x="{Mm(218)}" y="{Mm(9)}"/><a:ext cx="{Mm(24)}" cy="{Mm(24)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
