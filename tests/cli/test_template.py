"""sosialisasi template inspect, and commands in projects with a template of their own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pptx import Presentation

from tests.renderers.deck.foreign.conftest import dressed
from tests.renderers.deck.foreign.templates import NAMES, indonesian, pandoc
from tests.support import Desk, snapshot, sosialisasi


def test_inspect_prints_what_takes_which_slides_and_what_is_not_used(tmp_path: Path) -> None:
    outcome = sosialisasi("template", "inspect", indonesian(tmp_path))
    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[0].endswith("kementerian.potx: slides of 254 × 142.9 mm")
    assert "content     “Judul dan Isi”, found by its placeholders" in lines
    assert any(line.startswith("not used    Judul Saja, Kosong") for line in lines)
    assert lines[-1] == "font        Plus Jakarta Sans: at hand"


def test_inspect_tells_machines_the_same(tmp_path: Path) -> None:
    told = json.loads(sosialisasi("template", "inspect", pandoc(tmp_path), "--json").out)
    kinds = {kind["kind"]: kind for kind in told["kinds"]}
    assert (kinds["section"]["layout"], kinds["section"]["how"]) == ("Section Header", "type")
    assert kinds["comparison"]["placeholders"][1]["slot"] == "left-heading"
    assert told["fonts"] == {"Calibri": False} and told["faults"] == {}


def test_inspect_lists_the_layouts_where_needed_ones_lack(tmp_path: Path) -> None:
    presentation = Presentation()
    layouts = presentation.slide_layouts
    for layout in list(layouts)[1:]:
        layouts.remove(layout)
    presentation.save(str(tmp_path / "satu.pptx"))
    outcome = sosialisasi("template", "inspect", tmp_path / "satu.pptx")
    assert outcome.code == 3
    assert "no layout is one for “content” slides" in outcome.err
    assert "“Title Slide” (title: ctrTitle, subTitle)" in outcome.err


def test_inspect_refuses_what_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "x.pptx").write_text("bukan")
    outcome = sosialisasi("template", "inspect", tmp_path / "x.pptx")
    assert outcome.code == 3 and "it is neither a PDF nor a PPTX" in outcome.err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (", layouts: {content: Isi Saja}", "defaults.sosialisasi.deck.layouts.content: there is no layout “Isi Saja”"),
        (", layouts: {isi: Judul}", "deck.layouts.isi"),
        (", layouts: {two: Judul Saja}", "lacks placeholders that “two” slides need"),
    ],
)
def test_layouts_that_do_not_do_are_told_by_line_and_nothing_is_published(
    desk: Desk, tmp_path: Path, more: str, said: str
) -> None:
    dressed(desk.project, indonesian(tmp_path), more)
    before = snapshot(desk.out)
    line = (desk.project / "_brand.yml").read_text(encoding="utf-8").count("\n")
    outcome = desk.build("-p", "deck", "-p", "pocket-card", "--force")
    assert outcome.code == 3
    assert f"_brand.yml:{line}" in outcome.err and said in outcome.err
    assert snapshot(desk.out) == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("assets/tiada.pptx", "assets/tiada.pptx does not exist"),
        ("../luar.pptx", "../luar.pptx is outside the project folder"),
        ("https://contoh.go.id/a.pptx", "nothing is fetched from the web"),
        ("assets/logo.svg", "assets/logo.svg is no .pptx or .potx"),
        ("assets/makro.pptm", "assets/makro.pptm is no .pptx or .potx"),
    ],
)
def test_names_of_templates_that_do_not_do_are_told_with_all_else(desk: Desk, name: str, said: str) -> None:
    desk.append("_brand.yml", f'    deck: {{template: "{name}"}}\n')
    desk.edit("event.yaml", r"^place: .*$", "")
    outcome = desk.build("-p", "deck")
    assert outcome.code == 3
    assert said in outcome.err and "place" in outcome.err


def test_a_damaged_template_leaves_what_was_built_before(desk: Desk, tmp_path: Path) -> None:
    template = indonesian(tmp_path)
    template.write_bytes(template.read_bytes()[:9000])
    dressed(desk.project, template)
    before = snapshot(desk.out)
    outcome = desk.build("-p", "deck")
    assert outcome.code == 3 and "kementerian.potx: it is damaged and cannot be read" in outcome.err
    assert snapshot(desk.out) == before
    assert desk.build("-p", "pocket-card", "--force").code == 0  # which needs no template


def test_named_layouts_are_used(desk: Desk, tmp_path: Path) -> None:
    dressed(desk.project, indonesian(tmp_path), ", layouts: {comparison: Dua Isi, section: Judul dan Isi}")
    named = desk.build("-p", "deck", "-l", "id")
    assert named.code == 3 and "“Dua Isi” lacks placeholders" in named.err
    dressed(desk.project, indonesian(tmp_path), ", layouts: {section: Judul dan Isi}")
    assert desk.build("-p", "deck", "-l", "id").code == 0
    used = [slide.slide_layout.name for slide in Presentation(str(desk.out / "deck.pptx")).slides]
    assert used[3] == NAMES[1] and NAMES[2] not in used


def test_without_libreoffice_the_pdf_is_left_out_and_the_build_is_kept(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    dressed(desk.project, indonesian(tmp_path))
    outcome = desk.build("-p", "deck", "-l", "id")
    assert outcome.code == 0
    assert "deck.pdf is left out: LibreOffice is not installed [deck-template]" in outcome.err
    assert (desk.out / "deck.pptx").is_file() and not (desk.out / "deck.pdf").exists()
    assert "unchanged, not built again" in desk.build("-p", "deck", "-l", "id").err


def test_text_that_no_placeholder_holds_is_told_with_its_line(desk: Desk, tmp_path: Path) -> None:
    dressed(desk.project, indonesian(tmp_path))
    campaign = "content/campaigns/berorientasi-pelayanan/id.yaml"
    line = desk.edit(campaign, r'title: "Tiga kriteria, satu jalan"', f'title: "{" ".join(["Satu jalan"] * 30)}"')
    outcome = desk.build("-p", "deck", "-l", "id")
    assert outcome.code == 4
    assert f"{line} deck (id), slide 6: campaign.criteria.title" in outcome.err
    assert "does not fit its placeholder of" in outcome.err


def test_units_have_decks_in_the_template(desk: Desk, tmp_path: Path) -> None:
    dressed(desk.project, indonesian(tmp_path))
    roster, out = tmp_path / "unit.csv", tmp_path / "unit"
    roster.write_text("nama unit,instansi\nBagian Satu,Dinas Satu\nBagian Dua,Dinas Dua\n", encoding="utf-8")
    outcome = sosialisasi("units", desk.project, roster, "-o", out, "-p", "deck", "-l", "id", "--workers", "1")
    assert outcome.code == 0, outcome.err
    for folder, name in (("bagian-satu", "Dinas Satu"), ("bagian-dua", "Dinas Dua")):
        slides = list(Presentation(str(out / folder / "deck.pptx")).slides)
        assert slides[0].slide_layout.name == NAMES[0]
        assert f"{name}, Kabupaten Contoh" in [line.text for line in slides[0].placeholders[1].text_frame.paragraphs]
    assert sosialisasi("check", out).code == 0


def test_a_bad_template_ends_a_run_of_units_at_once(desk: Desk, tmp_path: Path) -> None:
    template = tmp_path / "rusak.pptx"
    template.write_bytes(b"PK\x03\x04 rusak")
    dressed(desk.project, template)
    roster = tmp_path / "unit.csv"
    roster.write_text("nama unit\nBagian Satu\n", encoding="utf-8")
    outcome = sosialisasi("units", desk.project, roster, "-o", tmp_path / "unit", "-p", "deck", "--workers", "1")
    assert outcome.code == 3 and "rusak.pptx: it is damaged and cannot be read" in outcome.err
