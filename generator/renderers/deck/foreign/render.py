"""A deck in an agency's own template: opened, matched, composed and written, and drawn by LibreOffice as PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.errors import InputError
from generator.fitting.cuts import proven
from generator.fitting.index import KitIndex, Misfit
from generator.office import office
from generator.preflight.findings import Finding
from generator.renderers.deck.beside import fonts_beside
from generator.renderers.deck.foreign.composing import Composer, Page
from generator.renderers.deck.foreign.drafts import FILE, Para, drafted, read_ways
from generator.renderers.deck.foreign.filling import written
from generator.renderers.deck.foreign.hanging import Wall
from generator.renderers.deck.foreign.matching import Layouts, match_layouts
from generator.renderers.deck.foreign.office import office_pdf
from generator.renderers.deck.foreign.opening import OwnTemplate, Stripped, open_template
from generator.renderers.deck.foreign.setting import Filled, NoRoomError, Setter
from generator.renderers.deck.foreign.sheets import Sheet, sheets_of
from generator.renderers.deck.foreign.shelf import Shelf
from generator.renderers.deck.foreign.styles import Styles, styles_of
from generator.renderers.deck.geometry import load_products
from generator.renderers.deck.images import logo_images, qr_image
from generator.renderers.deck.meta import meta_of
from generator.renderers.deck.outline import Outline, read_outline
from generator.schema.base import localised
from generator.schema.problems import Problem
from generator.templating import render as render_template
from generator.wording import say

if TYPE_CHECKING:
    from generator.renderers import Artefact, Job, Workshop

RULE = "deck-template"
_CODE_COLOURS, _CODE_PIXELS = ("#000000", "#FFFFFF"), 30  # a module of a code as large as a hand
_LEAST_FOOTER = 10.0  # pt
_FIELD = ("defaults", "sosialisasi", "deck")


@dataclass(frozen=True)
class Matched:
    """A template ready to be filled."""

    name: str
    stripped: Stripped
    sheets: Sequence[Sheet]
    layouts: Layouts
    styles: Styles


def matched(own: OwnTemplate) -> Matched:
    """Return a template with its layouts matched; InputError if it cannot be read, or lacks what every deck needs."""
    opened = open_template(own.path)
    sheets = sheets_of(opened.stripped)
    layouts, faults = match_layouts(sheets, own.layouts)
    if faults:
        raise InputError([_fault(own, kind, message, sheets) for kind, message in faults.items()])
    styles = styles_of(opened.stripped, layouts.matches.values())
    return Matched(opened.name, opened.stripped, sheets, layouts, styles)


def render_in_template(job: Job, kit: Mapping[str, Any], shop: Workshop, own: OwnTemplate) -> list[Artefact]:
    """Render the job to .pptx, PDF where LibreOffice is, and fonts; note misfits instead if text does not fit."""
    template = matched(own)
    shelf = Shelf(shop.fonts, own.brand.path.parent, shop.fonts.face(shop.families["base"], 400))
    outline, pages, misfits = _composed(job, kit, shop, template, shelf)
    if misfits:
        told = proven(kit, misfits, lambda shorter: _composed(job, shorter, shop, template, shelf)[2])
        shop.misfits.extend((job, misfit) for misfit in told)
        return []
    link, meta = kit["event"]["link"], meta_of(kit)
    images = {"qr": qr_image(link, *_CODE_COLOURS, _CODE_PIXELS), **logo_images(shop.assets)}
    furniture = dict(_furniture(template, outline.footer, Setter(shelf)))
    deck = written(template.stripped, pages, furniture, meta, images)
    stem = shop.folder / job.stem
    stem.parent.mkdir(parents=True, exist_ok=True)
    stem.with_suffix(".pptx").write_bytes(deck)
    findings = list(_findings(template, shelf, f"{job.stem}.pptx"))
    drawn = office_pdf(deck, shelf.files, meta) if job.drawn and shop.draws else None
    if drawn is None and (shop.draws or not job.drawn):
        findings.append(undrawn(job))
    made = replace(_artefact(job, kit, template, pages), findings=tuple(findings))
    artefacts = [made]
    if drawn is not None:
        stem.with_suffix(".pdf").write_bytes(drawn)
        artefacts.append(replace(made, path=f"{job.stem}.pdf", least_pt=None, findings=()))
    return [*artefacts, *fonts_beside(shelf.files, shelf.names, job, kit, shop)]


def _composed(
    job: Job, kit: Mapping[str, Any], shop: Workshop, template: Matched, shelf: Shelf
) -> tuple[Outline, list[Page], list[Misfit]]:
    name = f"{job.product.name}/slides.yaml.j2"
    outline = read_outline(render_template(shop.environment, name, {"kit": kit}), name)
    path = shop.resources.find_template(f"{job.product.name}/{FILE}") or job.product.path.parent / FILE
    ways = read_ways(path)
    title = template.layouts.matches["title"].sheet
    has_own = any(art.is_picture for sheet in template.sheets for art in sheet.art)
    wall = None if has_own else Wall(title, template.styles.grounds[title.part], shop.logos)
    composer = Composer(template.layouts, template.styles.slots, ways.least, outline.continued, Setter(shelf), wall)
    layouts = load_products(job.product.path.parent / "layouts.yaml")
    names = {key: localised(layout.name, job.language) for key, layout in layouts.items()}
    pages, unfit = composer.compose(drafted(outline, ways, path, names))
    index = KitIndex(kit)
    misfits = [
        index.misfit(
            one.text.text,
            say(
                "its placeholder of {width:.0f} × {height:.0f} mm",
                width=one.text.slot.frame.inner.width,
                height=one.text.slot.frame.inner.height,
            ),
            one.text.minimum,
            one.text.cut,
            page=say("slide {number}", number=one.number),
        )
        for one in unfit
    ]
    return outline, pages, misfits


def _furniture(template: Matched, footer: str, setter: Setter) -> Iterator[tuple[tuple[str, int], Filled]]:
    """Yield footers and numbers; a footer that says nothing of its own says ours, if it fits."""
    said = {sheet.part: sheet.footer or footer for sheet in template.sheets}
    title, stripped = template.layouts.matches["title"].sheet.part, template.stripped
    bare = not stripped.bare.isdisjoint({title, *stripped.used[:1]})  # the template's own title slides show none
    for (part, idx), slot in template.styles.slots.items():
        if part == title and bare:
            continue
        kind = slot.holder.type
        text = said[part] if kind == "ftr" else "88" if kind == "sldNum" else ""
        for raised in (True, False) if text else ():
            with suppress(NoRoomError):
                group = [((Para(text, stance="title"),), slot)]
                yield (part, idx), setter.together(group, _LEAST_FOOTER, raised)[0]
                break


def _artefact(job: Job, kit: Mapping[str, Any], template: Matched, pages: Sequence[Page]) -> Artefact:
    from generator.renderers import Artefact  # noqa: PLC0415  # that package imports this one

    return Artefact(
        path=f"{job.stem}.pptx",
        product=job.product.name,
        language=job.language,
        pages=len(pages),
        trim_mm=template.sheets[0].page,
        least_pt=min(line.size for page in pages for one in page.filled for line in one.lines),
        locale=kit["locale"],
        link_on=tuple(n for n, page in enumerate(pages, 1) if any(one.image.source == "qr" for one in page.pictures)),
        template=template.name,
    )


def _findings(template: Matched, shelf: Shelf, path: str) -> Iterator[Finding]:
    """Yield what a user should know of the template: kinds without a layout, fonts without a file, colours changed."""
    for kind, other in template.layouts.fallbacks.items():
        message = say(
            "{name} has no layout for “{kind}” slides; they are shown as “{other}”",
            name=template.name,
            kind=kind,
            other=other,
        )
        mend = say("name one in _brand.yml ({names}.layouts.{kind}), or leave it", names=".".join(_FIELD), kind=kind)
        yield Finding(RULE, "warning", path, 0, message, mend)
    if shelf.unknown:
        message = say(
            "fit unchecked: no file of the template's font {names} is at hand", names=", ".join(sorted(shelf.unknown))
        )
        mend = say("put the font's files into the project's fonts/, and look at the slides")
        yield Finding(RULE, "warning", path, 0, message, mend)
    names = {sheet.part: sheet.name for sheet in template.sheets}
    pale = dict.fromkeys(names[part] for (part, _), slot in template.styles.slots.items() if slot.ink)
    if pale:
        shown = ", ".join(f"“{name}”" for name in pale)
        message = say(
            "text or footer of {shown} has too little contrast in the template; another of its colours is used",
            shown=shown,
        )
        yield Finding(RULE, "warning", path, 0, message, say("look at these slides, and mend the template"))


def undrawn(job: Job) -> Finding:
    """Return what is told where slides in a template have no PDF."""
    reason = say("LibreOffice made nothing of it")
    if not job.drawn:
        reason = (
            say("a project with templates of its own starts no LibreOffice")
            if office()
            else say("LibreOffice is not installed")
        )
    mend = say("open it in PowerPoint and save it as PDF")
    return Finding(RULE, "warning", f"{job.stem}.pptx", 0, say("deck.pdf is left out: {reason}", reason=reason), mend)


def _fault(own: OwnTemplate, kind: str, message: str, sheets: Sequence[Sheet]) -> Problem:
    """Return the error for a kind without a usable layout; it lists what layouts there are."""
    there = "; ".join(sheet.told for sheet in sheets)
    mend = say(
        "name one under defaults.sosialisasi.deck.layouts.{kind}; {name} has {there}",
        kind=kind,
        name=own.path.name,
        there=there or say("none"),
    )
    field = (*_FIELD, "layouts", kind) if kind in own.layouts else (*_FIELD, "template")
    return own.brand.problem(field, message, mend)
