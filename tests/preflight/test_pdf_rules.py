"""The rules on PDFs: each finds its fault in a good file that was spoilt, and nothing in the good one."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from generator.fitting import PT_PER_MM
from generator.preflight import preflight
from generator.preflight.findings import Finding
from generator.preflight.rule import Raster
from generator.preflight.rules import all_rules
from generator.preflight.runner import examine
from generator.renderers import Artefact
from tests.preflight.small import EXPECTED, LINK, broken, code, small_pdf, text

CARD = Artefact(
    path="card.pdf",
    product="pocket-card",
    language="id",
    pages=2,
    trim_mm=(85.6, 54.0),
    fonts=frozenset({"Plus Jakarta Sans"}),
    safe_mm=3.0,
    least_pt=6.5,
    locale="id-ID",
    link_on=(2,),
)


def _found(folder: Path, artefact: Artefact) -> list[Finding]:
    return list(preflight([artefact], folder, LINK)[artefact.path])


def _dictionaries(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Dictionary]:
    dictionaries = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    return [item for item in dictionaries if item.get("/Type") == kind]


def _rename_fonts(pdf: pikepdf.Pdf) -> None:
    for font in _dictionaries(pdf, "/Font"):
        font.BaseFont = pikepdf.Name("/ABCDEF+DejaVu-Sans")


def _unembed_fonts(pdf: pikepdf.Pdf) -> None:
    for item in _dictionaries(pdf, "/FontDescriptor"):
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if key in item:
                del item[key]


def _remove_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _change_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("fr-FR")


def _remove_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo.Title = "  "


def _remove_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def _add_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


def _trim(pdf: pikepdf.Pdf) -> None:
    left, bottom, right, top = (float(edge) for edge in pdf.pages[1].trimbox)
    pdf.pages[1].TrimBox = pikepdf.Array([left, bottom, right - 0.5, top])


def _bleed(pdf: pikepdf.Pdf) -> None:
    left, bottom, right, top = (float(edge) for edge in pdf.pages[1].trimbox)
    pdf.pages[1].BleedBox = pikepdf.Array([left + 5, bottom, right, top])


def _link(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("javascript:alert(1)"))
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    pdf.pages[1].Annots = pdf.make_indirect(pikepdf.Array([link]))


def _launch(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))


PDF_FAULTS: list[tuple[Callable[[pikepdf.Pdf], None], str, str, int, str]] = [
    (_rename_fonts, "pdf-font-brand", "error", 0, "text is set in DejaVu-Sans, not in a declared font"),
    (_unembed_fonts, "pdf-font-embedded", "error", 0, "the font Plus-Jakarta-Sans is not embedded"),
    (_remove_language, "pdf-language", "error", 0, "it names no language"),
    (_change_language, "pdf-language", "error", 0, "it names the language fr-FR instead of id"),
    (_remove_title, "pdf-title", "error", 0, "it has no title"),
    (_remove_tags, "pdf-tags", "warning", 0, "it is not tagged"),
    (_link, "pdf-link", "error", 2, "it links to javascript:alert(1)"),
    (_launch, "pdf-link", "error", 0, "on being opened it runs a Launch action"),
    (_add_page, "pdf-pages", "error", 0, "it has 3 pages instead of 2"),
    (_trim, "pdf-trim", "error", 2, "its trim size is 85.4 × 54.0 mm instead of 85.6 × 54 mm"),
    (_bleed, "pdf-boxes", "error", 2, "its trim box reaches out of its bleed box"),
]


@pytest.mark.parametrize(("spoil", "rule", "severity", "page", "message"), PDF_FAULTS)
def test_a_fault_of_a_file_is_found(
    example_kit: Path,
    tmp_path: Path,
    spoil: Callable[[pikepdf.Pdf], None],
    rule: str,
    severity: str,
    page: int,
    message: str,
) -> None:
    with pikepdf.open(example_kit / "pocket-card.pdf") as pdf:
        pdf.save(tmp_path / CARD.path)
        assert _found(tmp_path, CARD) == []
        spoil(pdf)
        pdf.save(tmp_path / CARD.path)
    found = _found(tmp_path, CARD)
    assert {(each.rule, each.severity, each.page) for each in found} == {(rule, severity, page)}
    assert any(each.message.startswith(message) for each in found)
    assert all(each.mend for each in found)


def test_a_file_that_need_not_be_tagged_may_lack_tags(example_kit: Path, tmp_path: Path) -> None:
    with pikepdf.open(example_kit / "pocket-card.pdf") as pdf:
        _remove_tags(pdf)
        pdf.save(tmp_path / CARD.path)
    assert [each.rule for each in _found(tmp_path, CARD)] == ["pdf-tags"]
    assert _found(tmp_path, replace(CARD, tagged=False)) == []


DARK = "<div style='left:0;top:0;width:100mm;height:60mm;background:#12143D'></div>"
LIGHT_HALF = "<div style='left:0;top:0;width:22mm;height:60mm;background:#fff'></div>"
BODIES = {
    "plain": (text(), None),
    "over the edge": (text(left=-5), "pdf-text-trim"),
    "below the edge": (text(top=58), "pdf-text-trim"),
    "near the edge": (text(left=1), "pdf-text-safe"),
    "too small": (text(size=5.5), "pdf-text-size"),
    "just large enough": (text(size=6), None),
    "scaled down": (text(size=10, style="transform:scale(.5);transform-origin:0 0"), "pdf-text-size"),
    "on other text": (text() + text("Mulai dari sini", left=13, top=11), "pdf-text-overlap"),
    "tight lines": (text("ggg<br>ÅÅÅ", style="line-height:.8"), "pdf-text-overlap"),
    "usual lines": (text("ggg<br>hhh", style="line-height:1.2"), None),
    "twice for weight": (text() + text(left=10.1), None),
    "grey on white": (text(style="color:#888"), "pdf-contrast"),
    "grey and large": (text(size=18, style="color:#888"), None),
    "grey and bold": (text(size=14, style="color:#888;font-weight:700"), None),
    "dark on dark": (DARK + text(style="color:#333"), "pdf-contrast"),
    "light on dark": (DARK + text(style="color:#fff"), None),
    "light over two grounds": (DARK + LIGHT_HALF + text(style="color:#fff"), "pdf-contrast"),
    "pale by alpha": (text(style="color:rgba(0,0,0,.3)"), "pdf-contrast"),
    "hidden by nothing": (text(style="color:#000") + code(), None),
    "another link": (text() + code("https://contoh.go.id/lain"), "pdf-code"),
}


@pytest.mark.parametrize("case", BODIES)
def test_a_fault_of_a_page_is_found(tmp_path: Path, case: str) -> None:
    body, rule = BODIES[case]
    assert broken(small_pdf(tmp_path, body)) == ([(rule, "error", 1)] if rule else [])


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (text() + code(), None),
        (text(), "pdf-code"),
        (text() + code(dark="#f4f4f4"), "pdf-code"),
        (text() + code(side=3), "pdf-code"),
    ],
    ids=["good", "none", "pale", "tiny"],
)
def test_a_page_that_must_have_a_code_has_one_that_is_read(tmp_path: Path, body: str, rule: str | None) -> None:
    expected = replace(EXPECTED, link_on=(1,))
    assert broken(small_pdf(tmp_path, body), expected) == ([(rule, "error", 1)] if rule else [])


@pytest.mark.parametrize(
    ("pixels", "found"),
    [(400, []), (250, [("pdf-image-resolution", "warning", 1)]), (90, [("pdf-image-resolution", "error", 1)])],
)
def test_an_image_of_too_few_pixels_is_found(tmp_path: Path, pixels: int, found: list[tuple[str, str, int]]) -> None:
    file = io.BytesIO()
    Image.effect_noise((pixels, pixels), 60).convert("RGB").save(file, format="PNG")
    image = "<img src='asset:noise' alt='bintik' style='left:40mm;top:20mm;width:25.4mm;height:25.4mm'>"
    path = small_pdf(tmp_path, text() + image, {"noise": (file.getvalue(), "image/png")})
    assert broken(path) == found


@pytest.mark.parametrize(
    ("bleed", "message"),
    [
        (None, "it has no bleed box"),
        ((3, 3, 3, 3), ""),
        ((3, 3, 3, 2), "its bleed is 2.0 mm on some side instead of 3 mm"),
        ((-1, 3, 3, 3), "its bleed is 0.0 mm on some side instead of 3 mm"),
    ],
)
def test_bleed_is_held_to_what_it_was_made_with(
    example_kit: Path, tmp_path: Path, bleed: tuple[float, ...] | None, message: str
) -> None:
    with pikepdf.open(example_kit / "pocket-card.pdf") as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(edge) for edge in page.trimbox)
            page.TrimBox = pikepdf.Array([left, bottom, right, top])
            page.MediaBox = page.CropBox = pikepdf.Array([left - 30, bottom - 30, right + 30, top + 30])
            if "/BleedBox" in page.obj:
                del page.BleedBox
            if bleed:
                over = [edge * PT_PER_MM for edge in bleed]
                page.BleedBox = pikepdf.Array([left - over[0], bottom - over[1], right + over[2], top + over[3]])
        pdf.save(tmp_path / CARD.path)
    found = [each for each in _found(tmp_path, replace(CARD, bleed_mm=3)) if each.rule == "pdf-bleed"]
    assert [(each.message, each.page) for each in found] == ([(message, 1), (message, 2)] if message else [])
    assert "pdf-bleed" not in {each.rule for each in _found(tmp_path, CARD)}


def test_an_image_is_told_by_its_file_and_the_pixels_it_needs(tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.effect_noise((90, 60), 60).convert("RGBA").save(file, format="PNG")
    image = "<img src='asset:logo' alt='logo' style='left:40mm;top:20mm;width:25.4mm;height:16.93mm'>"
    path = small_pdf(tmp_path, text() + image, {"logo": (file.getvalue(), "image/png")})
    rasters = (Raster("garuda.png", 400, 400), Raster("logo-dinas.png", 90, 60))
    (finding,) = examine(path, replace(EXPECTED, rasters=rasters)).findings
    assert finding.message == "logo-dinas.png of 90 × 60 pixels is printed at 90 ppi"
    assert finding.mend == "use one of at least 300 × 200 pixels, or a drawing (SVG)"


def test_findings_say_where(tmp_path: Path) -> None:
    (finding,) = examine(small_pdf(tmp_path, text(left=1, top=20)), EXPECTED, "kecil.pdf").findings
    assert finding.place == pytest.approx((1, 21.5), abs=1.0)
    assert str(finding).startswith("kecil.pdf, page 1, 1.")
    assert "“Utamakan warga” is 1." in finding.message


def test_boxes_in_forms_and_turned_pages_are_told_right(tmp_path: Path) -> None:
    """A page placed as a form, half as large, and turned: sizes and places are those of the sheet."""
    source = small_pdf(tmp_path, text(size=11) + code())
    with pikepdf.open(source) as card, pikepdf.open(source) as sheet:
        page = sheet.pages[0]
        name = page.add_resource(sheet.copy_foreign(card.pages[0].as_form_xobject()), pikepdf.Name.XObject)
        page.Contents = sheet.make_stream(f"q .5 0 0 .5 40 40 cm {name} Do Q".encode())
        page.Rotate = 90
        sheet.save(tmp_path / "sheet.pdf")
    assert broken(tmp_path / "sheet.pdf", replace(EXPECTED, link_on=(1,))) == [("pdf-text-size", "error", 1)]


def test_rules_that_lack_context_say_so(tmp_path: Path) -> None:
    report = examine(small_pdf(tmp_path, text()), type(EXPECTED)())
    assert report.findings == ()
    told = {each.rule: each.reason for each in report.unchecked}
    assert told["pdf-text-safe"] == "not known: the safe area"
    assert set(told) == {rule.id for rule in all_rules() if rule.media == "pdf" and rule.needs}


def test_many_faults_of_a_rule_are_counted(tmp_path: Path) -> None:
    lines = "".join(text(f"Baris {number}", left=1, top=5 + number * 1.9, size=4) for number in range(26))
    found = examine(small_pdf(tmp_path, lines), EXPECTED).findings
    small = [finding for finding in found if finding.rule == "pdf-text-size"]
    assert len(small) == 21
    assert small[0].message == "and 6 more of this kind"


def test_every_rule_is_declared(example_kit: Path) -> None:
    rules = all_rules()
    assert len({rule.id for rule in rules}) == len(rules) >= 16
    assert all(rule.id.startswith(f"{rule.media}-") and rule.looks_for for rule in rules)
