"""Cards on sheets and for the press: each back behind its front, each code its own row's, all in inks."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from generator.imposition import Box, Flip, Scheme, Sides
from generator.press.scan import scan
from tests.cli.rosters import a_row, make_cards, write_roster
from tests.imposition.papers import BLEED, PT_PER_MM, scheme
from tests.imposition.placed import forms
from tests.pdfs import codes, trims
from tests.press.plates import plates
from tests.support import EXAMPLE, sosialisasi
from tests.text import page_texts

TOLERANCE = 0.01  # mm
LINK = "https://contoh.go.id/kartu/"


def _boxes(page: pikepdf.Page, name: str) -> list[Box]:
    return [box for drawn, _, box, _ in forms(page) if drawn == name]


def _from_the_front(box: Box, plan: Scheme) -> Box:
    """Return where a box of the back comes to lie, as one looks through the front of the printed sheet."""
    grid, (x, y) = plan.grid, plan.shift
    sideways = (plan.flip == "long-edge") == (grid.height >= grid.width)
    if sideways:
        seen = Box(grid.width - box.right, box.top, grid.width - box.left, box.bottom)
    else:
        seen = Box(box.left, grid.height - box.bottom, box.right, grid.height - box.top)
    return Box(seen.left + x, seen.top + y, seen.right + x, seen.bottom + y)


@pytest.mark.parametrize("flip", ["long-edge", "short-edge"])
@pytest.mark.parametrize("sides", ["duplex", "one-sided"])
@pytest.mark.parametrize("paper", ["A4", "320x450mm"])
def test_every_back_lies_behind_its_front(paper: str, sides: Sides, flip: Flip, tmp_path: Path) -> None:
    out = tmp_path / "kartu.pdf"
    options = ["--sheet", paper, "--sides", sides, "--flip", flip, "--shift", "1.5,-0.5"]
    outcome = make_cards(EXAMPLE / "pegawai.csv", out, *options)
    assert outcome.code == 0, outcome.err
    plan = scheme({"A4": (210, 297)}.get(paper, (320, 450)), sides, flip, (1.5, -0.5))
    with pikepdf.open(out) as pdf:
        assert pdf.check_pdf_syntax() == []
        pages = list(pdf.pages)
        half = len(pages) // 2
        pairs = (
            zip(pages[::2], pages[1::2], strict=True)
            if sides == "duplex"
            else zip(pages[:half], pages[half:], strict=True)
        )
        counts = []
        for number, (front, back) in enumerate(pairs):
            fronts, backs = _boxes(front, "/P1"), [_from_the_front(box, plan) for box in _boxes(back, "/P2")]
            counts.append(len(fronts))
            assert len(backs) == len(fronts)
            for unit, (one, other) in enumerate(zip(fronts, backs, strict=True)):
                assert other == pytest.approx(one, abs=TOLERANCE), (number, unit)
                assert one == pytest.approx(plan.grid.trim(unit).grown(BLEED), abs=TOLERANCE)
    assert sum(counts) == 20 and set(counts[:-1]) <= {plan.grid.count}


@pytest.mark.parametrize(
    "options", [("--sheet", "A4"), ("--sides", "fold-over", "--sheet", "A3")], ids=["A4", "folded"]
)
def test_sheets_pass_the_preflight(options: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "kartu.pdf"
    assert make_cards(EXAMPLE / "pegawai.csv", out, *options).code == 0
    checked = sosialisasi("check", out)
    assert checked.code == 0, checked.out


def test_a_folded_card_has_its_verso_beside_it_with_no_bleed_over_the_fold(tmp_path: Path) -> None:
    out = tmp_path / "kartu.pdf"
    outcome = make_cards(EXAMPLE / "pegawai.csv", out, "--sides", "fold-over", "--sheet", "A3")
    assert outcome.code == 0, outcome.err
    with pikepdf.open(out) as pdf:
        page = pdf.pages[0]
        for recto, verso in zip(_boxes(page, "/P1"), _boxes(page, "/P2"), strict=True):
            assert verso.left + BLEED == pytest.approx(recto.right - BLEED, abs=TOLERANCE)
        clips = [
            [float(each) for each in step.operands]
            for step in pikepdf.parse_content_stream(page)
            if str(step.operator) == "re" and len(step.operands) == 4
        ]
        assert {round(clip[2] / PT_PER_MM, 2) for clip in clips[:2]} == {88.6}


def test_every_code_on_a_thousand_cards_is_its_own_rows(tmp_path: Path) -> None:
    count = 1000
    rows = [
        f"Contoh {number:04};-;;Bagian {number % 7};{number * 7919 % 100003:05}-{number:04}" for number in range(count)
    ]
    out = tmp_path / "kartu.pdf"
    outcome = make_cards(write_roster(tmp_path, *rows), out, "--sheet", "A3")
    assert outcome.code == 0, outcome.err
    seen = {}
    with pypdfium2.PdfDocument(out) as document:
        for page in list(document)[1::2]:
            text = page.get_textpage()
            picture = page.render(scale=150 / 72).to_pil()
            for code in zxingcpp.read_barcodes(picture):
                x = (code.position.top_left.x + code.position.bottom_right.x) / 2 * 72 / 150
                y = page.get_height() - (code.position.top_left.y + code.position.bottom_right.y) / 2 * 72 / 150
                # Cards stand upright or on their heads; names stand before the code.
                upright = code.position.top_left.y < code.position.bottom_left.y
                reach = 68 * PT_PER_MM
                left, right = (x - reach, x) if upright else (x, x + reach)
                near = text.get_text_bounded(left, y - 25, right, y + 25)
                seen[code.text] = near
    assert len(seen) == count == len(rows)
    for each in rows:
        name, _, _, unit, part = each.split(";")
        assert name in seen[LINK + part] and unit in seen[LINK + part]


def test_a_card_on_a_sheet_takes_half_a_kilobyte_at_most(tmp_path: Path) -> None:
    def size(count: int) -> int:
        rows = [
            f"{_word(n)} {_word(n * 31)} {_word(n * 977)}, S.E., M.Si.;198003122005{n % 12 + 1:02}1{n % 1000:03};PNS;"
            f"Bagian {_word(n % 40)};{n * 7368787 % 99999989:08}"
            for n in range(count)
        ]
        out = tmp_path / f"{count}.pdf"
        outcome = make_cards(write_roster(tmp_path, *rows), out, "--sheet", "A4", "--skip-bad")
        assert outcome.code == 0, outcome.err
        return out.stat().st_size

    assert size(1000) - size(10) < 990 * 500


def _word(number: int) -> str:
    return "".join("bcdghklmnprstw"[number // 14**at % 14] + "aiueo"[number // 5**at % 5] for at in range(4)).title()


@pytest.mark.parametrize(
    "options", [(), ("--sheet", "SRA3"), ("--theme", "kertas")], ids=["single", "sheets", "kertas"]
)
def test_cards_for_the_press_are_in_inks(options: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "kartu.pdf"
    outcome = make_cards(EXAMPLE / "pegawai.csv", out, "--press", *options)
    assert outcome.code == 0, outcome.err
    with pikepdf.open(out) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert scan(pdf) == []
        assert pdf.pdf_version == "1.6"
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-4"
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFX"
        assert b"PDF/X-4" in pdf.Root.Metadata.read_bytes()
        identifier = pdf.Root.Metadata.read_bytes().partition(b"uuid:")[2][:36].decode()
        for page in pdf.pages:
            assert page.obj.Group.CS == "/DeviceCMYK"
    assert len(identifier.replace("-", "")) == 32
    checked = sosialisasi("check", out)
    assert checked.code == 0, checked.out
    assert "Contoh Satu, S.E." in page_texts(out)[1]
    assert f"{LINK}DPC-001" in codes(out, 1, 200)
    if "--sheet" not in options:
        assert all(trim == pytest.approx((85.6, 54), abs=0.01) for trim in trims(out))


def test_two_press_files_have_names_of_their_own(tmp_path: Path) -> None:
    names = set()
    for number in (1, 2):
        out = tmp_path / f"{number}.pdf"
        assert make_cards(write_roster(tmp_path, a_row(number)), out, "--press").code == 0
        with pikepdf.open(out) as pdf:
            names.add(pdf.Root.Metadata.read_bytes().partition(b"uuid:")[2][:36])
    assert len(names) == 2


def test_a_code_for_the_press_is_black_alone(tmp_path: Path) -> None:
    out = tmp_path / "kartu.pdf"
    assert make_cards(write_roster(tmp_path, a_row(1)), out, "--press").code == 0
    verso = plates(out, 300)[1]
    with pikepdf.open(out) as pdf:
        left, _, _, top = (float(edge) for edge in pdf.pages[1].trimbox)
        high = float(pdf.pages[1].mediabox[3])
    x, y = left + 66 * PT_PER_MM, high - top + 36 * PT_PER_MM
    box = (x / 72 * 300, y / 72 * 300, (x + 12 * PT_PER_MM) / 72 * 300, (y + 12 * PT_PER_MM) / 72 * 300)
    assert verso.inks["Black"].crop(box).getextrema() == (0, 255)
    for ink in ("Cyan", "Magenta", "Yellow"):
        assert verso.inks[ink].crop(box).getextrema() == (0, 0)


def test_a_sheet_that_is_too_small_is_refused(tmp_path: Path) -> None:
    outcome = make_cards(EXAMPLE / "pegawai.csv", tmp_path / "kartu.pdf", "--sheet", "60x60mm")
    assert outcome.code == 4
    assert "is too small; one card with its bleed" in outcome.err
