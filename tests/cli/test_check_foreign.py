"""`sosialisasi check` on files by others: python-pptx's default deck, a deck by pandoc, a PDF by Typst."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pptx
import pypandoc
import pytest
import typst
from PIL import Image

from tests.support import sosialisasi

TALK = "% Pelayanan\n\n# Utamakan warga\n\n- Dengar\n- Layani\n\n# Jawab\n\n![](bagan.png)\n"
LETTER = (
    "#set page(width: 100mm, height: 60mm, margin: 10mm)\n"
    '#set document(title: "Surat")\n'
    '#set text(lang: "id")\n'
    "= Utamakan warga\n"
    "Pelayanan publik, fi ffi, AV To.\n"
    "$ integral_0^1 x^2 dif x = 1/3 $"
)


def _found(path: Path) -> dict[str, set[int]]:
    """Return the pages on which each rule found something; no rule may stumble over the file."""
    outcome = sosialisasi("check", "--json", path)
    (file,) = json.loads(outcome.out)["files"]
    assert [each for each in file["unchecked"] if not each["reason"].startswith("not known")] == []
    errors = any(finding["severity"] == "error" for finding in file["findings"])
    assert outcome.code == (4 if errors else 0)
    found: dict[str, set[int]] = {}
    for finding in file["findings"]:
        found.setdefault(finding["rule"], set()).add(finding["page"])
    return found


def test_a_good_pdf_by_typst_is_found_good(tmp_path: Path) -> None:
    (tmp_path / "surat.typ").write_text(LETTER, encoding="utf-8")
    typst.compile(tmp_path / "surat.typ", output=tmp_path / "surat.pdf")
    assert _found(tmp_path / "surat.pdf") == {}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("#place(dx: -20mm, [Di luar])", "pdf-text-trim"),
        ("#text(fill: silver)[Pucat]", "pdf-contrast"),
        ("Satu baris #place(dx: 1mm, dy: -3mm)[Tumpang]", "pdf-text-overlap"),
    ],
)
def test_what_is_wrong_in_a_pdf_by_typst_is_found(tmp_path: Path, line: str, rule: str) -> None:
    (tmp_path / "surat.typ").write_text(f"{LETTER}\n\n{line}", encoding="utf-8")
    typst.compile(tmp_path / "surat.typ", output=tmp_path / "surat.pdf")
    assert rule in _found(tmp_path / "surat.pdf")


def test_python_pptxs_default_deck_is_checked(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Halo"
    deck.save(str(tmp_path / "bawaan.pptx"))
    found = _found(tmp_path / "bawaan.pptx")
    assert found["pptx-empty"] == {1}
    assert found["pptx-notes"] == {1}
    assert "pptx-title" not in found


def test_a_deck_by_pandoc_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bagan.png").write_bytes(_picture())
    pypandoc.convert_text(TALK, "pptx", format="markdown", outputfile=str(tmp_path / "pandoc.pptx"))
    found = _found(tmp_path / "pandoc.pptx")
    assert found["pptx-notes"] == {1, 2, 3}
    assert found["pptx-alt"] == {3}
    assert not found.keys() & {"pptx-relations", "pptx-title", "pptx-slides", "pptx-contrast"}


def _picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (300, 200), "#12143D").save(file, format="PNG")
    return file.getvalue()
