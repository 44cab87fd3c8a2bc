"""Templates that are none, are broken, or would do harm: each is named and refused, and what reaches outside is cut."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from generator.errors import InputError
from generator.renderers.deck.foreign.opening import open_template
from generator.renderers.deck.foreign.stripping import is_closed
from tests.renderers.deck.foreign.templates import four_by_three, indonesian, python_pptx

MASTER, MASTER_RELS = "ppt/slideMasters/slideMaster1.xml", "ppt/slideMasters/_rels/slideMaster1.xml.rels"
PRESENTATION, PRESENTATION_RELS = "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels"
TYPES = "[Content_Types].xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Change = Callable[[bytes], bytes]


def changed(source: Path, target: Path, changes: Mapping[str, Change], more: Mapping[str, bytes] | None = None) -> Path:
    """Write a package anew, some of its parts changed and others added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, changes[name](data) if name in changes else data)
        for name, data in (more or {}).items():
            new.writestr(name, data)
    return target


def replacing(old: str, new: str) -> Change:
    """Return a change of a part's text."""
    return lambda data: data.replace(old.encode(), new.encode())


def related(key: str, kind: str, target: str, outside: bool = False) -> Change:
    """Return a change that gives a part one more relation."""
    mode = ' TargetMode="External"' if outside else ""
    relation = f'<Relationship Id="{key}" Type="{RELATION}/{kind}" Target="{target}"{mode}/></Relationships>'
    return replacing("</Relationships>", relation)


def macros(folder: Path) -> Path:
    part = '<Override PartName="/ppt/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    relations = related("rIdVba", "vbaProject", "vbaProject.bin")
    changes = {TYPES: replacing("</Types>", part), PRESENTATION_RELS: relations}
    return changed(python_pptx(folder), folder / "makro.pptx", changes, {"ppt/vbaProject.bin": b"Sub AutoOpen()"})


def macro_type(folder: Path) -> Path:
    """Return a .pptm that was given another name."""
    plain = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    change = replacing(plain, "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml")
    return changed(python_pptx(folder), folder / "nama.pptx", {TYPES: change})


def cut_off(folder: Path) -> Path:
    data = python_pptx(folder).read_bytes()
    (folder / "putus.pptx").write_bytes(data[: len(data) // 2])
    return folder / "putus.pptx"


def broken_xml(folder: Path) -> Path:
    return changed(python_pptx(folder), folder / "rusak.pptx", {MASTER: lambda data: data[:-40]})


def part_missing(folder: Path) -> Path:
    """Return a template whose presentation is not there."""
    target = folder / "hilang.pptx"
    with zipfile.ZipFile(python_pptx(folder)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name != PRESENTATION:
                new.writestr(name, old.read(name))
    return target


def zip_bomb(folder: Path) -> Path:
    return changed(python_pptx(folder), folder / "bom.pptx", {}, {"ppt/media/image9.png": b"\0" * (80 << 20)})


def entity_bomb(folder: Path) -> Path:
    head = '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    dropped = re.compile(rb"<\?xml[^>]*\?>")
    change: Change = lambda data: head.encode() + b"]>" + dropped.sub(b"", data).replace(b"Click to edit", b"&j;")  # noqa: E731
    return changed(python_pptx(folder), folder / "entitas.pptx", {MASTER: change})


def picture_bomb(folder: Path) -> Path:
    data = io.BytesIO()
    Image.new("1", (12000, 12000)).save(data, format="PNG")
    source = four_by_three(folder)
    with zipfile.ZipFile(source) as package:
        (name,) = [name for name in package.namelist() if name.startswith("ppt/media/")]
    return changed(source, folder / "gambar.pptx", {name: lambda _: data.getvalue()})


def locked(folder: Path) -> Path:
    path = folder / "sandi.pptx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    return path


def no_deck(folder: Path) -> Path:
    path = folder / "lain.pptx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("catatan.txt", "bukan slide")
    return path


def strict(folder: Path) -> Path:
    change = replacing(
        "http://schemas.openxmlformats.org/presentationml/2006/main", "http://purl.oclc.org/ooxml/presentationml/main"
    )
    return changed(python_pptx(folder), folder / "ketat.pptx", {PRESENTATION: change})


BAD = {
    macros: "it brings macros or controls; save it as .pptx or .potx without macros",
    macro_type: "it brings macros or controls",
    cut_off: "it is damaged and cannot be read",
    broken_xml: "it is too odd to be read",
    part_missing: "it holds no presentation",
    zip_bomb: "it unpacks from",
    picture_bomb: "has 12000 × 12000 pixels",
    locked: "it is an old .ppt or locked with a password",
    no_deck: "it is a zip file but no PPTX",
    strict: "it is saved as Strict Open XML",
}


@pytest.mark.parametrize(("make", "said"), BAD.items(), ids=[make.__name__ for make in BAD])
def test_bad_templates_are_refused_by_name(tmp_path: Path, make: Callable[[Path], Path], said: str) -> None:
    path = make(tmp_path)
    with pytest.raises(InputError, match=re.escape(said)) as refused:
        open_template(path)
    (problem,) = refused.value.problems
    assert problem.path == str(path) and problem.mend


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    try:
        data = open_template(entity_bomb(tmp_path)).stripped.data
    except InputError as error:
        assert "entitas.pptx" in str(error)
    else:
        assert len(data) < 100_000


def test_what_reaches_outside_is_cut(tmp_path: Path) -> None:
    picture = (
        '<p:pic><p:nvPicPr><p:cNvPr id="77" name="Jauh"><a:hlinkClick r:id="rIdFile"/></p:cNvPr><p:cNvPicPr/><p:nvPr/>'
        '</p:nvPicPr><p:blipFill><a:blip r:link="rIdFar"/><a:stretch/></p:blipFill><p:spPr/></p:pic></p:spTree>'
    )
    relations = [
        related("rIdFar", "image", "http://127.0.0.1:9/jejak.png", outside=True),
        related("rIdFile", "hyperlink", "file:///etc/passwd", outside=True),
        related("rIdWeb", "hyperlink", "https://contoh.go.id", outside=True),
    ]

    def all_of(data: bytes) -> bytes:
        for relation in relations:
            data = relation(data)
        return data

    changes = {MASTER: replacing("</p:spTree>", picture), MASTER_RELS: all_of}
    path = changed(python_pptx(tmp_path), tmp_path / "jauh.pptx", changes)
    with zipfile.ZipFile(io.BytesIO(open_template(path).stripped.data)) as package:
        master, found = package.read(MASTER), package.read(MASTER_RELS)
    assert b"127.0.0.1" not in found and b"passwd" not in found and b"https://contoh.go.id" in found
    assert b"rIdFar" not in master and b"rIdFile" not in master


@pytest.mark.parametrize(
    ("target", "kind", "closed"),
    [
        ("https://contoh.go.id", "hyperlink", True),
        ("http://127.0.0.1:9/jejak.png", "image", False),
        ("file:///etc/passwd", "hyperlink", False),
    ],
)
def test_decks_that_take_something_from_outside_are_told(tmp_path: Path, target: str, kind: str, closed: bool) -> None:
    changes = {MASTER_RELS: related("rIdFar", kind, target, outside=True)}
    path = changed(python_pptx(tmp_path), tmp_path / "jauh.pptx", changes)
    assert is_closed(path) == closed


def test_svgs_that_fetch_are_cut(tmp_path: Path) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="file:///etc/passwd"/></svg>'
    typed = replacing("</Types>", '<Default Extension="svg" ContentType="image/svg+xml"/></Types>')
    changes = {TYPES: typed, MASTER_RELS: related("rIdSvg", "image", "../media/image9.svg")}
    path = changed(python_pptx(tmp_path), tmp_path / "svg.pptx", changes, {"ppt/media/image9.svg": svg})
    with zipfile.ZipFile(io.BytesIO(open_template(path).stripped.data)) as package:
        assert not [name for name in package.namelist() if name.endswith(".svg")]
        assert b"rIdSvg" not in package.read(MASTER_RELS)


def test_slides_go_with_all_that_leads_to_them(tmp_path: Path) -> None:
    shows = (
        '<p:custShowLst><p:custShow name="lama" id="0"><p:sldLst><p:sld r:id="{0}"/></p:sldLst></p:custShow>'
        "</p:custShowLst><p:defaultTextStyle"
    )

    def with_show(data: bytes) -> bytes:
        found = re.search(rb'<p:sldId [^>]*r:id="([^"]+)"', data)
        assert found
        return data.replace(b"<p:defaultTextStyle", shows.replace("{0}", found[1].decode()).encode(), 1)

    changes = {PRESENTATION: with_show, MASTER_RELS: related("rIdSlide", "slide", "../slides/slide1.xml")}
    path = changed(four_by_three(tmp_path), tmp_path / "acara.pptx", changes)
    opened = open_template(path)
    assert len(opened.stripped.used) == 3
    with zipfile.ZipFile(io.BytesIO(opened.stripped.data)) as package:
        names = package.namelist()
        presentation = package.read(PRESENTATION)
    assert not [name for name in names if name.startswith(("ppt/slides/", "ppt/notesSlides/", "docProps/"))]
    assert b"custShow" not in presentation and b"sectionLst" not in presentation and b"sldIdLst" not in presentation


def test_a_potx_becomes_a_deck(tmp_path: Path) -> None:
    stripped = open_template(indonesian(tmp_path)).stripped
    with zipfile.ZipFile(io.BytesIO(stripped.data)) as package:
        assert b"template.main+xml" not in package.read(TYPES)
    assert len(list(Presentation(io.BytesIO(stripped.data)).slide_layouts)) == 11


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        open_template(tmp_path / "tiada.pptx")
