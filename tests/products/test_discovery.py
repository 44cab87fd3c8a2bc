"""Products are folders: found by what is in them, the project's before the shipped ones, none listed in Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.products import SHEETS, discover
from generator.products.declaration import ProductFile, Role
from generator.renderers.pages import merged_layout
from generator.resources import Resources, shipped
from generator.themes.theme import load_theme, theme_names
from tests.support import ROOT

SHIPPED = discover(Resources())
BANNER = "title: {id: Banner, en: Banner}\nrenderer: pdf\ntrim_mm: [600, 1600]\n"


def _project(folder: Path, **products: str) -> Resources:
    for name, text in products.items():
        path = folder / "templates" / name.replace("_", "-") / "product.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return Resources(folder)


def test_every_folder_with_a_declaration_is_a_product() -> None:
    folders = {path.parent.name for path in shipped("templates").glob("*/product.yaml")}
    assert set(SHIPPED) == folders
    assert len(folders) >= 4
    assert list(SHIPPED) == sorted(SHIPPED)


def test_no_product_is_listed_in_python() -> None:
    names = "|".join(map(re.escape, SHIPPED))
    quoted = re.compile(rf"""["']({names})["']""")
    sources = [path for path in (ROOT / "generator").rglob("*.py") if "_data" not in path.parts]
    assert len(sources) > 40
    # “deck” is also the name of a renderer.
    found = {
        (path.name, name)
        for path in sources
        for name in quoted.findall(path.read_text(encoding="utf-8"))
        if name != "deck"
    }
    assert found == set()


@pytest.mark.parametrize("theme", theme_names(Resources()))
@pytest.mark.parametrize("name", [name for name, product in SHIPPED.items() if product.file.renderer == "pdf"])
def test_every_theme_has_a_page_for_every_design_and_names_only_known_steps(name: str, theme: str) -> None:
    product = SHIPPED[name]
    look = load_theme(theme, Resources(), {})
    own = Resources().find_template(f"{name}/page.html.j2")
    pages = {
        design: look.find(f"{name}/{design}.html.j2") or look.find(f"{name}/page.html.j2") or own
        for design in product.designs
    }
    assert all(pages.values())
    layout = merged_layout(product, look)
    assert set(layout.give_way) <= set(product.designs)
    assert all(set(step) <= set(layout.vars) for steps in layout.give_way.values() for step in steps)
    assert all(role.preferred and role.minimum for role in layout.roles.values())


@pytest.mark.parametrize("name", [name for name, product in SHIPPED.items() if product.file.renderer == "pdf"])
def test_templates_use_every_role_that_is_declared(name: str) -> None:
    folders = [shipped("templates") / name, *shipped("templates").glob(f"_themes/*/{name}")]
    text = "\n".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.glob("*.j2"))
    used = set(re.findall(r'"([a-z-]+)"', text))
    roles = merged_layout(SHIPPED[name], load_theme("kawung", Resources(), {})).roles
    assert set(roles) <= used


def test_the_projects_products_join_the_shipped_ones(tmp_path: Path) -> None:
    products = discover(_project(tmp_path, x_banner=BANNER))
    assert set(products) == {*SHIPPED, "x-banner"}
    assert products["x-banner"].file.trim_mm == (600, 1600)
    assert products["x-banner"].path.is_relative_to(tmp_path)


def test_the_projects_version_replaces_the_shipped_one(tmp_path: Path) -> None:
    products = discover(_project(tmp_path, poster=BANNER))
    assert set(products) == set(SHIPPED)
    assert products["poster"].file.designs == {}


def test_a_folder_without_a_declaration_is_none(tmp_path: Path) -> None:
    (tmp_path / "templates" / "x-banner").mkdir(parents=True)
    assert set(discover(Resources(tmp_path))) == set(SHIPPED)


def test_problems_of_all_declarations_are_told_at_once(tmp_path: Path) -> None:
    wrong = _project(tmp_path, x_banner=BANNER.replace("pdf", "pfd"), stiker=BANNER + "trim: 3\n", bendera=BANNER)
    with pytest.raises(InputError) as caught:
        discover(wrong)
    assert {Path(problem.path).parent.name for problem in caught.value.problems} == {"x-banner", "stiker"}


def test_a_product_without_designs_has_one_named_after_it() -> None:
    (design,) = SHIPPED["handout"].designs.items()
    assert (design[0], design[1].file) == ("page", "handout")
    assert list(SHIPPED["poster"].designs) == ["criteria", "values", "event"]


def test_output_names_are_all_different() -> None:
    files = [design.file for product in SHIPPED.values() for design in product.designs.values()]
    files += [product.file.imposition.file for product in SHIPPED.values() if product.file.imposition]
    assert len(files) == len(set(files))


def test_sheets_scale_with_their_size() -> None:
    poster = SHIPPED["poster"]
    assert poster.sheet(None).scale == 1
    assert {name: round(poster.sheet(name).scale, 3) for name in poster.file.sheets} == {
        "A4": 0.707,
        "A3": 1.0,
        "A2": 1.414,
        "A1": 2.0,
    }
    for size in ("A5", "700x500mm", "B1"):
        with pytest.raises(ValueError):
            poster.sheet(size)
    custom = poster.sheet("500x700mm")
    assert (custom.width, custom.height, round(custom.scale, 3)) == (500, 700, 1.667)
    assert all(abs(high / wide - 2**0.5) < 0.01 for wide, high in SHEETS.values())


def test_roles_turn_into_styles_for_the_sheet() -> None:
    role = Role(preferred=18, minimum=14, floor=12, weight=700)
    assert (role.style("body", 1, None, None).preferred, role.style("body", 1, None, None).minimum) == (18, 14)
    assert role.style("body", 0.5, None, None).minimum == 24
    assert role.style("body", 0.5, None, None).preferred == 24
    assert (role.style("body", 1, 16, 17).minimum, role.style("body", 1, 16, 17).preferred) == (16, 17)
    with pytest.raises(ValueError, match="minimum size is larger"):
        Role(preferred=10, minimum=12)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("imposition: {kind: cards, file: x}\n", "to be imposed as cards it must have 2 pages"),
        ("imposition: {kind: folded, file: x}\npages: 2\n", "to be imposed as folded it must have 4 pages"),
        ("imposition: {kind: cards, file: x, paper: A9}\npages: 2\n", "“A9” is no sheet; name one of A5, A4"),
        (
            "imposition: {kind: cards, file: x}\npages: 2\ndesigns: {a: {title: A, file: a}}\n",
            "only PDFs of one design are imposed",
        ),
        ("imposition: {kind: stacked, file: x}\npages: 2\n", "'stacked' is not known here"),
    ],
)
def test_an_imposition_that_cannot_be_is_told(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        discover(_project(tmp_path, x_banner=BANNER + line))
    assert said in str(caught.value)


def test_steps_of_giving_way_add_up() -> None:
    file = ProductFile.model_validate(
        {
            "title": "X",
            "renderer": "pdf",
            "trim_mm": [10, 10],
            "vars": {"a": 1.0, "b": 2.0},
            "give_way": {"page": [{"a": 3.0}, {"b": 4.0}]},
        }
    )
    assert file.steps("page") == [{"a": 1, "b": 2}, {"a": 3, "b": 2}, {"a": 3, "b": 4}]
    assert file.steps("other") == [{"a": 1, "b": 2}]
