"""Sheets of the example's cards and leaflet as they are built: true to size, readable, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from generator.preflight.context import expected_beside
from generator.preflight.pdf_file import PdfFile
from generator.preflight.pdf_text import Text
from generator.preflight.runner import examine
from tests import pdfs
from tests.imposition.papers import PT_PER_MM
from tests.kits import LANGUAGES, PROJECTS, Kits
from tests.support import EXAMPLE, sosialisasi

LINK = "https://contoh.go.id/layani"


@pytest.fixture(params=PROJECTS)
def name(request: pytest.FixtureRequest) -> str:
    """A project."""
    return str(request.param)


def _sheet(tmp_path: Path, *options: str) -> Path:
    outcome = sosialisasi("build", EXAMPLE, "-p", "pocket-card", "-l", "id", "-o", tmp_path, *options)
    assert outcome.code == 0, outcome.err
    return tmp_path / "pocket-card-sheet.pdf"


def _texts(path: Path) -> list[Text]:
    """Return the runs of text with their place on the sheet, those in forms too; pages count from 1."""
    with PdfFile(path) as file:
        return file.texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_a_sheet_reads_as_it_is_printed(kits: Kits, name: str, language: str) -> None:
    sheet = kits.of(name) / f"{LANGUAGES[language]}pocket-card-sheet.pdf"
    codes = pdfs.codes(sheet, 1, 300)
    assert len(codes) == 9
    assert set(codes) == set(pdfs.codes(kits.of(name) / f"{LANGUAGES[language]}pocket-card.pdf", 1, 300))
    assert pdfs.codes(sheet, 0, 300) == []


@pytest.mark.parametrize(
    ("options", "size", "codes"),
    [
        (("--sheet", "A3"), (297, 420), [0, 18]),
        (("--sheet", "sra3", "--flip", "short-edge"), (320, 450), [0, 21]),
        (("--sheet", "200x150mm"), (150, 200), [0, 2]),
        (("--sides", "fold-over"), (210, 297), [4]),
        (("--sides", "one-sided"), (297, 210), [0, 9]),
    ],
)
def test_other_papers_and_ways_of_printing(
    tmp_path: Path, options: tuple[str, ...], size: tuple[float, float], codes: list[int]
) -> None:
    sheet = _sheet(tmp_path, *options)
    assert pdfs.trims(sheet) == [pytest.approx(size, abs=0.01)] * len(codes)
    assert [pdfs.codes(sheet, page, 300) for page in range(len(codes))] == [[LINK] * count for count in codes]
    assert examine(sheet, expected_beside(sheet)).findings == ()


def test_the_shift_moves_backs_alone(tmp_path: Path) -> None:
    plain, shifted = _sheet(tmp_path / "a"), _sheet(tmp_path / "b", "--shift", "1.5,-0.5")
    pairs = zip(_texts(plain), _texts(shifted), strict=True)
    moved = {
        (line.page, round(other.box.left - line.box.left, 2), round(other.box.top - line.box.top, 2))
        for line, other in pairs
    }
    # The sheet is turned over its top edge: right stays right, and what is moved up on its back moves down behind.
    assert moved == {(1, 0.0, 0.0), (2, -1.5, -0.5)}


@pytest.mark.parametrize("stem", ["pocket-card-sheet", "leaflet-sheet"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_have_title_language_and_colours_of_screens(kits: Kits, stem: str, language: str) -> None:
    path = kits.of("example") / f"{LANGUAGES[language]}{stem}.pdf"
    lang, title = pdfs.language_and_title(path)
    assert lang == language
    assert title == pdfs.language_and_title(path.with_stem(stem.removesuffix("-sheet")))[1]
    with pikepdf.open(path) as pdf:
        forms = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"]
        operators = {str(each.operator) for form in forms for each in pikepdf.parse_content_stream(form)}
    assert len(forms) >= 4
    assert not operators & {"k", "K"}
    assert "rg" in operators


def test_the_art_reaches_the_edge_of_the_bleed(tmp_path: Path) -> None:
    """In every corner of the block, and in the gutters between the cards, there is no paper."""
    picture = pdfs.picture(_sheet(tmp_path), 0, 254)
    for x in (11.4, 11.1 + 91.6, 285.5):
        for y in (15.4, 15 + 60, 194.6):
            assert sum(picture.getpixel((round(x * 10), round(y * 10)))) < 600, (x, y)  # type: ignore[arg-type]
    assert picture.getpixel((105, 140)) == (255, 255, 255)


def test_the_ruler_is_as_long_as_it_says(tmp_path: Path) -> None:
    sheet = _sheet(tmp_path)
    (label,) = [text for text in _texts(sheet) if text.text.startswith("100 mm")]
    assert "tepi panjang" in label.text
    picture = pdfs.picture(sheet, 0, 508).convert("L")
    row = int((label.box.bottom - 1) * 20)  # through all its ticks
    dark = [x for x in range(picture.width) if picture.getpixel((x, row)) < 128 and x / 20 < label.box.left - 1]  # type: ignore[operator]
    assert (dark[-1] - dark[0]) / 20 == pytest.approx(100, abs=0.2)


def test_a_narrow_sheet_tells_the_scale_alone(tmp_path: Path) -> None:
    (label,) = [text for text in _texts(_sheet(tmp_path, "--sheet", "114x91")) if "skala" in text.text]
    assert label.text.strip() == "50 mm pada skala 100%"


def test_the_same_sheet_has_the_same_bytes(tmp_path: Path) -> None:
    one, other = (_sheet(tmp_path / name, "--flip", "short-edge").read_bytes() for name in ("a", "b"))
    assert one == other


def test_a_sheet_asked_for_otherwise_is_made_anew(tmp_path: Path) -> None:
    before = _sheet(tmp_path).read_bytes()
    assert _sheet(tmp_path).read_bytes() == before
    assert _sheet(tmp_path, "--flip", "short-edge").read_bytes() != before
    with pikepdf.open(tmp_path / "pocket-card-sheet.pdf") as pdf:
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"


def test_the_leaflet_lies_on_its_sheet_as_it_is_folded(kits: Kits) -> None:
    single, sheet = (kits.of("example") / f"leaflet{kind}.pdf" for kind in ("", "-sheet"))
    assert pdfs.trims(sheet) == [pytest.approx((297, 210), abs=0.01)] * 2
    places = [(text.text, text.box.left, text.box.top) for text in _texts(sheet) if text.page == 1]
    for line in _texts(single):
        if line.page in (1, 4):
            right = 148.5 if line.page == 1 else 0
            there = [(left, top) for text, left, top in places if text == line.text]
            assert pytest.approx((line.box.left + right, line.box.top), abs=0.02) in there, line.text
    with pikepdf.open(sheet) as pdf:
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(297 * PT_PER_MM, abs=0.01)
