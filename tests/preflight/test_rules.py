"""The rules on finished files: each finds its fault in a good file that was spoilt, and nothing in the good one."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from generator.preflight import preflight
from generator.preflight.findings import Finding
from generator.renderers import Artefact

KITS = {"id": {"locale": "id-ID"}}
CARD = Artefact("card.pdf", "pocket-card", "id", 2, (85.6, 54.0), frozenset({"Plus Jakarta Sans"}))
DECK = Artefact("deck.pptx", "deck", "id")


def _found(folder: Path, artefact: Artefact) -> list[Finding]:
    return list(preflight([artefact], folder, KITS)[artefact.path])


def _descriptors(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    dictionaries = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    return [item for item in dictionaries if item.get("/Type") == "/FontDescriptor"]


def _rename_fonts(pdf: pikepdf.Pdf) -> None:
    for item in _descriptors(pdf):
        item.FontName = pikepdf.Name("/ABCDEF+DejaVu-Sans")


def _unembed_fonts(pdf: pikepdf.Pdf) -> None:
    for item in _descriptors(pdf):
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if key in item:
                del item[key]


def _remove_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _remove_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo.Title = "  "


def _remove_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1]


def _trim(pdf: pikepdf.Pdf) -> None:
    left, bottom, right, top = (float(edge) for edge in pdf.pages[1].trimbox)
    pdf.pages[1].TrimBox = pikepdf.Array([left, bottom, right - 0.3, top])


def _link(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("javascript:alert(1)"))
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    pdf.pages[1].Annots = pdf.make_indirect(pikepdf.Array([link]))


PDF_FAULTS: list[tuple[Callable[[pikepdf.Pdf], None], str, int, str]] = [
    (_rename_fonts, "pdf-font-brand", 0, "text is set in DejaVu-Sans, not in a declared font"),
    (_unembed_fonts, "pdf-font-embedded", 0, "the font Plus-Jakarta-Sans is not embedded"),
    (_remove_language, "pdf-language", 0, "it names no language"),
    (_remove_title, "pdf-title", 0, "it has no title"),
    (_link, "pdf-link", 2, "it links to javascript:alert(1)"),
    (_remove_page, "pdf-pages", 0, "it has 1 pages instead of 2"),
    (_trim, "pdf-trim", 2, "its trim size is 85.5 × 54.0 mm instead of 85.6 × 54 mm"),
]


@pytest.mark.parametrize(("spoil", "rule", "page", "message"), PDF_FAULTS, ids=[case[1] for case in PDF_FAULTS])
def test_a_fault_of_a_pdf_is_found(
    example_kit: Path, tmp_path: Path, spoil: Callable[[pikepdf.Pdf], None], rule: str, page: int, message: str
) -> None:
    with pikepdf.open(example_kit / "pocket-card.pdf") as pdf:
        pdf.save(tmp_path / CARD.path)
        assert _found(tmp_path, CARD) == []
        spoil(pdf)
        pdf.save(tmp_path / CARD.path)
    found = _found(tmp_path, CARD)
    assert {(each.rule, each.severity, each.page) for each in found} == {(rule, "error", page)}
    assert any(each.message.startswith(message) for each in found)
    assert all(each.mend for each in found)


def _slide(data: str, pattern: str, new: str) -> str:
    changed, count = re.subn(pattern, new, data, count=1, flags=re.DOTALL)
    assert count == 1, f"no {pattern}"
    return changed


PPTX_FAULTS = [
    ("pptx-colour", "slides/slide2.xml", "</p:cSld>", '<a:srgbClr val="FF0000"/></p:cSld>', 2),
    ("pptx-language", "slides/slide2.xml", 'lang="id-ID"', 'lang="en-US"', 2),
    ("pptx-notes", "slides/_rels/slide3.xml.rels", "notesSlide", "noteSlide", 3),
]


def _spoil(source: Path, target: Path, part: str, change: Callable[[str], str]) -> None:
    with zipfile.ZipFile(source) as good, zipfile.ZipFile(target, "w") as bad:
        for name in good.namelist():
            data = good.read(name)
            bad.writestr(name, change(data.decode()) if name == f"ppt/{part}" else data)


@pytest.mark.parametrize(("rule", "part", "pattern", "new", "page"), PPTX_FAULTS, ids=[case[0] for case in PPTX_FAULTS])
def test_a_fault_of_a_deck_is_found(
    example_kit: Path, tmp_path: Path, rule: str, part: str, pattern: str, new: str, page: int
) -> None:
    change = (
        (lambda text: text.replace(pattern, new)) if rule == "pptx-notes" else lambda text: _slide(text, pattern, new)
    )
    _spoil(example_kit / "deck.pptx", tmp_path / DECK.path, part, change)
    assert [(each.rule, each.severity, each.page) for each in _found(tmp_path, DECK)] == [(rule, "error", page)]


def test_a_picture_without_words_is_found(example_kit: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(example_kit / "deck.pptx") as deck:
        slides = [name for name in deck.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        part = next(name for name in slides if b"<p:pic>" in deck.read(name)).removeprefix("ppt/")
    _spoil(
        example_kit / "deck.pptx", tmp_path / DECK.path, part,
        lambda text: _slide(text, r'(<p:pic>.*?<p:cNvPr [^>]*?)descr="[^"]*"', r'\1descr=" "'),
    )  # fmt: skip
    assert [each.rule for each in _found(tmp_path, DECK)] == ["pptx-alt"]


@pytest.mark.parametrize(("title", "rule"), [("", "pptx-title"), ("SECOND", "pptx-title-unique")])
def test_a_title_missing_or_given_twice_is_found(example_kit: Path, tmp_path: Path, title: str, rule: str) -> None:
    pattern = r'(<p:ph type="(?:title|ctrTitle)".*?)<a:t>[^<]*</a:t>(.*?</p:sp>)'
    with zipfile.ZipFile(example_kit / "deck.pptx") as deck:
        second = re.search(pattern, deck.read("ppt/slides/slide2.xml").decode(), re.DOTALL)
    assert second is not None
    given = re.search("<a:t>([^<]*)</a:t>", second[0])
    assert given is not None

    def change(text: str) -> str:
        return _slide(text, pattern, rf"\1<a:t>{given[1] if title else ''}</a:t>\2")

    _spoil(example_kit / "deck.pptx", tmp_path / DECK.path, "slides/slide4.xml", change)
    assert [(each.rule, each.page) for each in _found(tmp_path, DECK)] == [(rule, 4)]


def test_good_decks_and_other_files_have_no_findings(example_kit: Path) -> None:
    assert _found(example_kit, DECK) == []
    assert _found(example_kit, Artefact("manifest.json", "deck", "id")) == []


def test_a_deck_without_slides_is_found(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / DECK.path, "w") as empty:
        empty.writestr("ppt/presentation.xml", "<p/>")
    assert [each.rule for each in _found(tmp_path, DECK)] == ["pptx-slides"]


def test_a_finding_tells_its_place_its_rule_and_its_mend() -> None:
    finding = Finding("pdf-trim", "error", "card.pdf", 2, "it is too wide", "mend it")
    assert str(finding) == "card.pdf, page 2: it is too wide [pdf-trim]; mend it"
    assert (
        str(Finding("x", "warning", "card.pdf", 0, "it is old", "make it new"))
        == "card.pdf: it is old [x]; make it new"
    )
