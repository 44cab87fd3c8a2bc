"""The printed products of four kits, in both languages, each theme and on every sheet, held to look and declaration."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from generator.kit import compose
from generator.products import SHEETS, discover
from generator.resources import Resources
from generator.schema.brand import colours
from generator.schema.project import load_project
from generator.schema.yaml import read_yaml
from generator.themes.theme import load_theme
from tests import pdfs
from tests.kits import DRESSED, LANGUAGES, PROJECTS, THEMES, Kits
from tests.products.checks import Sheet, collisions, framed_by, outside, too_small, touching_the_motif

RESOURCES = Resources()
PRODUCTS = discover(RESOURCES)
PAPER = {
    name: product
    for name, product in PRODUCTS.items()
    if product.file.renderer == "pdf" and not product.file.calibrates
}
FILES = {design.file: (name, key) for name, product in PAPER.items() for key, design in product.designs.items()}
POSTERS = [stem for stem, (name, _) in FILES.items() if name == "poster"]
EXAMPLE_IN_EACH = [pytest.param(("example", theme), id=theme) for theme in THEMES]
EVERY_SHEET = [
    pytest.param(
        ("example", theme),
        size,
        id=f"{theme}-{size}",
        marks=[] if theme == THEMES[0] or size == "A4" else pytest.mark.long,
    )
    for theme in THEMES
    for size in PAPER["poster"].file.sheets
    if size != "A3"
]


def _sheet(folder: Path, stem: str, language: str, size: str | None = None) -> Sheet:
    product = PAPER[FILES[stem][0]]
    sheet = product.sheet(size)
    return Sheet(folder / f"{LANGUAGES[language]}{stem}.pdf", product, sheet.width, sheet.height, sheet.scale)


def _kit(name: str, language: str) -> dict[str, Any]:
    project = load_project(PROJECTS[name], Resources(PROJECTS[name]))
    strings = RESOURCES.find_template(f"_shared/strings/{language}.yaml")
    assert strings is not None
    return compose(project, language, read_yaml(strings).data)


def _folded(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split()).casefold()


@pytest.fixture(params=DRESSED)
def dressed(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A project and the theme it is dressed in."""
    name, theme = request.param
    return name, theme


@pytest.fixture
def name(dressed: tuple[str, str]) -> str:
    """The project's name."""
    return dressed[0]


@pytest.fixture
def theme(dressed: tuple[str, str]) -> str:
    """The theme's name."""
    return dressed[1]


@pytest.fixture
def kit(kits: Kits, dressed: tuple[str, str]) -> Path:
    """The project's kit in that theme."""
    return kits.dressed(*dressed)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """One of its languages."""
    return str(request.param)


@pytest.fixture(params=FILES)
def sheet(kit: Path, language: str, request: pytest.FixtureRequest) -> Sheet:
    """One of its printed files."""
    return _sheet(kit, request.param, language)


def test_pages_trim_language_and_title_are_as_declared(sheet: Sheet, language: str) -> None:
    trims = pdfs.trims(sheet.path)
    assert len(trims) == sheet.product.file.pages
    assert trims == [pytest.approx((sheet.width, sheet.height), abs=0.1)] * len(trims)
    lang, title = pdfs.language_and_title(sheet.path)
    assert lang == language
    assert len(title) > 3


def test_fonts_are_embedded_and_the_brands(sheet: Sheet, name: str) -> None:
    families = {"Plus-Jakarta-Sans", "Lora"} if name == "other-brand" else {"Plus-Jakarta-Sans"}
    fonts = pdfs.fonts(sheet.path)
    assert all(fonts.values())
    assert {family for family in families if any(font.startswith(family) for font in fonts)} == families
    assert all(font.startswith(tuple(families)) for font in fonts)


def test_text_stays_in_the_safe_area(sheet: Sheet) -> None:
    assert len(pdfs.lines(sheet.path)) > 8
    assert outside(sheet) == []


def test_no_text_runs_into_another(sheet: Sheet) -> None:
    assert list(collisions(sheet)) == []


@pytest.mark.parametrize("dressed", [(name, "kawung") for name in PROJECTS], ids=list(PROJECTS), indirect=True)
def test_no_text_touches_the_motif(sheet: Sheet, name: str) -> None:
    brand = load_project(PROJECTS[name], Resources(PROJECTS[name])).brand
    assert touching_the_motif(sheet, load_theme("kawung", RESOURCES, colours(brand))) == []


def test_the_motif_would_be_seen(kits: Kits) -> None:
    picture = pdfs.picture(_sheet(kits.of("example"), "poster", "id").path, 0, 150)
    form = load_theme("kawung", RESOURCES, {}).colours["form"]
    assert framed_by(picture, pdfs.Box(150, 180, 250, 200), 150 / 25.4, form)
    assert not framed_by(picture, pdfs.Box(25, 80, 60, 81), 150 / 25.4, form)


def test_no_text_is_smaller_than_the_smallest_declared(sheet: Sheet, theme: str) -> None:
    assert too_small(sheet, load_theme(theme, RESOURCES, {})) == []


@pytest.mark.parametrize("stem", [*POSTERS, "pocket-card"])
def test_the_code_leads_to_the_events_page(kit: Path, name: str, language: str, stem: str) -> None:
    sheet = _sheet(kit, stem, language)
    dpi = 300 if stem == "pocket-card" else 150
    found = [code for page in range(len(pdfs.trims(sheet.path))) for code in pdfs.codes(sheet.path, page, dpi)]
    assert found == [_kit(name, language)["event"]["link"]]


def _expected(stem: str, kit: dict[str, Any], theme: str) -> list[str]:
    """Return what a file says, in the order in which it is read in a theme."""
    campaign, event = kit["campaign"], kit["event"]
    criteria = [item["name"] for item in campaign["criteria"]["items"]]
    values = [text for item in campaign["values"]["items"] for text in (item["name"], item["definition"]["text"])]
    chosen = next(v for v in campaign["values"]["items"] if v["name"] == campaign["definition"]["value"])
    conduct = [each["text"] for each in chosen["conduct"]]
    practice = [text for pair in campaign["practice"]["pairs"] for text in (pair["do"], pair["dont"])]
    occasion = [event["date"]["full"], event["time"], event["place"]]
    agenda = [text for item in event["agenda"] for text in (item["start"], item["title"])]
    handout = [
        campaign["promise"]["headline"],
        campaign["meaning"]["question"],
        campaign["meaning"]["lead"]["text"],
        campaign["meaning"]["body"]["text"],
        *conduct,
        *criteria,
        campaign["practice"]["title"],
        *practice,
        campaign["checklist"]["title"],
        *campaign["checklist"]["items"],
        *(case["title"] for case in campaign["cases"][1:]),
        *(question["question"] for question in campaign["quiz"][2:]),
        campaign["channels"]["title"],
        *dict.fromkeys(channel["name"] for channel in campaign["channels"]["items"]),
    ]
    said = {
        "poster": [
            event["agency"],
            campaign["promise"]["headline"],
            campaign["promise"]["subtitle"],
            *criteria,
            *occasion,
        ],
        "poster-values": [event["agency"], campaign["values"]["title"], *values, *occasion],
        "poster-event": [
            event["agency"],
            campaign["promise"]["slogan_event"],
            event["title"],
            event["date"]["day"],
            event["date"]["month_year"],
            event["place"],
            *agenda,
            *(speaker["name"] for speaker in event["speakers"]),
            event["link_label"],
        ],
        "pocket-card": [
            campaign["promise"]["headline"],
            *conduct,
            *(text for item in campaign["values"]["items"] for text in (item["name"], item["short"])),
            campaign["values"]["shortened"],
            *campaign["channels"]["card"],
            event["agency"],
            event["contact"]["phone"],
        ],
        "handout": handout,
        "leaflet": handout,
    }[stem]
    return said if theme == "kawung" else _in_kertas(stem, said, kit)


def _in_kertas(stem: str, said: list[str], kit: dict[str, Any]) -> list[str]:
    """Return it as kertas has it: seeds stand for the headlines' full stops, and the agency in a poster's foot."""
    agency, subtitle = kit["event"]["agency"], kit["campaign"]["promise"]["subtitle"]
    if stem == "poster":
        said = [subtitle, *(text for text in said if text not in (subtitle, agency)), agency]
    elif stem == "poster-values":
        said = [*said[1:], agency]
    promise = kit["campaign"]["promise"]
    headlines = (promise["headline"], promise["slogan_event"], kit["campaign"]["values"]["title"])
    return [text.removesuffix(".") if text in headlines else text for text in said]


@pytest.mark.parametrize("stem", FILES)
def test_text_can_be_taken_out_in_reading_order(kit: Path, name: str, theme: str, language: str, stem: str) -> None:
    text = _folded(pdfs.text(_sheet(kit, stem, language).path))
    at = 0
    for said in _expected(stem, _kit(name, language), theme):
        # A line broken at its own hyphen comes out as two words.
        found = re.compile(re.escape(_folded(said)).replace(r"\-", r"\-\ ?")).search(text, at)
        assert found, f"“{said}” does not follow “{text[max(at - 60, 0) : at]}”"
        at = found.end()


@pytest.mark.parametrize("stem", POSTERS)
@pytest.mark.parametrize("dressed", EXAMPLE_IN_EACH, indirect=True)
def test_a_poster_has_few_words(kit: Path, language: str, stem: str) -> None:
    assert len(pdfs.text(_sheet(kit, stem, language).path).split()) <= 120


@pytest.mark.parametrize("stem", POSTERS)
def test_a_headline_is_read_from_five_metres(kit: Path, name: str, language: str, stem: str) -> None:
    """Its capitals are a fifteenth of the sheet high; those of the values stand over a table and are smaller."""
    sheet = _sheet(kit, stem, language)
    largest = max(line.size for line in pdfs.lines(sheet.path) if not line.text.isdigit())
    capital = 0.7 if name == "other-brand" else 0.745
    assert largest / pdfs.PT_PER_MM * capital >= sheet.height / (20 if stem == "poster-values" else 15.01)


def _whole_lines(parts: Iterable[pdfs.Line]) -> list[str]:
    """Return the text of lines whose words of another language are runs of their own."""
    whole: list[pdfs.Line] = []
    texts: list[str] = []
    for part in parts:
        before = whole[-1].box if whole else None
        if (
            before
            and part.box.left >= before.right - 0.5
            and before.top < (part.box.top + part.box.bottom) / 2 < before.bottom
        ):
            texts[-1] += ("" if part.text[:1] in ",.;:" else " ") + part.text
            whole[-1] = part
        else:
            texts.append(part.text)
            whole.append(part)
    return texts


@pytest.mark.parametrize(
    "dressed", [*EXAMPLE_IN_EACH, pytest.param(("longest", "kawung"), id="longest")], indirect=True
)
def test_running_text_has_lines_of_a_good_length(kit: Path, name: str, language: str) -> None:
    path = _sheet(kit, "handout", language).path
    body = _folded(_kit(name, language)["campaign"]["meaning"]["body"]["text"])
    lines = _whole_lines(line for line in pdfs.lines(path) if line.page == 0)
    first = next(number for number, line in enumerate(lines) if body.startswith(_folded(line)))
    count = next(n for n in range(1, 8) if _folded(" ".join(lines[first : first + n])) == body)
    assert count >= 3
    assert all(45 <= len(line) <= 75 for line in lines[first : first + count - 1])


@pytest.mark.parametrize(("dressed", "size"), EVERY_SHEET, indirect=["dressed"])
@pytest.mark.parametrize("stem", POSTERS)
class TestEverySheet:
    """The posters of the example on the other sheets that they come in."""

    @pytest.fixture
    def sheet(self, kits: Kits, dressed: tuple[str, str], language: str, stem: str, size: str) -> Sheet:
        """A poster on that sheet."""
        folder = kits.dressed(*dressed, "-p", "poster", "--size", size)
        return _sheet(folder, stem, language, size)

    def test_it_is_the_same_poster(self, kit: Path, sheet: Sheet, language: str, stem: str, size: str) -> None:
        assert pdfs.trims(sheet.path) == [pytest.approx(SHEETS[size], abs=0.1)]
        drawn = pdfs.lines(_sheet(kit, stem, language).path)
        lines = pdfs.lines(sheet.path)
        assert [line.text for line in lines] == [line.text for line in drawn]
        ratios = {round(line.size / other.size / sheet.scale, 2) for line, other in zip(lines, drawn, strict=True)}
        # Sources have a least size of their own on small sheets.
        assert ratios <= ({1.0} if size != "A4" else {1.0, 1.04, 1.1})
        assert all(pdfs.fonts(sheet.path).values())

    def test_nothing_leaves_it_or_collides(self, sheet: Sheet, theme: str) -> None:
        assert outside(sheet) == []
        assert list(collisions(sheet)) == []
        assert too_small(sheet, load_theme(theme, RESOURCES, {})) == []

    def test_the_code_reads(self, sheet: Sheet) -> None:
        assert pdfs.codes(sheet.path, 0, 150) == ["https://contoh.go.id/layani"]
