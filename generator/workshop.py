"""Open the workshop of a build: theme, fonts, assets and environment of one project."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path

from generator.errors import InputError
from generator.notices import choose_fonts, colour_notices, press_notices
from generator.press.colours import CMYK, Inks
from generator.press.profile import Profile, Tell, default_profile, read_profile, untold
from generator.press.seen import legible_in
from generator.renderers import Workshop
from generator.renderers.deck.foreign.opening import OwnTemplate
from generator.renderers.logos import DARK, LogoBook
from generator.resources import Resources
from generator.schema.brand import colours, font_files, press_inks
from generator.schema.project import Project
from generator.templating import environment
from generator.themes.fonts import FontBook, FontSource, read_source
from generator.themes.theme import load_theme
from generator.wording import say


def open_workshop(
    project: Project,
    resources: Resources,
    theme_name: str | None,
    press: bool = False,
    tell: Tell = untold,
) -> Workshop:
    """Return what all jobs of the project share, inks for a press if it is asked for; `tell` is told what takes long.

    Raises InputError for a theme or font that is not usable, MissingDependencyError if there is no printing profile.
    """
    brand = project.brand
    named = theme_name or project.event.theme
    theme = load_theme(named, resources, colours(brand))
    inks = _inks(project, tell) if press else None
    press_theme = load_theme(named, resources, colours(brand), legible_in(inks)) if inks else theme
    document = project.documents["brand"]
    choice = choose_fonts(project, theme.typography, _brand_fonts(project))
    assets = dict(_logos(project))
    return Workshop(
        resources=resources,
        environment=environment(resources),
        theme=theme,
        fonts=FontBook(choice.sources, choice.families["base"], choice.fallback),
        families=choice.families,
        fallback=choice.fallback,
        assets=assets,
        logos=LogoBook(assets, theme.colours),
        roots=(project.folder,),
        inks=inks,
        press_theme=press_theme,
        notices=(
            *choice.notices,
            *colour_notices(theme, document),
            *press_notices(theme, press_theme, document),
        ),
        template=_template(project),
    )


def _template(project: Project) -> OwnTemplate | None:
    deck = project.brand.defaults.sosialisasi.deck
    if deck.template is None:
        return None
    return OwnTemplate(
        project.folder / deck.template,
        {str(kind): name for kind, name in deck.layouts.items()},
        project.documents["brand"],
    )


def _logos(project: Project) -> Iterator[tuple[str, tuple[bytes, str]]]:
    """Yield the logos' files by the names that templates call them with: "logo-1", "logo-1-dark", "logo-2" …"""
    for number, logo in enumerate(project.logos, start=1):
        for suffix, picture in zip(("", DARK), logo.pictures, strict=False):
            yield f"logo-{number}{suffix}", (picture.path.read_bytes(), picture.media)


def _inks(project: Project, tell: Tell) -> Inks:
    icc = project.brand.defaults.sosialisasi.press.icc
    profile = read_profile(project.folder / icc) if icc else default_profile(tell)
    return _inks_of(profile, tuple(press_inks(project.brand).items()))


@lru_cache(maxsize=4)
def _inks_of(profile: Profile, declared: tuple[tuple[str, CMYK], ...]) -> Inks:
    """Return inks that the workshops of many units share, for what they look up is kept."""
    return Inks(profile, dict(declared))


def _brand_fonts(project: Project) -> list[FontSource]:
    sources, problems = [], []
    for font in font_files(project.brand):
        try:
            sources.append(read_source(font.family, project.folder / font.path))
        except ValueError as error:
            problems.append(
                project.documents["brand"].problem(font.field, str(error), say("name a TrueType or OpenType font"))
            )
    if problems:
        raise InputError(problems)
    return sources


def input_files(project: Project, shop: Workshop) -> Iterator[Path]:
    """Yield the project's own files that a build depends on."""
    yield from (document.path for document in project.documents.values())
    yield from (picture.path for logo in project.logos for picture in logo.pictures)
    yield from shop.font_files()
    icc = project.brand.defaults.sosialisasi.press.icc
    if icc:
        yield project.folder / icc
    if shop.template:
        yield shop.template.path
        yield from (path for path in sorted((project.folder / "fonts").glob("*")) if path.is_file())


@contextmanager
def time_of(day: date) -> Iterator[None]:
    """Make the event's date the time in files, unless SOURCE_DATE_EPOCH says otherwise."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        yield
        return
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime.combine(day, time(), UTC).timestamp()))
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
