"""A project folder as a whole: event, brand, campaigns and logos, with the problems of all at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator import localize
from generator.errors import InputError
from generator.images import LogoError, Media, inspect_logo
from generator.overlay import overlay_problems
from generator.press.profile import ProfileError, read_profile
from generator.resources import Resources
from generator.schema.base import localised, validate
from generator.schema.brand import Brand, FileName, font_files, logo_files
from generator.schema.brand_checks import check_brand, check_logo_count
from generator.schema.campaign import Campaign
from generator.schema.campaign_checks import check_campaign, check_same_keys
from generator.schema.event import Event
from generator.schema.event_checks import check_event
from generator.schema.nearest import hint
from generator.schema.patterns import LANGUAGE, SLUG
from generator.schema.problems import Problem
from generator.schema.validation import M
from generator.schema.yaml import Document, Path_, scan_yaml
from generator.wording import say

EVENT_FILE = "event.yaml"
BRAND_FILE = "_brand.yml"
MAX_SLUG = 60
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
class Project:
    """Everything that a kit is made of; `documents` ("event", "brand", "campaign.id" …) know every place."""

    folder: Path
    event: Event
    brand: Brand
    campaigns: dict[str, Campaign]
    logos: tuple[Logo, ...]
    documents: dict[str, Document]

    @property
    def slug(self) -> str:
        """The event's title in its main language as the name of a folder."""
        title = localised(self.event.title, self.event.languages[0])
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
        return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_SLUG].rstrip("-") or self.event.campaign


def load_project(folder: Path, resources: Resources) -> Project:
    """Read and check a whole project. InputError: every problem of every file."""
    loader = _Loader(folder, resources, list(overlay_problems(folder)))
    event = loader.event()
    brand = loader.brand()
    campaigns = loader.campaigns()
    logos = loader.logos(brand) if brand else ()
    if loader.problems or event is None or brand is None:
        raise InputError(loader.problems)
    return Project(folder, event, brand, campaigns, logos, loader.documents)


def revised(project: Project, resources: Resources, documents: Mapping[str, Document]) -> Project:
    """Return the project with other documents for its event and brand, held to what a project's files are held to."""
    loader = _Loader(project.folder, resources, given=documents)
    event = loader.event()
    brand = loader.brand()
    logos = loader.logos(brand) if brand else ()
    if loader.problems or event is None or brand is None:
        raise InputError(loader.problems)
    return Project(project.folder, event, brand, project.campaigns, logos, {**project.documents, **documents})


@dataclass
class _Loader:
    """Reads the files one after the other and keeps going, so that `problems` holds what is wrong in all.

    Those of which a document is `given` are not read again.
    """

    folder: Path
    resources: Resources
    problems: list[Problem] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    languages: Sequence[str] = ()
    given: Mapping[str, Document] = field(default_factory=dict)

    def event(self) -> Event | None:
        path = self.folder / EVENT_FILE
        if _is_missing(path):
            mend = say("name a project folder, or make one with: sosialisasi new FOLDER")
            self.problems.append(Problem(str(path), 0, 0, "", say("there is no such file"), mend))
            return None
        event = self._read("event", path, Event)
        self.languages = self._languages()
        if "event" in self.documents:
            self._add(check_event(self.documents["event"], self.languages))
        return event

    def brand(self) -> Brand | None:
        path = self.folder / BRAND_FILE
        if _is_missing(self.folder):
            return None
        if _is_missing(path):
            mend = say(
                'copy one from another project, or write a {brand_file} with the one line "meta: {{}}"',
                brand_file=BRAND_FILE,
            )
            self.problems.append(Problem(str(path), 0, 0, "", say("there is no such file"), mend))
            return None
        brand = self._read("brand", path, Brand)
        if "brand" in self.documents:
            self._add(check_brand(self.documents["brand"], self.languages))
        if brand is not None:
            self._add(check_logo_count(self.documents["brand"], brand))
            self._check_fonts(brand)
            self._check_profile(brand)
            self._check_template(brand)
        return brand

    def campaigns(self) -> dict[str, Campaign]:
        found: dict[str, Campaign] = {}
        for language, path in self._campaign_files().items():
            campaign = self._read(f"campaign.{language}", path, Campaign)
            if campaign is not None:
                found[language] = campaign
        documents = {
            language: self.documents[f"campaign.{language}"]
            for language in self.languages
            if f"campaign.{language}" in self.documents
        }
        for language, document in documents.items():
            self._add(check_campaign(document, language))
        self._add(check_same_keys(documents))
        return found

    def logos(self, brand: Brand) -> tuple[Logo, ...]:
        logos = []
        for logo in logo_files(brand):
            picture, dark = self._picture(logo.file), self._picture(logo.dark) if logo.dark else None
            if picture is not None:
                logos.append(Logo(picture, logo.alt, dark))
        return tuple(logos)

    def _picture(self, file: FileName) -> LogoPicture | None:
        path = self._own_file(file.path, file.field)
        if path is None:
            return None
        try:
            facts = inspect_logo(path)
        except LogoError as error:
            self._problem("brand", file.field, f"{file.path} {error.message}", error.mend)
            return None
        return LogoPicture(path, facts.media, facts.width, facts.height)

    def _read(self, name: str, path: Path, model: type[M]) -> M | None:
        document, problems = (self.given[name], []) if name in self.given else scan_yaml(path)
        self.problems += problems
        if document is None or document.data is None:
            return None
        self.documents[name] = document
        read, problems = validate(document, model)
        self.problems += problems
        return read

    def _languages(self) -> list[str]:
        """Return the event's languages, also of an event that has other problems."""
        document = self.documents.get("event")
        given = document.value(("languages",)) if document else None
        languages = [each for each in given if isinstance(each, str)] if isinstance(given, list) else []
        return [each for each in dict.fromkeys(languages) if re.fullmatch(LANGUAGE, each)]

    def _campaign_files(self) -> dict[str, Path]:
        document = self.documents.get("event")
        name = document.value(("campaign",)) if document else None
        if not isinstance(name, str) or not re.fullmatch(SLUG, name) or len(name) > MAX_SLUG:
            return {}
        if self.resources.find_content(f"campaigns/{name}") is None:
            mend = hint(name, self._campaign_names(), say("name one of"))
            self._problem("event", ("campaign",), say("there is no campaign '{name}'", name=name), mend)
            return {}
        files = {}
        for language in self.languages:
            path = self.resources.find_content(f"campaigns/{name}/{language}.yaml")
            if not localize.knows(language):
                self._problem(
                    "event",
                    ("languages",),
                    say("'{language}' is no language", language=language),
                    say("write id or en"),
                )
            elif path is None:
                message = say("the campaign '{name}' has no {language}.yaml", name=name, language=language)
                self._problem(
                    "event", ("languages",), message, say("write one, or remove {language} here", language=language)
                )
            else:
                files[language] = path
        return files

    def _campaign_names(self) -> list[str]:
        folders = [root / "campaigns" for root in self.resources.content_roots]
        return sorted({each.name for folder in folders if folder.is_dir() for each in folder.iterdir()})

    def _check_fonts(self, brand: Brand) -> None:
        for font in font_files(brand):
            path = self._own_file(font.path, font.field)
            if path is not None and _is_missing(path):
                mend = say("put the file there, or correct its name")
                self._problem("brand", font.field, say("{path} does not exist", path=font.path), mend)

    def _check_profile(self, brand: Brand) -> None:
        name, field = brand.defaults.sosialisasi.press.icc, ("defaults", "sosialisasi", "press", "icc")
        path = self._own_file(name, field) if name else None
        if path is None:
            return
        try:
            read_profile(path)
        except ProfileError as error:
            self._problem("brand", field, f"{name} {error.message}", error.mend)

    def _check_template(self, brand: Brand) -> None:
        name, field = brand.defaults.sosialisasi.deck.template, ("defaults", "sosialisasi", "deck", "template")
        path = self._own_file(name, field) if name else None
        if name and path is not None and path.suffix.lower() not in TEMPLATES:
            self._problem(
                "brand", field, say("{name} is no .pptx or .potx", name=name), say("save the template as one of them")
            )
        elif path is not None and not path.is_file():
            self._problem(
                "brand", field, say("{name} does not exist", name=name), say("put the file there, or correct its name")
            )

    def _own_file(self, name: str, field: Path_) -> Path | None:
        """Return the file of that name in the project, None with a problem if it leads out of it."""
        path = self.folder / name
        if "://" in name:
            message = say("{name} is a web address, and nothing is fetched from the web", name=name)
        elif not _is_inside(path, self.folder):
            message = say("{name} is outside the project folder", name=name)
        else:
            return path
        self._problem("brand", field, message, say("copy the file into the project, for example into assets/"))
        return None

    def _add(self, problems: Sequence[Problem]) -> None:
        """Keep what a check found at fields of which nothing has been said yet."""
        known = {(problem.path, problem.field) for problem in self.problems}
        self.problems += [problem for problem in problems if (problem.path, problem.field) not in known]

    def _problem(self, document: str, field: Path_, message: str, mend: str) -> None:
        self.problems.append(self.documents[document].problem(field, message, mend))


def _is_missing(path: Path) -> bool:
    try:
        return not path.exists()
    except OSError:  # a name too long, a folder that may not be entered
        return True


def _is_inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a ring, a name that no file can have
        return False
