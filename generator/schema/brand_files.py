"""The files that a brand names: fonts, printing profile, template for slides and logos, all in the project folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.images import LogoError, Media, inspect_logo
from generator.press.profile import ProfileError, read_profile
from generator.schema.brand import Brand, FileName, font_files, logo_files
from generator.schema.problems import Problem
from generator.schema.yaml import Document, Path_
from generator.wording import say

TEMPLATES = (".pptx", ".potx")


@dataclass(frozen=True)
class LogoPicture:
    """A logo's file that was looked into; width and height are pixels, or the units of an SVG's viewBox."""

    path: Path
    media: Media
    width: float
    height: float


@dataclass(frozen=True)
class Logo:
    """A logo: its picture, what it shows, and the picture for dark grounds if the brand has one."""

    picture: LogoPicture
    alt: str | dict[str, str]
    dark: LogoPicture | None = None

    @property
    def pictures(self) -> tuple[LogoPicture, ...]:
        """All pictures of the logo."""
        return (self.picture, self.dark) if self.dark else (self.picture,)


@dataclass(frozen=True)
class BrandFiles:
    """Looks into the files that a brand names; `document` is the brand's."""

    folder: Path
    document: Document

    def problems(self, brand: Brand) -> list[Problem]:
        """Return what is wrong with its fonts, its printing profile and its template for slides."""
        return [*self._of_fonts(brand), *self._of_profile(brand), *self._of_template(brand)]

    def logos(self, brand: Brand) -> tuple[tuple[Logo, ...], list[Problem]]:
        """Return its logos, and what is wrong with those that are none."""
        logos: list[Logo] = []
        problems: list[Problem] = []
        for logo in logo_files(brand):
            picture, dark = (self._picture(file, problems) if file else None for file in (logo.file, logo.dark))
            if picture is not None:
                logos.append(Logo(picture, logo.alt, dark))
        return tuple(logos), problems

    def _picture(self, file: FileName, problems: list[Problem]) -> LogoPicture | None:
        if stray := self._stray(file.path, file.field):
            problems.append(stray)
            return None
        path = self.folder / file.path
        try:
            facts = inspect_logo(path)
        except LogoError as error:
            problems.append(self.document.problem(file.field, f"{file.path} {error.message}", error.mend))
            return None
        return LogoPicture(path, facts.media, facts.width, facts.height)

    def _of_fonts(self, brand: Brand) -> Iterator[Problem]:
        for font in font_files(brand):
            if stray := self._stray(font.path, font.field):
                yield stray
            elif is_missing(self.folder / font.path):
                mend = say("put the file there, or correct its name")
                yield self.document.problem(font.field, say("{path} does not exist", path=font.path), mend)

    def _of_profile(self, brand: Brand) -> Iterator[Problem]:
        name, field = brand.defaults.sosialisasi.press.icc, ("defaults", "sosialisasi", "press", "icc")
        if not name:
            return
        if stray := self._stray(name, field):
            yield stray
            return
        try:
            read_profile(self.folder / name)
        except ProfileError as error:
            yield self.document.problem(field, f"{name} {error.message}", error.mend)

    def _of_template(self, brand: Brand) -> Iterator[Problem]:
        name, field = brand.defaults.sosialisasi.deck.template, ("defaults", "sosialisasi", "deck", "template")
        if not name:
            return
        path = self.folder / name
        if stray := self._stray(name, field):
            yield stray
        elif path.suffix.lower() not in TEMPLATES:
            message, mend = say("{name} is no .pptx or .potx", name=name), say("save the template as one of them")
            yield self.document.problem(field, message, mend)
        elif not path.is_file():
            message, mend = say("{name} does not exist", name=name), say("put the file there, or correct its name")
            yield self.document.problem(field, message, mend)

    def _stray(self, name: str, field: Path_) -> Problem | None:
        """Return what is wrong with a name that leads out of the project; None if it does not."""
        if "://" in name:
            message = say("{name} is a web address, and nothing is fetched from the web", name=name)
        elif not _is_inside(self.folder / name, self.folder):
            message = say("{name} is outside the project folder", name=name)
        else:
            return None
        mend = say("copy the file into the project, for example into assets/")
        return self.document.problem(field, message, mend)


def is_missing(path: Path) -> bool:
    """Return whether a file or folder is not there, or cannot be."""
    try:
        return not path.exists()
    except OSError:  # a name too long, a folder that may not be entered
        return True


def _is_inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a ring, a name that no file can have
        return False
