"""PDF products: a page template, rendered step by step until its text fits, then typeset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from generator.errors import InputError
from generator.fitting.cuts import proven
from generator.fitting.finished import Key, Limit
from generator.fitting.index import KitIndex
from generator.fitting.session import FitSession, TooLong
from generator.products import Layout, Product, merged_roles
from generator.renderers import Artefact, Job, Workshop
from generator.renderers.logos import PLATE_EDGE
from generator.renderers.press import for_press
from generator.renderers.typesetter import LaidOut, Source
from generator.schema.base import validate
from generator.schema.problems import Problem
from generator.schema.yaml import read_yaml
from generator.templating import art_paths
from generator.templating import render as render_template
from generator.themes.theme import Theme
from generator.wording import say

PAGE = '<section class="page"'  # as the shared macro writes it
# The colours of a code on a press: black alone on bare paper, so that it reads whatever the register of the plates.
PRESS_CODE = {"dark": "#000000", "light": "#FFFFFF"}


def render(job: Job, kit: Mapping[str, Any], shop: Workshop) -> list[Artefact]:
    """Render the job to one PDF; if its text does not fit, note the misfits and make no file."""
    template = find_page(job, shop)
    layout = layout_of(job, shop)
    made = fitted(job, kit, shop, template, layout, job.bleed_mm)
    if made is None:
        return []
    html, pages = made
    path = shop.folder / f"{job.stem}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    scale = job.sheet.scale
    path.write_bytes(for_press(pages.write_untagged(scale), job, kit, shop) if job.press else pages.write(scale))
    return [
        Artefact(
            path=f"{job.stem}.pdf",
            product=job.product.name,
            language=job.language,
            pages=job.product.file.pages,
            trim_mm=(job.sheet.width, job.sheet.height),
            fonts=frozenset(shop.all_families),
            safe_mm=round(job.product.file.safe_mm * job.sheet.scale, 2) or None,
            least_pt=_least_pt(layout, job.sheet.scale),
            locale=kit["locale"],
            link_on=_pages_with_code(html),
            tagged=not job.press,
            bleed_mm=job.bleed_mm if job.press else None,
        )
    ]


def layout_of(job: Job, shop: Workshop) -> Layout:
    """Return the layout of a job, on the press its own."""
    key = (job.product.name, job.press)
    if key not in shop.layouts:
        layout = merged_layout(job.product, shop.theme)
        shop.layouts[key] = layout.on_press() if job.press else layout
    return shop.layouts[key]


def _least_pt(layout: Layout, scale: float) -> float | None:
    """Return the smallest size in pt that text is printed at on a sheet of this scale."""
    minima = (role.style(name, scale, None, None).minimum for name, role in layout.roles.items())
    return round(min(minima, default=0.0) * scale, 2) or None


def _pages_with_code(html: str) -> tuple[int, ...]:
    """Return the numbers, from 1, of the pages on which the shared macro has put a QR code."""
    pages = html.split(PAGE)[1:]
    return tuple(number for number, page in enumerate(pages, start=1) if '<div class="qr"' in page)


def find_page(job: Job, shop: Workshop) -> str:
    """Return the template of a job: the theme's for the design or the product, else the product's own."""
    name, theme = job.product.name, shop.theme.name
    candidates = [
        f"{folder}/{page}.html.j2" for folder in (f"_themes/{theme}/{name}", name) for page in (job.design, "page")
    ]
    for candidate in candidates:
        if shop.resources.find_template(candidate):
            return candidate
    mend = say("write templates/{candidates}", candidates=candidates[-1])
    raise InputError(
        [
            Problem(
                str(job.product.path),
                0,
                0,
                "",
                say("the theme “{theme}” has no page for {name}", theme=theme, name=job.name),
                mend,
            )
        ]
    )


def merged_layout(product: Product, theme: Theme) -> Layout:
    """Return the product's roles, variables and give-way steps with the theme's own laid over them."""
    path = theme.find(f"{product.name}/layout.yaml")
    own: Layout = product.file
    if path is None:
        return own
    document = read_yaml(path)
    layout, problems = validate(document, Layout)
    if layout is None:
        raise InputError(problems)
    return Layout(
        roles=merged_roles(own.roles, layout.roles),
        vars={**own.vars, **layout.vars},
        give_way={**own.give_way, **layout.give_way},
        press=merged_roles(own.press, layout.press),
        personal=layout.personal or own.personal,
    )


def fitted(
    job: Job, kit: Mapping[str, Any], shop: Workshop, template: str, layout: Layout, bleed: float = 0.0, **more: Any
) -> tuple[str, LaidOut] | None:
    """Render and lay out the page with each step of giving way until nothing is too long; return both.

    What the finished layout shows to be too large is set at its next smaller size. Last of all, everything stands
    at its smallest: what is cut to fit there fits. If nothing helps, note the misfits and return None. `bleed` (mm)
    is printed round the page; `more` is what the template knows besides.
    """
    index = shop.typesetter.index(kit)
    steps = layout.steps(job.design)
    limits: dict[Key, Limit] = {}

    def rendered(
        kit: Mapping[str, Any], index: KitIndex, variables: Mapping[str, float], smallest: bool
    ) -> tuple[str, FitSession]:
        fonts = (shop.fonts, shop.families, job.sheet.scale)
        session = shop.typesetter.session(index, layout.roles, *fonts, limits, smallest, hasty=not smallest)
        context = {**_context(job, kit, shop, session, variables, bleed), **more}
        return render_template(shop.environment, template, context), session

    for variables, smallest in [*((step, False) for step in steps), (steps[-1], True)]:
        while True:
            try:
                html, session = rendered(kit, index, variables, smallest)
            except TooLong:
                break
            if session.misfits:
                break
            pages = _typeset(html, template, layout, shop, session)
            width, height = job.sheet.width / job.sheet.scale, job.sheet.height / job.sheet.scale
            passed = session.limits(pages.texts(), width, height, job.product.file.safe_mm)
            if not passed:
                return html, pages
            limits |= passed
    told = proven(kit, session.misfits, lambda kit: rendered(kit, KitIndex(kit), steps[-1], smallest=True)[1].misfits)
    paged = job.product.file.pages != 1
    shop.misfits.extend(
        (job, replace(misfit, page=_page(html, misfit.setting)) if paged else misfit) for misfit in told
    )
    return None


def _page(html: str, setting: int | None) -> str:
    """Return "page 2" for a text that the second page shows, "" for one that none does."""
    before, mark, _ = html.partition(f'data-set="{setting}"')
    return say("page {count}", count=before.count(PAGE)) if mark else ""


def _typeset(html: str, template: str, layout: Layout, shop: Workshop, session: FitSession) -> LaidOut:
    faces = [
        shop.fonts.face(family, weight)
        for family in shop.all_families
        for weight in sorted({role.weight for role in layout.roles.values()})
    ]
    roots = [*shop.resources.template_roots, *shop.roots]
    assets = {**shop.assets, **session.drawings}
    source = Source(html, template, list(dict.fromkeys(faces)), shop.font_folder, roots, assets)
    return shop.typesetter.typeset(source, session.variable)


def _context(
    job: Job,
    kit: Mapping[str, Any],
    shop: Workshop,
    session: FitSession,
    variables: Mapping[str, float],
    bleed: float,
) -> dict[str, Any]:
    scale = job.sheet.scale
    width, height, bleed = job.sheet.width / scale, job.sheet.height / scale, bleed / scale
    code = PRESS_CODE if job.press else shop.theme.code
    return {
        "kit": kit,
        "v": variables,
        # `edge` is how far grounds reach over the trim, so that no hairline of paper is left at the cut.
        "page": {"w": width, "h": height, "bleed": bleed, "edge": max(bleed, 1), "code": code},
        "personal": None,
        "colour": dict(shop.theme.colours),
        "families": {**shop.families, "fallback": list(shop.fallback)},
        "fit": session.fit,
        "fit_all": session.fit_all,
        "keep": session.keep,
        "cited": session.cited,
        "art": art_paths(shop.theme, width, height, max(bleed, 6)),
        "picture": session.picture,
        "plate_edge": PLATE_EDGE,
        "logo_on": lambda src, ground: asdict(shop.logos.on(src, ground)),
    }
