"""Font families become static faces: named as Office wants them, as wide as the variable font, the same every time."""

from __future__ import annotations

import io
from pathlib import Path

import fontpkg
import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from generator.errors import InputError
from generator.themes import fonts
from generator.themes.fonts import WEIGHT_NAMES, FontBook, FontFace, FontSource, office_name, read_source

FAMILY = "Plus Jakarta Sans"
TEXT = "Utamakan warga: 09.00–11.30, “prima”!"


def _variable(family: str) -> Path:
    return Path(str(fontpkg.path(family)))


def _names(face: FontFace) -> dict[int, str]:
    table = TTFont(io.BytesIO(face.data))["name"]
    return {record.nameID: record.toUnicode() for record in table.names if record.platformID == 3}


@pytest.mark.parametrize("weight", [200, 400, 500, 700, 800])
def test_names_make_office_find_the_face(weight: int) -> None:
    face = FontBook().face(FAMILY, weight)
    names = _names(face)
    family, bold = face.office_name
    assert (names[1], names[2]) == (family, "Bold" if bold else "Regular")
    assert names[4] == f"{FAMILY} {WEIGHT_NAMES[weight]}"
    assert names[6] == f"PlusJakartaSans-{WEIGHT_NAMES[weight]}" == face.file_name.removesuffix(".ttf")
    assert names.get(16, FAMILY) == FAMILY
    assert names.get(17) == (None if weight in (400, 700) else WEIGHT_NAMES[weight])
    assert not {21, 22, 25} & set(names)


@pytest.mark.parametrize(("weight", "bold"), [(400, False), (700, True), (800, False)])
def test_flags_agree_with_the_names(weight: int, bold: bool) -> None:
    font = TTFont(io.BytesIO(FontBook().face(FAMILY, weight).data))
    assert font["OS/2"].usWeightClass == weight
    assert bool(font["OS/2"].fsSelection & 0b100000) == bold
    assert bool(font["OS/2"].fsSelection & 0b1000000) == (not bold)
    assert bool(font["head"].macStyle & 1) == bold
    assert font["OS/2"].fsType == 0
    assert "fvar" not in font
    assert "STAT" not in font


def test_office_names() -> None:
    assert office_name(FAMILY, 400) == (FAMILY, False)
    assert office_name(FAMILY, 700) == (FAMILY, True)
    assert office_name(FAMILY, 800) == ("Plus Jakarta Sans ExtraBold", False)


@pytest.mark.parametrize(
    ("family", "weight"), [(FAMILY, 200), (FAMILY, 400), (FAMILY, 800), ("Lora", 500), ("Lora", 700)]
)
def test_widths_are_those_of_the_variable_font(family: str, weight: int) -> None:
    face = hb.Face(hb.Blob.from_file_path(str(_variable(family))))
    font = hb.Font(face)
    font.set_variations({"wght": weight})
    buffer = hb.Buffer()
    buffer.add_str(TEXT)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    width = sum(position.x_advance for position in buffer.glyph_positions) / face.upem
    assert FontBook().face(family, weight).ruler.width(TEXT) == pytest.approx(width, abs=0.02)


def test_metrics_are_in_em() -> None:
    face = FontBook().face(FAMILY, 400)
    assert 0.9 < face.ascent < 1.2
    assert 0.15 < face.descent < 0.4
    assert 0.6 < face.cap_height < 0.8
    assert face.rise(12, 10) == pytest.approx((12 - (face.ascent + face.descent) * 10) / 2 + face.ascent * 10)


def test_the_same_face_has_the_same_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = []
    for _ in range(2):  # made anew, then read from the cache
        for cache in ("one", "two"):
            monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / cache))
            fonts._instance.cache_clear()
            made.append(FontBook().face(FAMILY, 800))
    assert all(face == made[0] for face in made)


def test_the_nearest_weight_stands_in_for_one_that_is_not_there() -> None:
    face = FontBook().face("Lora", 800)
    assert face.weight == 700
    assert face.file_name == "Lora-Bold.ttf"
    assert FontBook().face("Lora", 200).weight == 400


def test_static_files_of_one_family_are_chosen_by_weight(tmp_path: Path) -> None:
    sources = []
    for weight in (400, 700):
        path = tmp_path / f"{weight}.ttf"
        path.write_bytes(FontBook().face(FAMILY, weight).data)
        sources.append(read_source("Milik Kami", path))
    assert [source.weights for source in sources] == [(400, 400), (700, 700)]
    assert not any(source.variable for source in sources)
    book = FontBook(sources)
    assert [book.face("Milik Kami", weight).weight for weight in (200, 500, 700, 800)] == [400, 400, 700, 700]
    assert _names(book.face("Milik Kami", 700))[1] == "Milik Kami"


def test_an_installed_family_has_its_licence_beside_it() -> None:
    (source,) = FontBook().sources(FAMILY)
    assert source.variable
    assert source.weights == (200, 800)
    assert source.licence is not None
    assert "SIL OPEN FONT LICENSE" in source.licence.read_text(encoding="utf-8").upper()


def test_a_family_that_is_nowhere_is_told_with_what_to_do() -> None:
    with pytest.raises(InputError, match=r"“Bukan Huruf” is not on this machine.*fontpkg-bukan-huruf"):
        FontBook().face("Bukan Huruf", 400)


def test_what_is_no_font_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huruf.ttf"
    path.write_bytes(b"no font at all")
    with pytest.raises(ValueError, match=r"huruf\.ttf is not a usable font file"):
        read_source("Huruf", path)


def test_a_books_own_files_come_before_installed_ones(tmp_path: Path) -> None:
    path = tmp_path / "own.ttf"
    path.write_bytes(FontBook().face("Lora", 400).data)
    own = FontSource(FAMILY, path, (400, 400))
    assert FontBook([own]).sources(FAMILY) == [own]
