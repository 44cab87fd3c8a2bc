"""Adding a product is adding a folder: an x-banner in a project's templates, and no Python."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import pdfs
from tests.kits import LANGUAGES
from tests.support import EXAMPLE, Desk, copy_example, sosialisasi

PRODUCT = """\
title: {id: Banner X, en: X-banner}
renderer: pdf
trim_mm: [600, 1600]
bleed_mm: 5
safe_mm: 20
pages: 1
qr_mm: 120
roles:
  headline: {preferred: 400, minimum: 220, weight: 800, leading: 0.95, tracking: -0.03, family: headings, balance: true}
  subtitle: {preferred: 96, minimum: 72, weight: 500, leading: 1.2, balance: true}
  step: {preferred: 120, minimum: 80, weight: 700, leading: 1.1}
  body: {preferred: 60, minimum: 48, leading: 1.3, balance: true}
"""
PAGE = """\
{% extends "_shared/base.html.j2" %}
{% block style %}{% include "x-banner/style.css.j2" %}{% endblock %}
{% block body %}
{% import "_shared/macros.html.j2" as m with context %}
{% import "_themes/kawung/parts.html.j2" as p with context %}
{% set c = kit.campaign %}
{% set items = c.criteria.items %}
{% set headline = fit(c.promise.headline, "headline", page.w - 80, lines=3) %}
{% set subtitle = fit(c.promise.subtitle, "subtitle", page.w - 80, lines=2) %}
{% set names = fit_all(items|map(attribute="name")|list, "step", page.w - 200, lines=1) %}
{% set shorts = fit_all(items|map(attribute="short.text")|list, "body", page.w - 200, lines=2) %}
{% call m.sheet("ground") %}
{% call m.drawing() %}{{ p.kawung(page.w, 1480, 250) }}{% endcall %}
{{ m.put(headline, 40, 80 + headline.cap, "on-ground", tag="h1") }}
{{ m.put(subtitle, 40, 560, "accent") }}
{% for item in items %}
{% set y = 720 + 150 * loop.index0 %}
<div class="mark" style="top:{{ (y - 30)|mm }}"></div>
{{ m.put(names[loop.index0], 100, y, "on-ground", tag="h2") }}
{{ m.put(shorts[loop.index0], 100, y + 36, "body-ground") }}
{{ keep(names[loop.index0], y + 100, 1380) }}
{% endfor %}
{{ m.qr(kit.event.link, 40, 1420, 120) }}
{{ m.put(fit(kit.event.agency_line, "body", 190, lines=4), 190, 1440, "muted-ground") }}
{% endcall %}
{% endblock %}
"""
STYLE = ".mark { position: absolute; left: 40mm; width: 30mm; height: 30mm; background: {{ colour.form }} }\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with an x-banner of its own."""
    folder = copy_example(tmp_path_factory.mktemp("banner") / "proyek")
    templates = folder / "templates" / "x-banner"
    templates.mkdir(parents=True)
    (templates / "product.yaml").write_text(PRODUCT, encoding="utf-8")
    (templates / "page.html.j2").write_text(PAGE, encoding="utf-8")
    (templates / "style.css.j2").write_text(STYLE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    """That banner, in both languages."""
    outcome = sosialisasi("build", project, "-p", "x-banner", "-o", project / "keluar")
    assert outcome.code == 0, outcome.err
    return project / "keluar"


def test_it_is_listed(project: Path) -> None:
    rows = [line.split() for line in sosialisasi("products", project).out.splitlines()]
    assert ["x-banner", "Banner", "X", "600", "×", "1600", "mm"] in rows
    assert "x-banner" not in sosialisasi("products", EXAMPLE).out


def test_nothing_else_is_built(built: Path) -> None:
    names = {path.relative_to(built).as_posix() for path in built.rglob("*") if not path.name.startswith(".")}
    assert names == {"en", "en/x-banner.pdf", "x-banner.pdf", "manifest.json"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", ["Utamakan warga.", "Tiga kriteria berorientasi pelayanan", "Kode etik", "Dinas Pelayanan Contoh"]),
        ("en", ["Three criteria of service orientation", "Code of ethics", "Example Service Agency"]),
    ],
)
def test_it_is_a_whole_product_in_each_language(built: Path, language: str, said: list[str]) -> None:
    path = built / f"{LANGUAGES[language]}x-banner.pdf"
    assert pdfs.trims(path) == [pytest.approx((600, 1600), abs=0.1)]
    assert pdfs.language_and_title(path)[0] == language
    assert all(pdfs.fonts(path).values())
    text = pdfs.text(path)
    positions = [text.find(each) for each in said]
    assert -1 not in positions
    assert positions == sorted(positions)
    assert pdfs.codes(path, 0, 60) == ["https://contoh.go.id/layani"]
    lines = pdfs.lines(path)
    assert all(line.box.left >= 20 and line.box.right <= 580 for line in lines)
    assert max(line.size for line in lines) <= 400.01
    assert min(line.size for line in lines) >= 47.99


def test_its_style_is_rendered_with_the_brands_colours(built: Path) -> None:
    picture = pdfs.picture(built / "x-banner.pdf", 0, 25.4)
    assert picture.getpixel((55, 705)) == (0xF0, 0xA5, 0x1E)


def _with_headline(project: Path, folder: Path, headline: str) -> Desk:
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("keluar"))
    desk = Desk(folder, folder / "keluar")
    desk.edit(
        "content/campaigns/berorientasi-pelayanan/id.yaml", r'headline: "Utamakan warga\."', f'headline: "{headline}"'
    )
    return desk


def test_longer_text_is_set_smaller(project: Path, built: Path, tmp_path: Path) -> None:
    desk = _with_headline(project, tmp_path / "lama", "Utamakan seluruh masyarakat.")
    assert desk.build("-p", "x-banner", "-l", "id").code == 0
    largest = [max(line.size for line in pdfs.lines(folder / "x-banner.pdf")) for folder in (built, desk.out)]
    assert 220 <= largest[1] < largest[0]


def test_text_that_cannot_fit_stops_the_build_with_its_place(project: Path, tmp_path: Path) -> None:
    desk = _with_headline(project, tmp_path / "lama", "Mempertanggungjawabkan kesejahteraan masyarakat berkelanjutan.")
    outcome = desk.build("-p", "x-banner", "-l", "id")
    assert outcome.code == 4
    assert "x-banner (id): campaign.promise.headline" in outcome.err
    assert "id.yaml:" in outcome.err
    assert not desk.out.exists() or not list(desk.out.glob("*.pdf"))
