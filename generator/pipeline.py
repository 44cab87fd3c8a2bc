"""build_kit(): the one way from a project folder to published files."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from generator.coverage import uncovered
from generator.errors import FitError, InputError, PreflightError
from generator.inputs import inputs_hash
from generator.kit import compose
from generator.limited.parent import LimitedChild
from generator.locate import Locator
from generator.manifest import Entry, Manifest, entries_in, file_hash, holds, merged, read_manifest
from generator.plan import Options, check_links, plan
from generator.preflight import preflight, stopping
from generator.preflight.rule import Raster
from generator.press.profile import Tell, untold
from generator.products import discover
from generator.publish import workspace
from generator.renderers import Artefact, Job, Workshop, check_template, render_job
from generator.resources import Resources
from generator.schema.problems import Problem
from generator.schema.project import Project, load_project
from generator.schema.yaml import Document, read_yaml
from generator.wording import say
from generator.workshop import input_files, open_workshop, time_of

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Result:
    """Where the files are, the manifest, whether anything had to be rendered, and which files are `older`.

    Those were not asked for this time, and made from other inputs than there are now.
    """

    out: Path
    manifest: Manifest
    rendered: bool
    older: tuple[str, ...]


def build_kit(folder: Path, options: Options, out: Path | None, progress: Progress, tell: Tell = untold) -> Result:
    """Build the chosen products of the project in `folder` and publish them together in `out`.

    `tell` is told of what takes long once, and of what is not as the brand says. Raises a KitError; then nothing was
    published and what was there before is untouched.
    """
    resources = Resources(folder)
    project = load_project(folder, resources)
    jobs = plan(project, discover(resources), options)
    check_links(project, jobs)
    out = out or Path("output") / project.slug
    shop = open_workshop(project, resources, options.theme, options.press, tell)
    for notice in shop.notices:
        tell(notice)
    inputs = inputs_hash(input_files(project, shop), resources)
    asked = asked_for(options, shop)
    published = read_manifest(out)
    if published and not options.force and is_made(published, jobs, inputs, asked, lambda entry: holds(entry, out)):
        return _result(out, published, inputs, rendered=False)
    check_template(jobs, shop)
    with time_of(project.event.date), workspace(out) as work:
        if resources.own_templates:
            entries = _made_apart(project, options, work.folder, inputs, asked, progress)
            entries = _with_slides(project, jobs, shop.at(work.folder), inputs, asked, entries)
        else:
            entries = make_files(project, jobs, shop.at(work.folder), inputs, asked, progress)
        manifest = Manifest(project.slug, project.event.link, merged(entries, out), shop.notices)
        work.publish([entry.path for entry in entries], manifest)
    return _result(out, manifest, inputs, rendered=True)


def make_files(
    project: Project, jobs: Sequence[Job], shop: Workshop, inputs: str, asked: str, progress: Progress
) -> list[Entry]:
    """Make the files of all jobs in the shop's folder, and hold them to the rules; return their entries.

    Raises InputError, FitError or PreflightError. The time in files is what `time_of` says.
    """
    kits, locators = compose_kits(project, jobs, shop.resources, shop)
    artefacts = _render(jobs, kits, locators, shop, progress)
    return _checked(artefacts, project, shop, inputs, asked)


def _checked(artefacts: Sequence[Artefact], project: Project, shop: Workshop, inputs: str, asked: str) -> list[Entry]:
    """Hold files to the rules, and return their entries."""
    findings = preflight(artefacts, shop.folder, project.event.link, rasters(project))
    errors = stopping(artefacts, findings)
    if errors:
        raise PreflightError(errors)
    return [entry(artefact, shop.folder, inputs, asked, findings[artefact.path]) for artefact in artefacts]


def _made_apart(
    project: Project, options: Options, folder: Path, inputs: str, asked: str, progress: Progress
) -> list[Entry]:
    """Make the files in a limited child, for the project's own templates may ask for anything."""
    with LimitedChild(project.folder, folder) as child:
        made = child.call(make_kit, project, options, folder, inputs, asked, progress=progress)
    return entries_in(folder, made)


def _with_slides(
    project: Project, jobs: Sequence[Job], shop: Workshop, inputs: str, asked: str, entries: list[Entry]
) -> list[Entry]:
    """Return the entries with those of the decks' PDFs, for which the limited child may start no LibreOffice."""
    decks = [job for job in jobs if job.product.file.renderer == "deck" and job.drawn and shop.template]
    if not decks:
        return entries
    from generator.drawing import draw_decks  # noqa: PLC0415  # only where it is needed

    kits, _ = compose_kits(project, decks, shop.resources, shop)
    drawn, told = draw_decks(decks, kits, shop.folder, entries)
    known = [replace(one, findings=(*one.findings, *map(str, told.get(one.path, ())))) for one in entries]
    return [*known, *_checked(drawn, project, shop, inputs, asked)]


def make_kit(
    project: Project, options: Options, folder: Path, inputs: str, asked: str, progress: Progress
) -> list[dict[str, Any]]:
    """Make the files of a project that was loaded elsewhere in `folder`; return their entries as plain data."""
    resources = Resources(project.folder)
    jobs = plan(project, discover(resources), options)
    shop = replace(open_workshop(project, resources, options.theme, options.press), draws=False).at(folder)
    return [asdict(entry) for entry in make_files(project, jobs, shop, inputs, asked, progress)]


def _result(out: Path, manifest: Manifest, inputs: str, rendered: bool) -> Result:
    older = sorted(entry.path for entry in manifest.files if entry.inputs != inputs)
    return Result(out, manifest, rendered, tuple(older))


def asked_for(options: Options, shop: Workshop) -> str:
    """Return how files are asked to be made, in one line."""
    imposing = (options.sheet, options.sides, options.flip, *options.shift)
    return " ".join(str(choice) for choice in (shop.theme.name, options.size, *imposing) if choice is not None)


def rasters(project: Project) -> tuple[Raster, ...]:
    """Return the logos that have pixels, by the names their files have."""
    pictures = (picture for logo in project.logos for picture in logo.pictures)
    return tuple(
        Raster(picture.path.name, round(picture.width), round(picture.height))
        for picture in pictures
        if picture.media != "image/svg+xml"
    )


def compose_kits(
    project: Project, jobs: Sequence[Job], resources: Resources, shop: Workshop
) -> tuple[dict[str, dict[str, Any]], dict[str, Locator]]:
    """Return kit and locator a language; InputError for what the fonts cannot draw."""
    kits, locators = {}, {}
    problems: list[Problem] = []
    for language in dict.fromkeys(job.language for job in jobs):
        strings = strings_of(language, resources)
        locators[language] = Locator(project, language, strings)
        kits[language] = compose(project, language, strings.data, file_date())
        problems += uncovered(kits[language], shop.leading_faces(), locators[language])
    if problems:
        raise InputError(problems)
    return kits, locators


def file_date() -> date:
    """Return the date that files carry: that of SOURCE_DATE_EPOCH, in UTC."""
    return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date()


def strings_of(language: str, resources: Resources) -> Document:
    relative = f"_shared/strings/{language}.yaml"
    path = resources.find_template(relative)
    if path is None:
        mend = say("write it after _shared/strings/id.yaml")
        raise InputError([Problem(f"templates/{relative}", 0, 0, "", say("there is no such file"), mend)])
    return read_yaml(path)


def _render(
    jobs: Sequence[Job],
    kits: Mapping[str, Any],
    locators: Mapping[str, Locator],
    shop: Workshop,
    progress: Progress,
) -> list[Artefact]:
    artefacts = []
    for number, job in enumerate(jobs):
        progress(job.name, number, len(jobs))
        artefacts += render_job(job, kits[job.language], shop)
    progress("", len(jobs), len(jobs))
    if shop.misfits:
        raise FitError([misfit_line(job, misfit, locators[job.language]) for job, misfit in shop.misfits])
    return artefacts


def misfit_line(job: Job, misfit: Any, locator: Locator) -> str:
    """Tell where a text that does not fit stands, in what, and how much to cut."""
    field = ".".join(map(str, misfit.field)) or "text"
    where = f", {misfit.page}" if misfit.page else ""
    quoted = misfit.text if len(misfit.text) <= 60 else f"{misfit.text[:57]}…"
    return say(
        "{place} {name}{where}: {field} “{quoted}” does not fit {room} at {minimum:g} pt, its smallest "
        "size; cut {cut} of its {count} characters",
        place=locator.place(misfit.field),
        name=job.name,
        where=where,
        field=field,
        quoted=quoted,
        room=misfit.room,
        minimum=misfit.minimum,
        cut=misfit.cut,
        count=len(misfit.text),
    )


def entry(artefact: Artefact, folder: Path, inputs: str, asked: str, findings: Sequence[Any]) -> Entry:
    path = folder / artefact.path
    return Entry(
        path=artefact.path,
        product=artefact.product,
        language=artefact.language,
        bytes=path.stat().st_size,
        sha256=file_hash(path),
        inputs=inputs,
        options=asked,
        pages=artefact.pages,
        trim_mm=artefact.trim_mm,
        safe_mm=artefact.safe_mm,
        bleed_mm=artefact.bleed_mm,
        least_pt=artefact.least_pt,
        fonts=None if artefact.fonts is None else tuple(sorted(artefact.fonts)),
        locale=artefact.locale,
        link_on=artefact.link_on,
        tagged=artefact.tagged,
        template=artefact.template,
        findings=tuple(map(str, (*artefact.findings, *findings))),
    )


def is_made(
    published: Manifest, jobs: Sequence[Job], inputs: str, asked: str, unchanged: Callable[[Entry], bool]
) -> bool:
    """Return whether every wanted file was made from these inputs, as asked for now, and is still there unchanged."""
    entries = {entry.path: entry for entry in published.files}
    wanted = {path for job in jobs for path in job.outputs}
    groups = {(job.product.name, job.language) for job in jobs if job.product.file.renderer == "deck"}
    beside = {entry.path for entry in published.files if (entry.product, entry.language) in groups}
    return all(
        path in entries
        and (entries[path].inputs, entries[path].options) == (inputs, asked)
        and unchanged(entries[path])
        for path in wanted | beside
    )
