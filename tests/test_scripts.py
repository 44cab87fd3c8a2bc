"""Names in Javanese, Balinese and Arabic script: set in a font that has them, as wide as measured, and read again."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pptx import Presentation

from generator.fitting.scripts import is_foreign
from generator.schema.yaml import read_yaml
from generator.themes.fonts import FontBook, FontFace, read_source
from tests import pdfs
from tests.proof.office import page_words, to_pdf
from tests.proof.projects import SCRIPTS, add_font, covering_fonts
from tests.proof.texts import NAMES, name_in_script
from tests.renderers.deck.office import Word
from tests.support import EXAMPLE, Outcome, sosialisasi

WITHIN = 0.004  # of a width: lines are broken so that programs may differ by as much
PRINTED = {"poster-event": (0, 1, 3), "pocket-card": (1, 2), "deck": (1,)}  # speaker, agency, unit, place
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class Kit:
    """The example's kit with names in one script."""

    script: str
    out: Path

    @property
    def names(self) -> tuple[str, ...]:
        """Speaker, agency, unit, place."""
        return NAMES[self.script]

    def face(self, bold: bool) -> FontFace:
        """The script's font as it was given."""
        regular = covering_fonts()[self.script]
        file = regular.with_name(regular.name.replace("Regular", "Bold")) if bold else regular
        return FontBook([read_source(self.script, file)]).face(self.script, 700 if bold else 400)


@pytest.fixture(scope="session", params=SCRIPTS)
def kit(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Kit:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param not in covering_fonts():
        pytest.skip(f"{SCRIPTS[request.param]} is not installed")
    outcome = build(request.param, folder, with_font=True)
    assert outcome.code == 0, outcome.err
    return Kit(request.param, folder / "out")


def build(script: str, folder: Path, with_font: bool) -> Outcome:
    """Build the example with names in a script, with or without a font that has it."""
    project = folder / "project"
    shutil.copytree(EXAMPLE, project)
    event = read_yaml(EXAMPLE / "event.yaml").data
    name_in_script(event, script)
    (project / "event.yaml").write_text(json.dumps(event, default=str), encoding="utf-8")
    if with_font:
        brand = read_yaml(EXAMPLE / "_brand.yml").data
        add_font(brand, script, covering_fonts()[script], project)
        (project / "_brand.yml").write_text(json.dumps(brand), encoding="utf-8")
    return sosialisasi("build", project, "-o", folder / "out", "-l", "id")


@pytest.mark.parametrize("script", SCRIPTS)
def test_without_a_font_that_has_the_script_nothing_is_built(script: str, tmp_path: Path) -> None:
    outcome = build(script, tmp_path, with_font=False)
    assert outcome.code == 3
    for field in ("speakers.0.name", "agency", "unit", "place"):
        assert re.search(rf"event\.yaml:\d+:\d+ {field}\S*: the font Plus Jakarta Sans has no “", outcome.err), (
            outcome.err
        )
    assert "defaults.sosialisasi.fallback_fonts" in outcome.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("product", PRINTED)
def test_a_pdf_says_the_names(kit: Kit, product: str) -> None:
    with pypdfium2.PdfDocument(kit.out / f"{product}.pdf") as document:
        said = "\n".join(page.get_textpage().get_text_range() for page in document)
    for place in PRINTED[product]:
        assert kit.names[place] in said


def test_every_letter_has_a_glyph_of_a_declared_font(kit: Kit) -> None:
    families = (SCRIPTS[kit.script].replace(" ", "-"), "Plus-Jakarta-Sans")
    for path in kit.out.glob("*.pdf"):
        for font, glyphs in _glyphs(path):
            assert font.startswith(families)
            assert glyphs
            assert 0 not in glyphs


@pytest.mark.parametrize(("page", "place", "bold"), [(("pocket-card", 1), 1, True), (("pocket-card", 1), 2, False)])
def test_names_in_a_pdf_are_as_wide_as_measured(kit: Kit, page: tuple[str, int], place: int, bold: bool) -> None:
    path = kit.out / f"{page[0]}.pdf"
    name = kit.names[place]
    size = next(line.size for line in pdfs.lines(path) if line.text == name)
    left, right = _extent(page_words(path)[page[1]], name)
    assert (right - left) / size == pytest.approx(kit.face(bold).ruler.width(name), rel=WITHIN)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_sets_the_name_where_the_pdf_has_it(kit: Kit, tmp_path: Path) -> None:
    (drawn,) = to_pdf([kit.out / "deck.pptx"], (kit.out / "fonts").glob("*.ttf"), tmp_path)
    left, right = _extent(page_words(kit.out / "deck.pdf")[1], kit.names[1])
    found = _extent(page_words(drawn)[1], kit.names[1])
    assert found[0] == pytest.approx(left, abs=0.05)
    assert found[1] == pytest.approx(right, abs=WITHIN * (right - left))
    family = SCRIPTS[kit.script].replace(" ", "")
    assert all(name.startswith((family, "PlusJakartaSans")) for name in _fonts(drawn))


def test_a_slide_names_the_typeface_the_language_and_the_direction(kit: Kit) -> None:
    name = kit.names[1]
    texts = [text for slide in Presentation(str(kit.out / "deck.pptx")).slides for text in slide._element.iter(f"{A}t")]
    runs = [text.getparent() for text in texts if text.text == name]
    tags = {"Javanese": "jv-Java", "Balinese": "ban-Bali", "Arabic": "ar-SA"}
    assert len(runs) == 4
    for run in runs:
        properties, paragraph = run.find(f"{A}rPr"), run.getparent()
        assert {properties.find(f"{A}{slot}").get("typeface") for slot in ("latin", "ea", "cs")} == {
            SCRIPTS[kit.script]
        }
        assert (properties.get("lang"), properties.get("spc")) == (tags[kit.script], "0")
        alone = "".join(text.text for text in paragraph.iter(f"{A}t")) == name
        style = paragraph.find(f"{A}pPr")
        turned = style is not None and style.get("rtl") == "1"
        assert turned == (alone and kit.script == "Arabic")


def test_finished_files_have_no_error(kit: Kit) -> None:
    outcome = sosialisasi("check", kit.out)
    assert outcome.code == 0, outcome.out


def _extent(page: list[Word], name: str) -> tuple[float, float]:
    """Return the left and the right edge, in pt, of a name that stands by itself on a line of a page."""
    rows: dict[int, list[Word]] = {}
    for word in page:
        if is_foreign(word.text):
            rows.setdefault(round(word.bottom / 3), []).append(word)
    (row,) = [row for row in rows.values() if _letters("".join(word.text for word in row)) == _letters(name)]
    return min(word.left for word in row), max(word.right for word in row)


def _letters(text: str) -> list[str]:
    return sorted(text.replace(" ", ""))


def _fonts(path: Path) -> Iterator[str]:
    """Yield the names of a PDF's fonts without the tag of their subset."""
    with pikepdf.open(path) as document:
        for page in document.pages:
            for font in page.resources.get("/Font", {}).values():
                yield str(font.BaseFont).partition("+")[2]


def _glyphs(path: Path) -> Iterator[tuple[str, set[int]]]:
    """Yield the name of each font of each page of a PDF by WeasyPrint with the glyphs shown in it."""
    with pikepdf.open(path) as document:
        for page in document.pages:
            shown: dict[str, set[int]] = {}
            font = ""
            for instruction in pikepdf.parse_content_stream(page):
                operands, operator = instruction.operands, instruction.operator
                if str(operator) == "Tf":
                    font = str(page.resources.Font[str(operands[0])].BaseFont).partition("+")[2]
                elif str(operator) in ("Tj", "TJ"):
                    items = operands[0] if str(operator) == "TJ" else operands
                    code = b"".join(bytes(item) for item in items if isinstance(item, pikepdf.String))
                    codes = {int.from_bytes(code[n : n + 2], "big") for n in range(0, len(code), 2)}
                    shown.setdefault(font, set()).update(codes)
            yield from shown.items()
