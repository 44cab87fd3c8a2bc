"""What we read in a `_brand.yml` is what the standard's own package, brand-yml, reads in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import brand_yml
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.schema.base import validate
from generator.schema.brand import ROLES, Brand, agency_name, colours, font_family, logo_files, palette
from generator.schema.brand_checks import check_brand
from generator.schema.brand_colours import solid_colour
from generator.schema.yaml import scan_text
from tests.brands import BRANDS
from tests.schema.builders import as_yaml
from tests.support import ROOT

SHIPPED = Path(brand_yml.__file__).parent / "examples"
# Ours alone: a colour for light and one for dark pages is Quarto's, which the package does not read yet.
FILES = [*sorted(SHIPPED.glob("*.yml")), *sorted(BRANDS.glob("*/_brand.yml"))]
READ_BY_BOTH = [path for path in FILES if "{light: krem" not in path.read_text(encoding="utf-8")]


def _ours(text: str) -> Brand:
    document, problems = scan_text(text, Path("_brand.yml"))
    assert document is not None
    assert problems == []
    brand, problems = validate(document, Brand)
    assert [str(problem) for problem in [*problems, *check_brand(document, [])]] == []
    assert brand is not None
    return brand


def _solid(given: dict[str, str]) -> dict[str, str | None]:
    return {name: solid_colour(colour) for name, colour in given.items()}


@pytest.mark.parametrize("path", READ_BY_BOTH, ids=lambda path: path.stem.strip("_") + path.parent.name[:14])
def test_both_read_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    ours = _ours(text)
    theirs = brand_yml.Brand.from_yaml_str(_in_one_language(text))
    color = theirs.color.to_dict(include="theme") if theirs.color else {}
    assert colours(ours) == _solid(color)
    assert palette(ours) == _solid(theirs.color.palette or {} if theirs.color else {})
    name = theirs.meta.name if theirs.meta else None
    assert agency_name(ours) == (name and (name.full or name.short))
    for role in ("base", "headings"):
        style = getattr(theirs.typography, role) if theirs.typography else None
        assert font_family(ours, role) == (style and style.family), role
    own = [logo for logo in logo_files(ours) if logo.file.field[0] == "logo"]
    assert [(logo.file.path, logo.dark and logo.dark.path) for logo in own] == _their_logo(theirs)


def _in_one_language(text: str) -> str:
    """Return a brand with texts in several languages, which the package does not know, replaced by one."""
    document, _ = scan_text(text, Path("_brand.yml"))
    assert document is not None
    data = document.data

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return value["id"] if set(value) == {"id", "en"} else {key: plain(each) for key, each in value.items()}
        return [plain(each) for each in value] if isinstance(value, list) else value

    return as_yaml(plain(data))


def _their_logo(theirs: Any) -> list[tuple[str, str | None]]:
    """Return the file of the logo that we show, and its dark one: of the medium size, else large, small, or any."""
    logo = theirs.logo
    if logo is None or getattr(logo, "path", None):
        return [(str(logo.path.root), None)] if logo else []
    found = next((each for each in (logo.medium, logo.large, logo.small) if each is not None), None)
    found = found or next(iter((logo.images or {}).values()), None)
    if found is None or hasattr(found, "path"):
        return [(str(found.path.root), None)] if found else []
    light, dark = (str(each.path.root) if each else None for each in (found.light, found.dark))
    return [(light, dark)] if light else [(str(dark), None)]


def test_the_readmes_brand_is_one() -> None:
    shown = (ROOT / "README.md").read_text(encoding="utf-8").partition("Rupa sendiri")[2].partition("```yaml\n")[2]
    brand = _ours(shown.partition("```")[0])
    assert colours(brand)["secondary"] == "#7AC143"
    assert [(logo.file.path, logo.dark and logo.dark.path) for logo in logo_files(brand)] == [
        ("assets/logo.svg", "assets/logo-putih.svg"),
        ("assets/berakhlak.png", "assets/berakhlak-putih.png"),
    ]


NAMES = st.sampled_from([*"abcd", *ROLES[:6]])
VALUES = st.one_of(NAMES, st.sampled_from(["#12143D", "#abc", "teal", "rgb(1, 2, 3)"]))


@given(st.dictionaries(st.sampled_from("abcd"), VALUES), st.dictionaries(st.sampled_from(ROLES[:6]), VALUES))
def test_both_follow_and_refuse_the_same_references(named: dict[str, str], roles: dict[str, str]) -> None:
    text = as_yaml({"color": {"palette": named, **roles}})
    try:
        theirs: dict[str, str | None] | None = _solid(brand_yml.Brand.from_yaml_str(text).color.to_dict("theme"))
    except Exception:  # a ring is no error of pydantic's
        theirs = None
    document, _ = scan_text(text, Path("_brand.yml"))
    assert document is not None
    problems = check_brand(document, [])
    if theirs is None or None in theirs.values():
        assert problems
    elif not problems:
        brand, _ = validate(document, Brand)
        assert brand is not None
        assert colours(brand) == theirs
    else:  # a name of nothing in the palette, which the package takes for a colour of CSS
        assert all("palette" in problem.field for problem in problems)
