"""README and CONTRIBUTING say what is there, and their recipes work as they are written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator import errors
from generator.cli import COMMANDS
from generator.cli.build import command as build
from tests import pdfs
from tests.support import CAMPAIGN, ROOT, copy_example, sosialisasi

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_product_table_is_what_is_discovered() -> None:
    table = README.partition("<!-- products -->\n")[2].partition("<!-- /products -->")[0]
    rows = [
        f"| `{row['name']}` | {row['trim_mm'][0]:g} × {row['trim_mm'][1]:g} mm "
        f"| {', '.join(row['designs'])} | {', '.join(row['sheets'])} |".replace("|  |", "| |").replace("|  |", "| |")
        for row in json.loads(sosialisasi("products", "--json").out)
    ]
    assert table.splitlines()[2:] == rows


def test_every_command_and_option_of_build_is_told() -> None:
    table = README.partition("## Commands")[2].partition("## Products")[0]
    assert set(re.findall(r"^\| `sosialisasi (\w+)", table, re.MULTILINE)) == set(COMMANDS)
    options = {max(option.opts, key=len) for option in build.params if option.opts[0].startswith("-")}
    told = {"--product": "-p", "--language": "-l", "--output": "-o"}
    assert [option for option in options if told.get(option, option) not in table] == []


def test_every_exit_code_is_told() -> None:
    table = README.partition("| exit | meaning |")[2].partition("\n\n")[0]
    told = {int(code) for row in re.findall(r"^\| ([\d, ]+) \|", table, re.MULTILINE) for code in row.split(",")}
    family: list[type[errors.KitError]] = errors.KitError.__subclasses__()
    assert len(family) > 5
    assert {error.exit_code for error in family} <= told


def test_the_files_that_documents_point_to_are_there() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README + CONTRIBUTING)
    assert len(links) >= 4
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_recipe_for_a_product_makes_one(tmp_path: Path) -> None:
    project = copy_example(tmp_path / "project")
    folder = project / "templates" / "x-banner"
    folder.mkdir(parents=True)
    for kind, name in (("yaml", "product.yaml"), ("jinja", "page.html.j2")):
        block = re.search(rf"^   ```{kind}\n(.*?)^   ```", CONTRIBUTING, re.DOTALL | re.MULTILINE)
        assert block is not None
        (folder / name).write_text(re.sub(r"^   ", "", block[1], flags=re.MULTILINE), encoding="utf-8")
    outcome = sosialisasi("build", project, "-p", "x-banner", "-o", tmp_path / "out")
    assert outcome.code == 0, outcome.err
    assert pdfs.trims(tmp_path / "out" / "x-banner.pdf") == [pytest.approx((600, 1600), abs=0.1)]
    assert "Utamakan" in pdfs.text(tmp_path / "out" / "x-banner.pdf")
    assert "People" in pdfs.text(tmp_path / "out" / "en" / "x-banner.pdf")


def test_the_recipe_for_a_language_makes_one(tmp_path: Path) -> None:
    project = copy_example(tmp_path / "project")
    for relative in (f"{CAMPAIGN}/en.yaml", "templates/_shared/strings/en.yaml"):
        text = (ROOT / relative).read_text(encoding="utf-8")
        target = project / relative.replace("en.yaml", "ms.yaml")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace("language: en\n", "language: ms\n"), encoding="utf-8")
    event = (project / "event.yaml").read_text(encoding="utf-8")
    event = re.sub(r"en: (\"[^\"]*\")", r"en: \1, ms: \1", event).replace("languages: [id, en]", "languages: [ms]")
    (project / "event.yaml").write_text(event, encoding="utf-8")
    brand = (project / "_brand.yml").read_text(encoding="utf-8")
    (project / "_brand.yml").write_text(re.sub(r"en: (\"[^\"]*\")", r"en: \1, ms: \1", brand), encoding="utf-8")
    outcome = sosialisasi("build", project, "-p", "pocket-card", "-p", "poster", "-o", tmp_path / "out")
    assert outcome.code == 0, outcome.err
    assert "Selasa, 15 Disember 2026" in pdfs.text(tmp_path / "out" / "poster.pdf").replace("\xa0", " ")


def test_the_recipe_for_a_theme_makes_one(tmp_path: Path) -> None:
    project = copy_example(tmp_path / "project")
    (project / "_brand.yml").write_text('meta: {name: "Dinas Contoh"}\n', encoding="utf-8")
    folder = project / "templates" / "_themes" / "garis"
    (folder / "pocket-card").mkdir(parents=True)
    recipe = CONTRIBUTING.partition("## Add a theme")[2].partition("\n## ")[0]
    blocks = re.findall(r"^   ```(?:yaml|jinja)\n(.*?)^   ```", recipe, re.DOTALL | re.MULTILINE)
    names = ("theme.yaml", "pocket-card/page.html.j2", "pocket-card/layout.yaml")
    for name, block in zip(names, blocks, strict=True):
        (folder / name).write_text(re.sub(r"^   ", "", block, flags=re.MULTILINE), encoding="utf-8")
    options = ("--theme", "garis", "-p", "pocket-card", "--press")
    outcome = sosialisasi("build", project, "-o", tmp_path / "out", *options)
    assert outcome.code == 0, outcome.err
    card = tmp_path / "out" / "pocket-card.pdf"
    assert pdfs.picture(card, 0, 72).getpixel((3, 3)) == (0x14, 0x3D, 0x2B)
    assert "Akuntabel" in pdfs.text(card)
    refused = sosialisasi("build", project, "-o", tmp_path / "out", "--theme", "garis", "-p", "handout")
    assert refused.code == 3
    assert "the theme “garis” has no page for handout" in refused.err
