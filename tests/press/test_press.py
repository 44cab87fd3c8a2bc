"""A page becomes PDF/X-4, and the preflight rule that holds it to that."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected
from generator.preflight.rules.pdf_press import check
from generator.press.colours import Inks
from generator.press.marks import Sheet, marks
from generator.press.pressing import to_press
from generator.press.profile import Profile
from generator.themes.fonts import FontBook, FontFace
from tests.press.pages import page

MOMENT = datetime(2026, 12, 15, tzinfo=UTC)
SHEET = Sheet(100, 60, 3)
PT = 72 / 25.4
Spoil = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="session")
def face() -> FontFace:
    """The slug's face."""
    return FontBook().face("Plus Jakarta Sans", 500)


def _pressed(inks: Inks, face: FontFace) -> bytes:
    return to_press(_plain(), SHEET, inks, lambda number, count: f"uji {number}/{count}", face, MOMENT)


def _plain() -> bytes:
    """Return a page in RGB with 3 mm of bleed round 100 × 60 mm."""
    pdf = page(b"0.1 0.1 0.4 rg 0 0 400 400 re f")
    edge = 3 * PT
    pdf.pages[0].obj.MediaBox = Array([0, 0, 106 * PT, 66 * PT])
    pdf.pages[0].obj.TrimBox = Array([edge, edge, 103 * PT, 63 * PT])
    pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))])
    pdf.docinfo["/Title"] = "Uji & coba"
    file = io.BytesIO()
    pdf.save(file)
    return file.getvalue()


def _faults(path: Path, bleed_mm: float | None = 3) -> list[str]:
    with PdfFile(path) as file:
        return [fault.message for fault in check(file, Expected(bleed_mm=bleed_mm))]


def test_the_same_page_gives_the_same_bytes(inks: Inks, face: FontFace) -> None:
    assert _pressed(inks, face) == _pressed(inks, face)


def test_a_pressed_page_keeps_the_rule(inks: Inks, face: FontFace, tmp_path: Path) -> None:
    path = tmp_path / "uji.pdf"
    path.write_bytes(_pressed(inks, face))
    assert _faults(path) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "it names no printing condition with its CMYK profile"),
        (lambda pdf: pdf.Root.__delitem__("/Metadata"), "it does not say that it is PDF/X-4"),
        (lambda pdf: pdf.pages[0].obj.__setitem__("/Annots", Array([])), "it has links, which PDF/X forbids"),
        (
            lambda pdf: pdf.pages[0].contents_add(pdf.make_stream(b"1 0 0 rg")),
            "RGB (rg) in the page is not in inks",
        ),
        (
            lambda pdf: pdf.pages[0].obj.__setitem__("/BleedBox", pdf.pages[0].obj.TrimBox),
            "its bleed is 0.00 mm instead of 3 mm",
        ),
    ],
)
def test_each_fault_is_told(inks: Inks, face: FontFace, tmp_path: Path, spoil: Spoil, said: str) -> None:
    path = tmp_path / "uji.pdf"
    with pikepdf.open(io.BytesIO(_pressed(inks, face))) as pdf:
        spoil(pdf)
        pdf.save(path)
    assert _faults(path) == [said]
    assert _faults(path, bleed_mm=None) == []


def test_a_profile_of_the_shop_is_named_as_it_calls_itself(profile: Profile, face: FontFace) -> None:
    shop = Inks(Profile(profile.data, "Toko Cetak"), {})
    with pikepdf.open(io.BytesIO(_pressed(shop, face))) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert (str(intent.OutputConditionIdentifier), "/RegistryName" in intent) == ("Toko Cetak", False)


def test_what_is_said_in_both_metadata_agrees(inks: Inks, face: FontFace) -> None:
    with pikepdf.open(io.BytesIO(_pressed(inks, face))) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261215000000Z"
        assert "<xmp:CreateDate>2026-12-15T00:00:00Z<" in xmp
        assert ">Uji &amp; coba<" in xmp


def _points(drawn: bytes) -> list[tuple[float, float]]:
    """Return the points of all paths."""
    pdf = page(drawn)
    points: list[tuple[float, float]] = []
    for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
        assert isinstance(instruction, pikepdf.ContentStreamInstruction)
        if str(instruction.operator) in ("m", "l", "c"):
            numbers = [float(str(each)) for each in instruction.operands]
            points += zip(numbers[::2], numbers[1::2], strict=True)
    return points


@pytest.mark.parametrize("sheet", [SHEET, Sheet(100, 60, 3, folds=(50,))])
@pytest.mark.parametrize("slug", ["uji 1/1", "uji " * 60])
def test_marks_and_slug_stand_outside_the_bleed_and_on_the_sheet(face: FontFace, slug: str, sheet: Sheet) -> None:
    left, bottom, right, top = sheet.bleed_box
    _, _, width, height = sheet.media
    points = _points(marks(sheet, slug, face, "/All"))
    assert len(points) > 100
    for x, y in points:
        assert x < left or x > right or y < bottom or y > top
        assert 0 < x < width
        assert 0 < y < height


def test_crosses_stand_clear_of_folds(face: FontFace) -> None:
    folded = Sheet(100, 60, 3, folds=(50,))
    upright = {
        round(x - folded.trim[0], 2) for x, y in _points(marks(folded, "uji", face, "/All")) if y < folded.trim[1]
    }
    assert {0, 25, 50, 100} <= upright
    assert upright & {round(50 + step / 100, 2) for step in range(-400, 401)} == {50}


def test_a_sheet_with_its_own_marks_is_placed_as_it_is(inks: Inks, face: FontFace) -> None:
    whole = to_press(_plain(), Sheet(100, 60, 0, margin=0), inks, lambda number, count: "", face, MOMENT)
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        boxes = [[float(edge) for edge in pdf.pages[0].obj[name]] for name in ("/MediaBox", "/TrimBox", "/BleedBox")]
        assert boxes == [pytest.approx([0, 0, 100 * PT, 60 * PT], abs=0.001)] * 3
        assert b"SCN" not in pdf.pages[0].obj.Contents.read_bytes()
