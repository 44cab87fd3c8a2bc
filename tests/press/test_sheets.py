"""Imposed sheets as they go to the print shop: cards on the paper as it is printed, the leaflet's sheet with bleed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image, ImageChops

from generator.fitting import PT_PER_MM
from generator.imposition import Box, Scheme
from generator.imposition.marks import marks, ruler_strip
from generator.imposition.scheme import MARGIN
from generator.manifest import Entry, read_manifest
from generator.preflight.context import expected_beside
from generator.preflight.runner import examine
from generator.press.colours import MOST_INK
from tests import pdfs
from tests.imposition.papers import scheme
from tests.kits import LANGUAGES
from tests.press.plates import INKS, Plates, most, plates
from tests.support import EXAMPLE, hashes, sosialisasi

LINK = "https://contoh.go.id/layani"
CARDS = "press/pocket-card-sheet.pdf"
DPI = 150
A4 = scheme((210, 297))


def _entry(out: Path, path: str) -> Entry:
    manifest = read_manifest(out)
    assert manifest is not None
    return next(entry for entry in manifest.files if entry.path == path)


def _pixels(box: Box) -> tuple[int, int, int, int]:
    """Return a box in mm in whole pixels, a little larger."""
    left, top, right, bottom = (edge / 25.4 * DPI for edge in box.grown(0.2))
    return int(left), int(top), int(right) + 1, int(bottom) + 1


def _shared(page: Plates) -> Image.Image:
    """Return what is on all four plates."""
    first, *others = (page.inks[ink] for ink in INKS)
    for plate in others:
        first = ImageChops.darker(first, plate)
    return first


@pytest.mark.parametrize("folder", LANGUAGES.values())
def test_the_sheet_of_cards_is_as_large_as_its_paper(pressed: Path, folder: str) -> None:
    entry = _entry(pressed, f"{folder}{CARDS}")
    assert (entry.pages, entry.trim_mm, entry.bleed_mm) == (2, (297.0, 210.0), 0.0)
    assert (entry.link_on, entry.tagged, entry.findings) == ((2,), False, ())
    with pikepdf.open(pressed / entry.path) as pdf:
        for page in pdf.pages:
            for name in ("/MediaBox", "/BleedBox", "/TrimBox"):
                box = [float(edge) / PT_PER_MM for edge in page.obj[name]]
                assert box == pytest.approx([0, 0, 297, 210], abs=0.005)


def test_ink_on_the_cards_keeps_its_limit(pressed: Path) -> None:
    for page in plates(pressed / CARDS):
        left, top, right, bottom = (round(edge * PT_PER_MM) for edge in A4.grid.block)
        assert 0 < page.coverage((left, top, right, bottom)) <= MOST_INK


def _has_its_marks(page: Plates, plan: Scheme) -> None:
    shared = _shared(page)
    for mark in marks(plan.grid):
        assert most(shared, _pixels(mark.box)) > 100, mark


def test_marks_are_on_all_plates_and_ruler_and_label_on_black_alone(pressed: Path) -> None:
    front, back = plates(pressed / CARDS, DPI)
    for page in (front, back):
        _has_its_marks(page, A4)
    strip = _pixels(ruler_strip(A4.grid, MARGIN).grown(-0.4))
    assert most(front.inks["Black"], strip) == 255
    assert [most(front.inks[ink], strip) for ink in INKS[:3]] == [0, 0, 0]


@pytest.mark.parametrize("folder", LANGUAGES.values())
def test_every_code_of_a_sheet_reads_in_rgb_and_in_inks(pressed: Path, folder: str) -> None:
    for name in ("pocket-card-sheet.pdf", CARDS):
        sheet = pressed / f"{folder}{name}"
        assert [pdfs.codes(sheet, page, 300) for page in (0, 1)] == [[], [LINK] * 9]
    _, back = plates(pressed / f"{folder}{CARDS}", 300)
    codes = zxingcpp.read_barcodes(ImageChops.invert(back.inks["Black"]))
    assert [code.text for code in codes] == [LINK] * 9


@pytest.mark.parametrize(
    ("options", "paper", "codes"),
    [
        (("--sheet", "SRA3", "--flip", "short-edge"), (320, 450), [0, 21]),
        (("--sides", "fold-over"), (210, 297), [4]),
        (("--sides", "one-sided", "--sheet", "200x150mm"), (150, 200), [0, 2]),
    ],
)
def test_other_papers_and_ways_of_printing(
    tmp_path: Path, options: tuple[str, ...], paper: tuple[float, float], codes: list[int]
) -> None:
    outcome = sosialisasi("build", EXAMPLE, "-p", "pocket-card", "-l", "id", "-o", tmp_path, "--press", *options)
    assert outcome.code == 0, outcome.err
    sheet = tmp_path / CARDS
    assert pdfs.trims(sheet) == [pytest.approx(paper, abs=0.005)] * len(codes)
    assert [pdfs.codes(sheet, page, 300) for page in range(len(codes))] == [[LINK] * count for count in codes]
    assert examine(sheet, expected_beside(sheet)).findings == ()
    for page in plates(sheet, DPI):
        _has_its_marks(page, scheme(paper, options[1] if options[0] == "--sides" else "duplex"))


def test_the_shift_of_an_office_printer_is_none_of_the_shops(pressed: Path, tmp_path: Path) -> None:
    names = ("pocket-card", "leaflet")
    products = [option for name in names for option in ("-p", name)]
    outcome = sosialisasi("build", EXAMPLE, *products, "-l", "id", "-o", tmp_path, "--press", "--shift", "1.5,-0.5")
    assert outcome.code == 0, outcome.err
    for name in names:
        assert hashes(tmp_path)[f"press/{name}-sheet.pdf"] == hashes(pressed)[f"press/{name}-sheet.pdf"]
        assert hashes(tmp_path)[f"{name}-sheet.pdf"] != hashes(pressed)[f"{name}-sheet.pdf"]


def test_the_leaflets_fold_is_marked_outside_its_bleed(pressed: Path) -> None:
    for page in plates(pressed / "press/leaflet-sheet.pdf", DPI):
        shared = _shared(page)
        middle = (page.trim[0] + page.trim[2]) // 2
        for start, end in ((0, page.bleed[1] - 2), (page.bleed[3] + 2, shared.height)):
            strip = shared.crop((middle - 4, start, middle + 5, end))
            rows = [most(strip, (0, y, strip.width, y + 1)) > 100 for y in range(strip.height)]
            assert sum(one != other for one, other in pairwise(rows)) >= 4  # it is dashed
