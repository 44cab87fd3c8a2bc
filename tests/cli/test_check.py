"""`sosialisasi check`: findings on files we made and on anyone's; what cannot be read is told and does no harm."""

from __future__ import annotations

import json
import shutil
import struct
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pptx
import pytest
import typst

from generator.errors import InputError
from generator.preflight import limits
from generator.preflight.rule import Expected
from generator.preflight.runner import examine
from tests.kits import Kits
from tests.support import peaks, sosialisasi

linux = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux tells and bounds memory")


def _odd_pdf(path: Path, kind: str) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))
        page.Contents = pdf.make_stream(b"")
        if kind == "bomb":
            packed = zlib.compress(b"\0" * (80 << 20), 9)
            page.Contents.write(packed, filter=pikepdf.Name.FlateDecode)
            page.Contents = pdf.make_stream(packed, Filter=pikepdf.Name.FlateDecode)
        locked = pikepdf.Encryption(owner="a", user="b") if kind == "locked" else False
        pdf.save(path, encryption=locked)


def _zip(path: Path, *names: str, size: int = 1) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name in names:
            with package.open(name, "w") as part:
                for _ in range(size):
                    part.write(b"\0" * (1 << 20))


def _make(folder: Path, kind: str) -> Path:
    path = folder / ("file.pptx" if "pptx" in kind else "file.pdf")
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "corrupt":
        path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    elif kind == "repaired":  # qpdf mends it, PDFium does not
        _odd_pdf(path, "")
        path.write_bytes(path.read_bytes().replace(b"trailer", b"tr\0iler").replace(b"/Catalog", b"/Catalot"))
    elif kind == "text":
        path.write_text("bukan PDF")
    elif kind in ("locked", "bomb"):
        _odd_pdf(path, kind)
    elif kind == "pptx bomb":
        _zip(path, "[Content_Types].xml", "ppt/presentation.xml", size=300)
    elif kind == "pptx of another kind":
        _zip(path, "word/document.xml")
    elif kind == "pptx without slides":
        pptx.Presentation().save(str(path))
    elif kind == "pptx cut off":
        deck = folder / "whole.bin"
        pptx.Presentation().save(str(deck))
        path.write_bytes(deck.read_bytes()[:-2000])
    elif kind == "pptx locked":
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    elif kind == "pptx of many parts":
        path.write_bytes(b"PK\x03\x04" + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, 1 << 30, 0, 0))
    return path


UNREADABLE = {
    "empty": "it is empty",
    "corrupt": "it is damaged and cannot be read",
    "repaired": "it is damaged and cannot be read",
    "text": "it is neither a PDF nor a PPTX",
    "locked": "it is locked with a password",
    "bomb": "a part of it unpacks to more than 64 MB",
    "missing": "cannot be read (No such file or directory)",
    "pptx bomb": "it unpacks from 0.6 to 600 MB, as no deck does",
    "pptx of another kind": "it is a zip file but no PPTX",
    "pptx without slides": "it has no slides",
    "pptx cut off": "it is damaged and cannot be read",
    "pptx locked": "it is an old .ppt or locked with a password",
    "pptx of many parts": "it holds more than 20000 files, as no deck does",
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(
    example_kit: Path, tmp_path: Path, kind: str
) -> None:
    path = _make(tmp_path, kind)
    outcome = sosialisasi("check", path, example_kit / "poster.pdf")
    assert outcome.code == 3
    assert outcome.err.splitlines()[0].startswith(f"{path}: {UNREADABLE[kind]}; ")
    assert "1 files checked, 1 not read: 0 errors, 0 warnings" in outcome.err


@linux
def test_bombs_are_refused_before_they_take_memory(tmp_path: Path) -> None:
    _make(tmp_path, "bomb")
    _make(tmp_path, "pptx bomb")
    code, megabytes, _ = peaks("check", tmp_path)
    assert code == 3
    assert megabytes < 150


def test_too_large_a_file_is_not_opened(example_kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FILE", 1 << 10)
    with pytest.raises(InputError, match="it is larger than 0 MB; split it"):
        examine(example_kit / "poster.pdf", Expected())


def test_our_own_kit_is_free_of_errors(kits: Kits) -> None:
    outcome = sosialisasi("check", kits.of("example"))
    assert outcome.code == 0
    assert "20 files checked: 0 errors, 0 warnings" in outcome.err


def test_errors_are_a_table_with_place_rule_and_mend(example_kit: Path, tmp_path: Path) -> None:
    shutil.copy(example_kit / "manifest.json", tmp_path)
    with pikepdf.open(example_kit / "pocket-card.pdf") as pdf:
        pdf.docinfo.Title = ""
        page = pdf.pages[1]
        page.contents_add(b"q 1 0 0 1 -13 0 cm", prepend=True)
        page.contents_add(b"Q")
        pdf.save(tmp_path / "pocket-card.pdf")
    outcome = sosialisasi("check", tmp_path)
    assert outcome.code == 4
    lines = outcome.out.splitlines()
    assert lines[0] == str(tmp_path / "pocket-card.pdf")
    assert lines[1].split(maxsplit=4) == ["error", "whole", "file", "pdf-title", "it has no title"]
    assert lines[2].strip().startswith("→ give the page a title")
    assert any(line.split()[:3] == ["error", "page", "2,"] and "pdf-text-safe" in line for line in lines)


def test_machines_get_json(example_kit: Path, tmp_path: Path) -> None:
    shutil.copy(example_kit / "poster.pdf", tmp_path / "plakat.pdf")
    (tmp_path / "rusak.pdf").write_bytes(b"%PDF-")
    outcome = sosialisasi("check", "--json", tmp_path)
    assert outcome.code == 3
    data = json.loads(outcome.out)
    assert [(Path(file["path"]).name, file["findings"]) for file in data["files"]] == [("plakat.pdf", [])]
    assert {"rule": "pdf-trim", "reason": "not known: the trim size"} in data["files"][0]["unchecked"]
    assert [Path(problem["path"]).name for problem in data["unreadable"]] == ["rusak.pdf"]


def test_json_tells_places(tmp_path: Path) -> None:
    outcome = sosialisasi("check", "--json", _typst(tmp_path, "#place(dx: -20mm, text(fill: silver)[Di luar])"))
    assert outcome.code == 4
    found = json.loads(outcome.out)["files"][0]["findings"]
    over = next(finding for finding in found if finding["rule"] == "pdf-text-trim")
    assert set(over) == {"rule", "severity", "page", "message", "mend", "place_mm"}
    assert (over["severity"], over["page"]) == ("error", 1)
    assert over["place_mm"][0] == pytest.approx(-10, abs=0.5)
    assert "pdf-contrast" in {finding["rule"] for finding in found}


def _typst(folder: Path, body: str) -> Path:
    source = folder / "surat.typ"
    head = '#set page(width: 100mm, height: 60mm, margin: 10mm)\n#set document(title: "Surat")\n#set text(lang: "id")\n'
    source.write_text(head + body, encoding="utf-8")
    typst.compile(source, output=folder / "surat.pdf")
    return folder / "surat.pdf"


def test_a_folder_is_gone_through_once(example_kit: Path, tmp_path: Path) -> None:
    for number in range(12):
        folder = tmp_path / f"{number % 3}"
        folder.mkdir(exist_ok=True)
        shutil.copy(example_kit / "poster-values.pdf", folder / f"{number}.pdf")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.pdf").write_bytes(b"")
    (tmp_path / "~$deck.pptx").write_bytes(b"lock")
    outcome = sosialisasi("check", tmp_path, tmp_path / "1", tmp_path / "1" / "10.pdf")
    assert outcome.code == 0
    assert "12 files checked: 0 errors" in outcome.err
    assert outcome.out == ""


@linux
def test_a_folder_of_a_thousand_files(tmp_path: Path) -> None:
    _odd_pdf(tmp_path / "0.pdf", "")
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[0])
    deck.save(str(tmp_path / "0.pptx"))
    for number in range(1, 1000):
        suffix = ".pptx" if number % 10 == 0 else ".pdf"
        path = tmp_path / f"{number}{suffix}"
        path.write_bytes(b"" if number % 4 == 1 else (tmp_path / f"0{suffix}").read_bytes())
    code, megabytes, said = peaks("check", tmp_path)
    assert code == 3
    assert megabytes <= 300
    assert "751 files checked, 250 not read" in said
    assert sum(": it is empty; copy or export it again" in line for line in said.splitlines()) == 250


def test_a_folder_without_such_files_is_told(tmp_path: Path) -> None:
    outcome = sosialisasi("-q", "check", tmp_path)
    assert (outcome.code, outcome.err) == (
        3,
        f"{tmp_path}: there is no PDF or PPTX in it; give another folder\n",
    )
