"""Plans: which jobs a build consists of, and what is refused before any is begun."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.errors import FitError, InputError, UsageError
from generator.plan import Options, check_links, plan
from generator.products import Product, Sheet, discover
from generator.renderers import Job
from generator.renderers.qr import longest_link
from generator.resources import Resources
from generator.schema.project import Project, load_project
from tests.support import EXAMPLE


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project(EXAMPLE, Resources(EXAMPLE))


@pytest.fixture(scope="module")
def products() -> dict[str, Product]:
    return discover(Resources())


def _stems(jobs: list[Job]) -> list[str]:
    return [job.stem for job in jobs]


def test_nothing_named_is_everything(project: Project, products: dict[str, Product]) -> None:
    jobs = plan(project, products, Options())
    first = ["deck", "handout", "leaflet", "pocket-card", "poster", "poster-values", "poster-event"]
    assert _stems(jobs) == first + [f"en/{stem}" for stem in first]
    assert {job.language for job in jobs[:7]} == {"id"}


def test_products_languages_and_designs_are_chosen(project: Project, products: dict[str, Product]) -> None:
    options = Options(products=("poster", "handout"), languages=("en",), designs=("event",))
    assert _stems(plan(project, products, options)) == ["en/poster-event", "en/handout"]


def test_the_main_language_has_no_folder(project: Project, products: dict[str, Product]) -> None:
    other = replace(project, event=project.event.model_copy(update={"languages": ["en", "id"]}))
    assert _stems(plan(other, products, Options(products=("handout",)))) == ["handout", "id/handout"]


def test_a_job_knows_its_files_and_its_name(project: Project, products: dict[str, Product]) -> None:
    jobs = plan(project, products, Options(products=("deck", "poster"), languages=("en",), designs=("values",)))
    assert [job.outputs for job in jobs] == [("en/deck.pptx", "en/deck.pdf"), ("en/poster-values.pdf",)]
    assert [job.name for job in jobs] == ["deck (en)", "poster, values (en)"]


def test_a_size_is_for_the_products_that_come_in_it(project: Project, products: dict[str, Product]) -> None:
    jobs = plan(project, products, Options(size="A1", languages=("id",)))
    sheets = {job.product.name: job.sheet for job in jobs}
    assert sheets["poster"] == Sheet(594, 841, 2.0)
    assert sheets["handout"] == Sheet(210, 297)
    assert sheets["pocket-card"] == Sheet(85.6, 54)


def test_scaling_never_crops() -> None:
    poster = discover(Resources())["poster"]
    for size, (width, height) in {"A4": (210, 297), "A3": (297, 420), "A2": (420, 594), "A1": (594, 841)}.items():
        sheet = poster.sheet(size)
        assert (sheet.width, sheet.height) == (width, height)
        assert sheet.scale * 297 <= width + 1e-9
        assert sheet.scale * 420 <= height + 1e-9


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (Options(products=("postr",)), "there is no product “postr”; did you mean “poster”?"),
        (Options(products=("x",)), "there is no product “x”; there is: calibration, deck, handout, leaflet"),
        (Options(languages=("fr",)), "the event has no language “fr”; it has: id, en"),
        (Options(designs=("x",)), "there is no design “x” of deck, handout, leaflet, pocket-card, poster; there is"),
        (Options(products=("handout",), designs=("values",)), "there is no design “values” of handout; there is: none"),
        (Options(products=("poster",), size="A0"), "poster does not come in A0; it comes in: A4, A3, A2, A1"),
        (Options(sheet="A9"), "“A9” is no sheet; name one of A5, A4, A3, A2, A1, SRA3, or write its size as 320x450mm"),
        (Options(sheet="0x100"), "a sheet of 0 × 100 mm is none; its sides are between 0 and 5000 mm"),
        (Options(size="A9"), "poster does not come in A9"),
        (Options(products=("handout",), size="A3"), "handout does not come in A3; it comes in: its own size only"),
    ],
)
def test_what_is_not_there_is_told(project: Project, products: dict[str, Product], options: Options, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        plan(project, products, options)
    assert said in str(caught.value)


def test_what_is_imposed_knows_its_scheme(project: Project, products: dict[str, Product]) -> None:
    options = Options(languages=("en",), sheet="A3", sides="one-sided", flip="short-edge", shift=(1, -0.5))
    jobs = {job.product.name: job for job in plan(project, products, options)}
    card, leaflet = jobs["pocket-card"].scheme, jobs["leaflet"].scheme
    assert card
    assert leaflet
    assert (card.grid.width, card.grid.height, card.grid.count) == (297, 420, 18)
    assert (card.sides, card.flip, card.shift) == ("one-sided", "short-edge", (1, -0.5))
    assert (leaflet.grid.width, leaflet.grid.height, leaflet.grid.count) == (297, 210, 1)
    assert (leaflet.sides, leaflet.flip, leaflet.shift) == ("duplex", "short-edge", (1, -0.5))
    assert jobs["pocket-card"].outputs == ("en/pocket-card.pdf", "en/pocket-card-sheet.pdf")
    assert jobs["handout"].scheme is None


def test_sheets_for_the_press_have_bleed_and_no_shift(project: Project, products: dict[str, Product]) -> None:
    options = Options(products=("pocket-card", "leaflet", "deck"), languages=("en",), shift=(1, -0.5), press=True)
    jobs = plan(project, products, options)
    screen, press = ({job.product.name: job for job in jobs if job.press is wanted} for wanted in (False, True))
    assert press.keys() == {"pocket-card", "leaflet"}
    assert press["pocket-card"].outputs == ("en/press/pocket-card.pdf", "en/press/pocket-card-sheet.pdf")
    for name, job in press.items():
        assert job.scheme
        assert job.scheme.shift == (0, 0)
        assert job.scheme.grid.bleed == 3
        assert [tuple(trim) for trim in job.scheme.grid.trims] == [
            pytest.approx(tuple(trim))
            for trim in screen[name].scheme.grid.trims  # type: ignore[union-attr]
        ]


def test_a_calibration_sheet_is_planned_when_it_is_named(project: Project, products: dict[str, Product]) -> None:
    options = Options(products=("calibration",), languages=("id",), sheet="SRA3")
    (job,) = plan(project, products, options)
    assert (job.sheet, job.scheme, job.outputs) == (Sheet(320, 450), None, ("calibration.pdf",))


@pytest.mark.parametrize("sheet", ["85.6x54", "50x50mm", "113x90", "190x148"])
def test_a_sheet_that_is_too_small_is_told_with_what_it_takes(
    project: Project, products: dict[str, Product], sheet: str
) -> None:
    options = Options(products=("pocket-card",), sheet=sheet, sides="fold-over" if sheet == "190x148" else "duplex")
    with pytest.raises(FitError) as caught:
        plan(project, products, options)
    takes = "199.2 × 90" if sheet == "190x148" else "113.6 × 90"
    assert "pocket-card: a sheet of " in str(caught.value)
    assert f"takes {takes} mm; name a larger one with --sheet" in str(caught.value)


def _with_link(project: Project, length: int) -> Project:
    link = "https://contoh.go.id/".ljust(length, "x")
    return replace(project, event=project.event.model_copy(update={"link": link}))


def test_links_are_checked_at_the_size_that_is_printed(project: Project, products: dict[str, Product]) -> None:
    card, poster = longest_link(16.4), longest_link(28)
    assert poster > card
    jobs = plan(project, products, Options())
    check_links(_with_link(project, card), jobs)
    with pytest.raises(InputError) as caught:
        check_links(_with_link(project, poster + 1), jobs)
    assert [problem.message for problem in caught.value.problems] == [
        f"the link has {poster + 1} characters; the QR code of pocket-card, 16.4 mm wide, holds {card}",
        f"the link has {poster + 1} characters; the QR code of poster, 28 mm wide, holds {poster}",
    ]
    assert caught.value.problems[0].line == project.documents["event"].where(("link",)).line


def test_a_link_too_long_for_a4_may_do_for_a1(project: Project, products: dict[str, Product]) -> None:
    long = _with_link(project, longest_link(56))
    check_links(long, plan(long, products, Options(products=("poster",), size="A1")))
    with pytest.raises(InputError, match=r"of poster, 19\.8 mm wide"):
        check_links(long, plan(long, products, Options(products=("poster",), size="A4")))


def test_products_without_a_code_take_any_link(project: Project, products: dict[str, Product]) -> None:
    long = _with_link(project, 3000)
    check_links(long, plan(long, products, Options(products=("handout",))))
