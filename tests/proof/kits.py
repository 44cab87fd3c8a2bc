"""One generated kit: built, refused or broken; what is built is examined, what is refused is cut and built again."""

from __future__ import annotations

import shutil
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.errors import FitError, PreflightError
from generator.kit import compose
from generator.pipeline import build_kit
from generator.plan import Options
from generator.products import discover
from generator.renderers.deck.compose import ComposedSlide, compose_slides
from generator.renderers.deck.geometry import load_geometry
from generator.renderers.deck.outline import read_outline
from generator.resources import Resources
from generator.schema.project import load_project
from generator.schema.yaml import read_yaml
from generator.templating import render
from generator.themes.theme import Theme
from generator.workshop import open_workshop
from tests import pdfs
from tests.products.checks import Sheet, collisions, outside
from tests.proof.cuts import Cut, asked, follow
from tests.proof.office import differences, page_words, strays, to_pdf
from tests.proof.projects import LANGUAGES, Plan, planned, write_project

BUILT, REFUSED, BROKEN = "built", "refused", "broken"


@dataclass(frozen=True)
class Outcome:
    """How a kit ended. `cut` is how it ended after the cuts asked for; `faults` tell what is wrong in its files."""

    plan: Plan
    longest: float
    end: str
    message: str = ""
    misfits: tuple[Cut, ...] = ()
    cut: str = ""
    again: tuple[Cut, ...] = ()
    pages: int = 0
    lines: int = 0
    faults: tuple[str, ...] = ()

    def counted(self, kind: str) -> int:
        """Return how many faults of a kind there are."""
        return sum(fault.startswith(f"{kind}:") for fault in self.faults)


@dataclass
class _Examined:
    outcome: Outcome
    out: Path
    decks: dict[str, list[ComposedSlide]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def prove(
    seed: int, numbers: Sequence[int], scripts: Mapping[str, Path], folder: Path, theme: str | None = None
) -> list[Outcome]:
    """Build and examine the kits of these numbers, in a theme, in `folder`, which is emptied."""
    finished, waiting = [], []
    for number in numbers:
        project, out = folder / f"kit-{number}", folder / f"out-{number}"
        plan = planned(seed, number, scripts)
        longest = write_project(plan, seed, project, scripts)
        outcome = _built(plan, longest, project, out, theme)
        if outcome.end == BUILT:
            waiting.append(_examine(outcome, project, out, theme))
        else:
            finished.append(_cut(outcome, project, out, theme) if outcome.end == REFUSED else outcome)
        _forget()
    finished += _judged(waiting, folder / "office")
    shutil.rmtree(folder)
    return finished


def _built(plan: Plan, longest: float, project: Path, out: Path, theme: str | None) -> Outcome:
    outcome = Outcome(plan, longest, BROKEN)
    try:
        build_kit(project, Options(force=True, theme=theme), out, lambda *_: None)
    except FitError as error:
        misfits = tuple(asked(error.misfits))
        return replace(outcome, end=REFUSED, message=str(error), misfits=misfits)
    except PreflightError as error:
        return replace(outcome, message=f"preflight: {error}")
    except Exception:
        return replace(outcome, message=traceback.format_exc())
    return replace(outcome, end=BUILT)


def _cut(outcome: Outcome, project: Path, out: Path, theme: str | None) -> Outcome:
    """Return the outcome with what became of the kit when it was cut as asked."""
    if not follow(outcome.misfits, project):
        return replace(outcome, cut="nothing left")
    after = _built(outcome.plan, outcome.longest, project, out, theme)
    return replace(outcome, cut=after.end if after.end != BROKEN else after.message, again=after.misfits)


def _examine(outcome: Outcome, project: Path, out: Path, theme: str | None) -> _Examined:
    """Look at the kit's PDFs, and compose its decks again to know where their lines should be."""
    examined = _Examined(outcome, out)
    resources = Resources(project)
    loaded = load_project(project, resources)
    shop = open_workshop(loaded, resources, theme)
    products = [product for product in discover(resources).values() if not product.file.calibrates]
    for language in LANGUAGES:
        base = out / ("" if language == LANGUAGES[0] else language)
        for product in products:
            for design in product.designs.values():
                width, height = product.file.trim_mm
                sheet = Sheet(base / f"{design.file}.pdf", product, width, height, 1)
                examined.faults += [f"{kind}: {sheet.path.name} ({language}): {text}" for kind, text in _wrong(sheet)]
        strings = resources.find_template(f"_shared/strings/{language}.yaml")
        assert strings
        kit = compose(loaded, language, read_yaml(strings).data)
        text = render(shop.environment, "deck/slides.yaml.j2", {"kit": kit})
        layouts = resources.find_template("deck/layouts.yaml")
        assert layouts and isinstance(shop.theme, Theme)
        geometry = load_geometry(layouts, shop.theme, shop.families)
        outline = read_outline(text, "slides")
        examined.decks[language] = compose_slides(outline, geometry, shop.fonts, language)[0]
    return examined


def _wrong(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield what is wrong in a finished PDF: clipped at the trim, over the safe area, text over text."""
    safe = sheet if sheet.product.file.renderer == "pdf" else replace(sheet, scale=0)
    yield from (("overflow", text) for text in outside(safe))
    yield from (("clipped", text) for text in outside(replace(sheet, scale=0)))
    yield from (("overlap", f"{one} / {other}") for one, other in collisions(sheet))


def _judged(waiting: Sequence[_Examined], folder: Path) -> Iterator[Outcome]:
    """Yield the outcomes of the kits built, with what LibreOffice makes of their decks."""
    folder.mkdir(parents=True)
    copies: list[tuple[_Examined, str, Path]] = []
    fonts: dict[str, Path] = {}
    for one in waiting:
        for language in LANGUAGES:
            base = one.out / ("" if language == LANGUAGES[0] else language)
            copy = folder / f"{one.outcome.plan.number}-{language}.pptx"
            copies.append((one, language, Path(shutil.copy(next(base.glob("*.pptx")), copy))))
            fonts |= {font.name: font for font in (base / "fonts").glob("*.ttf")}
    made = to_pdf([copy for _, _, copy in copies], fonts.values(), folder) if copies else []
    pages = lines = 0
    for (one, language, _), pdf in zip(copies, made, strict=True):
        slides = one.decks[language]
        found = page_words(pdf)
        pages, lines = len(found), sum(len(box.fitted.lines) for slide in slides for box in slide.texts)
        if pages != len(slides):
            one.faults.append(f"pages: deck ({language}): {pages} for {len(slides)} slides")
            continue
        one.faults += [f"lines: deck ({language}): {difference}" for difference in differences(slides, found)]
        one.faults += [f"overflow: deck ({language}): slide {n}: {word}" for n, word in strays(slides, found)]
        one.outcome = replace(one.outcome, pages=one.outcome.pages + pages, lines=one.outcome.lines + lines)
    for one in waiting:
        yield replace(one.outcome, faults=tuple(one.faults))


def _forget() -> None:
    """Drop what the tests' helpers keep of PDFs that are gone."""
    pdfs.lines.cache_clear()
    pdfs._character_boxes.cache_clear()
