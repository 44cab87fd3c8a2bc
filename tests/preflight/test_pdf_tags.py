"""The rules on tags: each finds its fault in a good tagged file that was spoilt, and nothing in the good one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator.preflight import pdf_tree
from generator.preflight.context import expected_beside
from generator.preflight.findings import Finding
from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected
from generator.preflight.runner import examine
from tests.preflight.small import small_pdf

ROWS = "<tr><th>Nilai</th><th>Arti</th></tr><tr><td>Loyal</td><td>Setia</td></tr>"
TABLE = f"<table style='left:10mm;top:30mm'>{ROWS}</table>"
HEADED = "<h1 style='left:10mm;top:5mm'>Layanan</h1><h2 style='left:10mm;top:18mm;font-size:12pt'>Warga</h2>"
ANYONE = Expected()
TAGS = ("pdf-headings", "pdf-alt", "pdf-table-headers", "pdf-claims")


def _tags(pdf: pikepdf.Pdf, kind: str) -> Iterator[Any]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == kind:
            yield item


def _found(path: Path, expected: Expected = ANYONE) -> list[Finding]:
    return [finding for finding in examine(path, expected).findings if finding.rule in TAGS]


def _deeper(pdf: pikepdf.Pdf) -> None:
    for tag in _tags(pdf, "/H2"):
        tag.S = pikepdf.Name.H3


def _headless(pdf: pikepdf.Pdf) -> None:
    for tag in _tags(pdf, "/H1"):
        tag.S = pikepdf.Name.P


def _renamed(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary(Judul=pikepdf.Name.H4)
    for tag in _tags(pdf, "/H2"):
        tag.S = pikepdf.Name.Judul


def _plain_cells(pdf: pikepdf.Pdf) -> None:
    for tag in _tags(pdf, "/TH"):
        tag.S = pikepdf.Name.TD


def _unscoped(pdf: pikepdf.Pdf) -> None:
    for tag in _tags(pdf, "/TH"):
        del tag.A


SPOILT: list[tuple[Callable[[pikepdf.Pdf], None], str, int, str]] = [
    (_deeper, "pdf-headings", 1, "H3 follows H1"),
    (_headless, "pdf-headings", 1, "H2 follows no heading"),
    (_renamed, "pdf-headings", 1, "H4 follows H1"),
    (_plain_cells, "pdf-table-headers", 1, "a table has no header cells"),
    (_unscoped, "pdf-table-headers", 1, "a table has header cells without scope"),
]


@pytest.mark.parametrize(("spoil", "rule", "page", "message"), SPOILT)
def test_a_fault_of_headings_and_tables_is_found(
    tmp_path: Path, spoil: Callable[[pikepdf.Pdf], None], rule: str, page: int, message: str
) -> None:
    good = small_pdf(tmp_path, HEADED + TABLE)
    assert _found(good) == []
    with pikepdf.open(good) as pdf:
        spoil(pdf)
        pdf.save(tmp_path / "spoilt.pdf")
    (finding,) = _found(tmp_path / "spoilt.pdf")
    assert (finding.rule, finding.severity, finding.page, finding.message) == (rule, "warning", page, message)


@pytest.mark.parametrize(("alternative", "faults"), [("", 2), ("  ", 2), ("Logo", 0)])
def test_a_figure_without_a_text_that_stands_for_it_is_found(
    example_kit: Path, tmp_path: Path, alternative: str, faults: int
) -> None:
    with pikepdf.open(example_kit / "poster.pdf") as pdf:
        for tag in _tags(pdf, "/Figure"):
            tag.Alt = pikepdf.String(alternative)
        pdf.save(tmp_path / "poster.pdf")
    assert [(each.rule, each.page) for each in _found(tmp_path / "poster.pdf")] == [("pdf-alt", 1)] * faults


@pytest.mark.parametrize(
    ("claim", "without", "told"),
    [
        (b"<pdfuaid:part>1<", b"<pdfuaid:part>2<", "it does not say that it is PDF/UA-1"),
        (b'pdfaid:conformance="A"', b'pdfaid:conformance="B"', "it does not say that it is PDF/A-2a"),
    ],
)
def test_a_file_that_lost_its_claim_is_found(
    example_kit: Path, tmp_path: Path, claim: bytes, without: bytes, told: str
) -> None:
    source, path = example_kit / "pocket-card.pdf", tmp_path / "pocket-card.pdf"
    expected = expected_beside(source)
    assert _found(source, expected) == []
    with pikepdf.open(source) as pdf:
        metadata = pdf.Root.Metadata.read_bytes()
        assert claim in metadata
        pdf.Root.Metadata.write(metadata.replace(claim, without))
        pdf.save(path)
    assert [(each.rule, each.severity, each.message) for each in _found(path, expected)] == [
        ("pdf-claims", "error", told)
    ]
    assert _found(path, replace(expected, tagged=False)) == []
    assert _found(path) == []


def test_a_tree_that_bites_its_tail_ends(tmp_path: Path) -> None:
    with pikepdf.open(small_pdf(tmp_path, HEADED + TABLE)) as pdf:
        count = len(list(pdf_tree.read_tags(pdf)))
        (table,) = _tags(pdf, "/Table")
        table.K.append(table)
        for row in _tags(pdf, "/TR"):
            row.K.append(table)
        pdf.save(tmp_path / "tail.pdf")
    with PdfFile(tmp_path / "tail.pdf") as file:
        assert len(file.tags) == count > 8


def test_tags_beyond_the_limit_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_tree, "MAX_TAGS", 3)
    monkeypatch.setattr("generator.preflight.pdf_file.MAX_TAGS", 3)
    report = examine(small_pdf(tmp_path, HEADED + TABLE), ANYONE)
    assert "only the first 3 tags were looked at" in {each.reason for each in report.unchecked}
