"""A project's own `templates/` and `content/`: each of their files wins over ours of the same relative path."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pptx import Presentation

from generator import drawing, overlay
from generator.limited.parent import LimitedChild
from generator.manifest import read_manifest
from generator.office import office
from generator.overlay import overlay_problems
from generator.products import discover
from generator.renderers.pages import merged_layout
from generator.resources import Resources
from generator.themes.theme import load_theme
from tests.personalise.runs import units
from tests.renderers.deck.foreign.conftest import dressed
from tests.renderers.deck.foreign.templates import python_pptx
from tests.support import EXAMPLE, ROOT, Desk, hashes, sosialisasi
from tests.text import page_texts


def _overlaid(desk: Desk, place: str, old: str, new: str) -> None:
    """Give the project our file of that place with something replaced in it."""
    text = (ROOT / place).read_text(encoding="utf-8")
    assert old in text
    desk.write(place, text.replace(old, new))


def _card(desk: Desk, *options: str) -> str:
    outcome = desk.build("-l", "id", *options)
    assert outcome.code == 0, outcome.err
    return " ".join(page_texts(desk.out / "pocket-card.pdf"))


# Place, what is replaced in it, and by what; then what the pocket card says, or does not.
TEXTS = [
    ("templates/_themes/kawung/pocket-card/page.html.j2", "fit(c.promise.headline,", 'fit("Milik kami",', "Milik kami"),
    ("templates/_shared/macros.html.j2", "{% macro put(", "{# ours #}{% macro put(", "Utamakan warga."),
    ("content/campaigns/berorientasi-pelayanan/id.yaml", "Utamakan warga.", "Dahulukan warga.", "Dahulukan"),
]


@pytest.mark.parametrize(("place", "old", "new", "said"), TEXTS, ids=[case[0] for case in TEXTS])
def test_a_text_of_the_projects_own_wins(desk: Desk, place: str, old: str, new: str, said: str) -> None:
    _overlaid(desk, place, old, new)
    assert said in _card(desk)


def test_the_words_around_the_content_are_the_projects_own(desk: Desk) -> None:
    _overlaid(desk, "templates/_shared/strings/id.yaml", "Pindai untuk mendaftar", "Pindai lalu daftar")
    assert desk.build("-l", "id", "-p", "poster", "--design", "event").code == 0
    assert "Pindai lalu daftar" in page_texts(desk.out / "poster-event.pdf")[0]


def test_a_declaration_of_the_projects_own_wins(desk: Desk) -> None:
    _overlaid(desk, "templates/pocket-card/product.yaml", "[85.6, 54]", "[90, 54]")
    assert discover(Resources(desk.project))["pocket-card"].file.trim_mm == (90, 54)


def test_a_themes_colours_layout_and_art_of_the_projects_own_win(desk: Desk) -> None:
    _overlaid(desk, "templates/_themes/kawung/theme.yaml", "#12143D", "#0B5D1E")
    _overlaid(desk, "templates/_themes/kawung/pocket-card/layout.yaml", "motif: 39.5", "motif: 20")
    art = desk.write(
        "templates/_themes/kawung/art/petal.svg", (ROOT / "templates/_themes/kawung/art/jewel.svg").read_bytes()
    )
    theme = load_theme("kawung", Resources(desk.project), {})
    assert theme.colours["ground"] == "#0B5D1E"
    assert theme.find("art/petal.svg") == art
    product = discover(Resources(desk.project))["pocket-card"]
    assert merged_layout(product, theme).vars["motif"] == 20


def test_a_deck_takes_any_of_its_files_from_the_project(desk: Desk) -> None:
    name = "{{id: {}}}\n    type"
    _overlaid(desk, "templates/deck/layouts.yaml", name.format("Judul, en: Title"), name.format("Pembuka, en: Opening"))
    assert desk.build("-p", "deck", "-l", "id").code == 0
    assert "Pembuka" in [layout.name for layout in Presentation(str(desk.out / "deck.pptx")).slide_layouts]
    (desk.project / "templates/deck/layouts.yaml").unlink()
    _overlaid(desk, "templates/deck/product.yaml", "renderer: deck", "renderer: deck  # ours")
    assert desk.build("-p", "deck", "-l", "id").code == 0
    assert "Judul" in [layout.name for layout in Presentation(str(desk.out / "deck.pptx")).slide_layouts]


def test_a_roster_of_the_projects_own_wins(desk: Desk, tmp_path: Path) -> None:
    _overlaid(desk, "content/rosters/people.yaml", "headings: [nama,", "headings: [pegawai,")
    roster = tmp_path / "daftar.csv"
    roster.write_text("pegawai;kode\nContoh Satu;DPC-001\n")
    outcome = sosialisasi("cards", desk.project, roster, "-o", tmp_path / "kartu.pdf")
    assert outcome.code == 0, outcome.err
    assert "Contoh Satu" in " ".join(page_texts(tmp_path / "kartu.pdf"))


def test_cards_and_units_of_own_templates_are_what_ours_are(desk: Desk, tmp_path: Path) -> None:
    """They come out of a limited child: nothing is lost on the way."""
    made = {}
    for name in ("ours", "own"):
        if name == "own":
            shutil.copytree(ROOT / "templates/_themes/kawung", desk.project / "templates/_themes/kawung")
        cards = sosialisasi("cards", desk.project, EXAMPLE / "pegawai.csv", "-o", tmp_path / name / "kartu.pdf")
        assert cards.code == 0, cards.err
        kits = units(tmp_path / name / "kit", "--workers", "1", project=desk.project)
        assert kits.code == 0, kits.err
        card = (tmp_path / name / "kartu.pdf").read_bytes().partition(b"/ID[")[0]
        kit = hashes(tmp_path / name / "kit")
        made[name] = (card, {path: digest for path, digest in kit.items() if not path.endswith("manifest.json")})
    assert made["own"] == made["ours"]
    assert len(made["own"][1]) == 6


def test_a_project_without_templates_has_no_child(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def start(_: LimitedChild) -> None:
        raise AssertionError("a child was started")

    monkeypatch.setattr(LimitedChild, "_start", start)
    (desk.project / "templates" / "empty").mkdir(parents=True)
    assert desk.build("--force", "-l", "id").code == 0


OFFICE = pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")


def _in_template(desk: Desk) -> None:
    """Let a project have templates of its own and an agency's for its slides."""
    dressed(desk.project, python_pptx(desk.project / "assets"))
    _overlaid(desk, "templates/deck/template.yaml", "least: {title: 20", "least: {title: 22")


@OFFICE
def test_slides_of_own_templates_in_an_agencys_template_are_drawn_once_the_child_is_done(desk: Desk) -> None:
    _in_template(desk)
    outcome = desk.build("-p", "deck", "-l", "id")
    assert outcome.code == 0 and "left out" not in outcome.err, outcome.err
    assert "Utamakan" in page_texts(desk.out / "deck.pdf")[0]
    manifest = read_manifest(desk.out)
    assert manifest
    entries = {entry.path: entry for entry in manifest.files}
    assert entries["deck.pdf"].pages == entries["deck.pptx"].pages and entries["deck.pdf"].template == "default.pptx"
    again = desk.build("-p", "deck", "-l", "id")
    assert "unchanged" in again.err, again.err


@OFFICE
def test_slides_that_are_not_drawn_are_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _in_template(desk)
    monkeypatch.setattr(drawing, "office_pdf", lambda *_: None)
    outcome = desk.build("-p", "deck", "-l", "id")
    assert outcome.code == 0 and "deck.pdf is left out" in outcome.err
    assert not (desk.out / "deck.pdf").exists()


def test_very_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlay, "MOST_FILES", 3)
    (tmp_path / "content").mkdir()
    for number in range(4):
        (tmp_path / "content" / str(number)).touch()
    (problem,) = overlay_problems(tmp_path)
    assert str(problem) == f"{tmp_path / 'content'}: holds more than 3 files; remove what is not used"
