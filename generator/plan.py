"""Which jobs a build consists of: products, designs, languages and sheets, as asked for."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.errors import FitError, InputError, UsageError
from generator.imposition import Flip, Scheme, Shift, Sides, folded_sheets, least_paper, sheets_of_cards
from generator.office import office
from generator.products import Product, Sheet, paper
from generator.renderers import Job
from generator.renderers.qr import longest_link
from generator.schema.problems import Problem
from generator.schema.project import Project
from generator.wording import say


@dataclass(frozen=True)
class Options:
    """What of a project to build: all of it where nothing is named; `sheet`, `sides`, `flip` and `shift` impose it."""

    products: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    designs: tuple[str, ...] = ()
    size: str | None = None
    theme: str | None = None
    force: bool = False
    sheet: str | None = None
    sides: Sides = "duplex"
    flip: Flip = "long-edge"
    shift: Shift = (0.0, 0.0)
    press: bool = False


def plan(project: Project, products: Mapping[str, Product], options: Options, draws: bool = True) -> list[Job]:
    """Return the jobs in the order they are made; `draws` is whether LibreOffice may be started for slides.

    Raises UsageError for a name that is not there, FitError for a sheet that is too small.
    """
    kit = [product for product in products.values() if not product.file.calibrates]
    chosen = [_named(products, name) for name in options.products] or kit
    languages = [_language(project, language) for language in options.languages] or list(project.event.languages)
    _check_designs(chosen, options.designs)
    schemes = {product.name: _scheme(product, products, options) for product in chosen}
    drawn = not project.brand.defaults.sosialisasi.deck.template or (draws and office() is not None)
    jobs = []
    for language in languages:
        folder = "" if language == project.event.languages[0] else f"{language}/"
        for product in chosen:
            for design in product.designs:
                if not options.designs or design in options.designs or not product.file.designs:
                    job = _job(product, design, language, folder, schemes[product.name], options)
                    jobs.append(replace(job, drawn=drawn))
    return jobs + ([_on_press(job) for job in jobs if job.product.file.renderer == "pdf"] if options.press else [])


def _on_press(job: Job) -> Job:
    """Return the job for a print shop, whose sheets have the bleed all round and no shift of the office's printer."""
    scheme = job.scheme and replace(
        job.scheme, grid=replace(job.scheme.grid, bleed=job.product.file.bleed_mm), shift=(0.0, 0.0)
    )
    return replace(job, scheme=scheme, press=True)


def _job(product: Product, design: str, language: str, folder: str, scheme: Scheme | None, options: Options) -> Job:
    if product.file.calibrates and scheme:
        return Job(product, design, language, Sheet(scheme.grid.width, scheme.grid.height), folder)
    return Job(product, design, language, _sheet(product, options), folder, scheme)


def _scheme(product: Product, products: Mapping[str, Product], options: Options) -> Scheme | None:
    """Return how a product, or the one that it calibrates a printer for, comes onto sheets; None if it does not."""
    if product.file.calibrates:
        imposed = products.get(product.file.calibrates)
        if imposed is None or imposed.file.imposition is None:
            message = say("no product “{calibrates}” is imposed", calibrates=product.file.calibrates)
            raise InputError(
                [Problem(str(product.path), 0, 0, "calibrates", message, say("name one with an imposition"))]
            )
        product = imposed
    imposition, trim = product.file.imposition, product.file.trim_mm
    if imposition is None:
        return None
    if imposition.kind == "folded":
        return folded_sheets(trim, options.flip, options.shift)
    try:
        size = paper(options.sheet or imposition.paper)
    except ValueError as error:
        raise UsageError(str(error)) from None
    scheme = sheets_of_cards(trim, product.file.bleed_mm, size, options.sides, options.flip, options.shift)
    if scheme is None:
        least = least_paper(trim, product.file.bleed_mm, options.sides)
        raise FitError([_too_small(product, size, least)])
    return scheme


def _too_small(product: Product, size: tuple[float, float], least: tuple[float, float]) -> str:
    return say(
        "{name}: a sheet of {size:g} × {height:g} mm is too small; one card with its bleed, crop marks, "
        "ruler and the printer's margin takes {least:g} × {least_height:g} mm; name a larger one with --sheet",
        name=product.name,
        size=size[0],
        height=size[1],
        least=least[0],
        least_height=least[1],
    )


def check_links(project: Project, jobs: Sequence[Job]) -> None:
    """Raise InputError if the event's link makes a QR code too fine to scan at a product's size."""
    document = project.documents["event"]
    length = len(project.event.link.encode())
    problems = []
    for job in {job.product.name: job for job in jobs if job.product.file.qr_mm}.values():
        size = (job.product.file.qr_mm or 0.0) * job.sheet.scale
        longest = longest_link(size)
        if length > longest:
            code = say("the QR code of {name}, {size:g} mm wide,", name=job.product.name, size=round(size, 1))
            message = say(
                "the link has {length} characters; {code} holds {longest}", length=length, code=code, longest=longest
            )
            problems.append(document.problem(("link",), message, say("use a shorter link")))
    if problems:
        raise InputError(problems)


def _sheet(product: Product, options: Options) -> Sheet:
    """Return the product's sheet; one that knows no sizes keeps its own unless it was named."""
    if options.size is None or (not product.file.sheets and product.name not in options.products):
        return product.sheet(None)
    try:
        return product.sheet(options.size)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _named(products: Mapping[str, Product], name: str) -> Product:
    if name not in products:
        near = difflib.get_close_matches(name, products, 1)
        hint = (
            say("did you mean “{near}”?", near=near[0]) if near else say("there is: {names}", names=", ".join(products))
        )
        raise UsageError(say("there is no product “{name}”; {hint}", name=name, hint=hint))
    return products[name]


def _language(project: Project, language: str) -> str:
    if language not in project.event.languages:
        known = ", ".join(project.event.languages)
        raise UsageError(say("the event has no language “{language}”; it has: {known}", language=language, known=known))
    return language


def _check_designs(products: Sequence[Product], designs: Sequence[str]) -> None:
    known = [design for product in products for design in product.file.designs]
    for design in designs:
        if design not in known:
            names = ", ".join(product.name for product in products)
            raise UsageError(
                say(
                    "there is no design “{design}” of {names}; there is: {known}",
                    design=design,
                    names=names,
                    known=", ".join(known) or say("none"),
                )
            )
