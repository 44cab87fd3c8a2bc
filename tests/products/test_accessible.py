"""Screen PDFs of every product, design, size and language are PDF/UA-1 and PDF/A-2a; veraPDF is the judge."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from tests.kits import DRESSED, THEMES, Kits
from tests.structure import bookmarks, structure
from tests.vera import broken_rules

SHEETS = ("A4", "A2", "A1")  # beside the A3 of a whole kit


@pytest.mark.parametrize("dressed", DRESSED)
def test_every_product_passes_in_both_languages(kits: Kits, dressed: tuple[str, str]) -> None:
    kit = kits.dressed(*dressed)
    made = json.loads((kit / "manifest.json").read_text(encoding="utf-8"))["files"]
    # Sheets to be cut or folded are for the printer, not for a reader.
    paths = [kit / file["path"] for file in made if file["path"].endswith(".pdf") and file["tagged"]]
    assert {path.stem for path in paths} >= {"poster", "poster-values", "poster-event", "pocket-card", "handout"}
    assert {name: broken for name, broken in broken_rules(paths).items() if broken} == {}


@pytest.mark.parametrize("theme", [THEMES[0], *(pytest.param(theme, marks=pytest.mark.long) for theme in THEMES[1:])])
def test_posters_of_every_size_pass(kits: Kits, theme: str) -> None:
    folders = [kits.dressed("example", theme, "-p", "poster", "--size", sheet) for sheet in SHEETS]
    paths = [path for folder in folders for path in sorted(folder.rglob("*.pdf"))]
    assert len(paths) == len(SHEETS) * 3 * 2
    assert {name: broken for name, broken in broken_rules(paths).items() if broken} == {}


def test_the_judge_sees_what_is_broken(kits: Kits, tmp_path: Path) -> None:
    path = tmp_path / "card.pdf"
    with pikepdf.open(kits.of("example") / "pocket-card.pdf") as pdf:
        (figure,) = (item for item in pdf.objects if _is_figure(item) and "QR" in str(item.Alt))
        del figure["/Alt"]
        del pdf.Root["/OutputIntents"]
        pdf.save(path)
    broken = {name.split()[0]: rules for name, rules in broken_rules([path]).items()}
    assert any("Figure tags shall include an alternative" in rule for rule in broken["ua1"])
    assert any("DeviceRGB" in rule for rule in broken["2a"])


def _is_figure(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"


@pytest.mark.parametrize("theme", THEMES)
def test_a_reader_finds_headings_the_table_and_other_languages(kits: Kits, theme: str) -> None:
    kit = kits.dressed("example", theme)
    handout = structure(kit / "en" / "handout.pdf")
    levels = [int(tag.kind[1]) for tag in handout.all("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [tag.scope for tag in handout.all("TH")] == ["Column", "Column"]
    assert "BerAKHLAK" in [tag.text.strip() for tag in handout.all("Span") if tag.language == "id"]
    marks = bookmarks(kit / "en" / "handout.pdf")
    assert len(marks) == len(levels)
    assert marks[0][0] == 1
    assert marks[0][1].startswith("People first")
