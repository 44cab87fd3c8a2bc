"""Every printed product as it goes to the print shop."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops

from generator.press.colours import MOST_INK
from generator.press.scan import scan
from tests.kits import THEMES, Kits
from tests.press.plates import INKS, PT_PER_MM, most, plates
from tests.press.reversed import too_fine
from tests.support import EXAMPLE, Outcome, hashes, sosialisasi

LINK = "https://contoh.go.id/layani"
NAMES = ("poster", "poster-values", "poster-event", "pocket-card", "handout", "leaflet", "leaflet-sheet")
FILES = [f"{folder}press/{name}.pdf" for folder in ("", "en/") for name in NAMES]
SHEETS = [f"{folder}press/pocket-card-sheet.pdf" for folder in ("", "en/")]  # without bleed: see test_sheets
BLEED_MM = 3


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The posters on A1."""
    return _built(tmp_path_factory.mktemp("large"), "-p", "poster", "--size", "A1", "-l", "id")


def _built(out: Path, *options: str) -> Path:
    outcome: Outcome = sosialisasi("build", EXAMPLE, "-o", out, "--press", *options)
    assert outcome.code == 0, outcome.err
    return out


def _entries(out: Path) -> dict[str, dict[str, Any]]:
    return {entry["path"]: entry for entry in json.loads((out / "manifest.json").read_text())["files"]}


def test_all_printed_products_are_there_and_in_the_manifest(pressed: Path) -> None:
    entries = _entries(pressed)
    assert sorted(path for path in entries if "press/" in path) == sorted(FILES + SHEETS)
    assert {entries[path]["bleed_mm"] for path in FILES} == {BLEED_MM}
    assert entries["poster.pdf"]["bleed_mm"] is None


def test_screen_files_are_the_same_without_press_files(pressed: Path, tmp_path: Path) -> None:
    assert sosialisasi("build", EXAMPLE, "-o", tmp_path / "screen").code == 0
    screen = hashes(tmp_path / "screen")
    del screen["manifest.json"]
    assert {name: hashes(pressed)[name] for name in screen} == screen


def test_the_same_bytes_twice_and_nothing_built_anew(pressed: Path, tmp_path: Path) -> None:
    again = _built(tmp_path / "again", "-l", "id")
    files = [*FILES[: len(NAMES)], SHEETS[0]]
    assert {path: hashes(again)[path] for path in files} == {path: hashes(pressed)[path] for path in files}
    outcome = sosialisasi("build", EXAMPLE, "-o", pressed, "--press")
    assert "unchanged" in outcome.err


@pytest.mark.parametrize("name", FILES)
def test_boxes_are_exact(pressed: Path, name: str) -> None:
    width, height = _entries(pressed)[name]["trim_mm"]
    with pikepdf.open(pressed / name) as pdf:
        for page in pdf.pages:
            trim, bleed, media = (
                [float(edge) / PT_PER_MM for edge in box] for box in (page.trimbox, page.bleedbox, page.mediabox)
            )
            assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx([width, height], abs=0.005)
            rooms = [trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]]
            assert rooms == pytest.approx([BLEED_MM] * 4, abs=0.005)
            assert media[:2] == [0, 0]
            assert min(bleed[0], bleed[1], media[2] - bleed[2], media[3] - bleed[3]) > 6


@pytest.mark.parametrize("name", FILES + SHEETS)
def test_it_is_declared_and_holds_nothing_but_inks(pressed: Path, name: str) -> None:
    with pikepdf.open(pressed / name) as pdf:
        assert scan(pdf) == []
        assert (pdf.pdf_version, pdf.is_encrypted) == ("1.6", False)
        (intent,) = pdf.Root.OutputIntents
        assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        assert intent.DestOutputProfile.read_bytes()[16:20] == b"CMYK"
        profiles = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/N" in each]
        assert len([each for each in profiles if each.get("/Type") != "/ObjStm"]) == 1
        assert str(pdf.docinfo["/Trapped"]) == "/False"
        assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4<" in pdf.Root.Metadata.read_bytes()
        assert len(pdf.trailer["/ID"]) == 2
        assert not {"/StructTreeRoot", "/Outlines", "/OpenAction"} & set(pdf.Root.keys())
        assert all("/Annots" not in page for page in pdf.pages)
        fonts = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)


@pytest.mark.parametrize("name", FILES[: len(NAMES)])
def test_ink_within_the_bleed_keeps_its_limit_and_marks_are_on_all_plates(pressed: Path, name: str) -> None:
    for page in plates(pressed / name):
        assert 0 < page.coverage(page.bleed) <= MOST_INK
        outside = [page.outside(ink) for ink in INKS]
        shared = outside[0]
        for plate in outside[1:]:
            shared = ImageChops.darker(shared, plate)
        left, top, right, bottom = page.trim
        width, height = shared.size
        # The slug and the crop marks below; a mark at each corner and a cross at each side.
        for box in ((0, bottom, width, height), (0, 0, left, height), (right, 0, width, height), (0, 0, width, top)):
            assert most(shared, box) > 100
        assert shared.crop((left + 4, height - 20, (left + right) // 2, height)).getbbox() is not None


@pytest.mark.parametrize("name", FILES[: len(NAMES)])
def test_grounds_reach_the_edge_of_the_bleed(pressed: Path, name: str) -> None:
    for page in plates(pressed / name):
        left, top, right, bottom = page.bleed
        painted = Image.new("L", page.inks["Black"].size)
        for ink in INKS:
            painted = ImageChops.lighter(painted, page.inks[ink])
        for edge in (
            (left + 1, top + 1, right - 1, top + 2),
            (left + 1, bottom - 2, right - 1, bottom - 1),
            (left + 1, top + 1, left + 2, bottom - 1),
            (right - 2, top + 1, right - 1, bottom - 1),
        ):
            assert most(ImageChops.invert(painted), edge) < 255


def test_an_a1_poster_is_small_and_its_code_reads_at_100_dpi(large: Path) -> None:
    for name in ("poster", "poster-event", "poster-values"):
        path = large / "press" / f"{name}.pdf"
        assert path.stat().st_size <= 2_000_000
        for file in (path, large / f"{name}.pdf"):
            document = pypdfium2.PdfDocument(file)
            picture = document[0].render(scale=100 / 72).to_pil()
            document.close()
            assert [code.text for code in zxingcpp.read_barcodes(picture)] == [LINK]


def test_codes_are_black_alone(pressed: Path) -> None:
    """Where the black plate shows the code, no other plate has any ink."""
    (page,) = plates(pressed / "press/poster.pdf", 150)
    (code,) = zxingcpp.read_barcodes(ImageChops.invert(page.inks["Black"]))
    corner, opposite = code.position.top_left, code.position.bottom_right
    box = (corner.x, corner.y, opposite.x, opposite.y)
    assert code.text == LINK
    assert page.inks["Black"].crop(box).getextrema() == (0, 255)
    for ink in INKS[:3]:
        assert page.inks[ink].crop(box).getextrema() == (0, 0)


@pytest.mark.parametrize("theme", [THEMES[0], *(pytest.param(theme, marks=pytest.mark.long) for theme in THEMES[1:])])
@pytest.mark.parametrize("name", ["shortest", "longest", "other-brand"])
def test_reversed_text_on_several_inks_is_neither_small_nor_fine(name: str, theme: str, tmp_path: Path) -> None:
    project = Path(__file__).parents[1] / "fixtures" / "valid" / name
    assert sosialisasi("build", project, "-o", tmp_path, "--press", "-l", "id", "--theme", theme).code == 0
    for file in sorted((tmp_path / "press").glob("*.pdf")):
        assert list(too_fine(file)) == []


@pytest.mark.parametrize("theme", THEMES)
def test_reversed_text_of_the_example_is_neither_small_nor_fine(kits: Kits, theme: str) -> None:
    folder = kits.dressed("example", theme, "--press")
    assert [found for name in FILES + SHEETS for found in too_fine(folder / name)] == []
