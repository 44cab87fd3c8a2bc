"""A project folder as a whole: event, brand, campaigns and logos, with the problems of all at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator import localize
from generator.errors import InputError
from generator.overlay import overlay_problems
from generator.resources import Resources
from generator.schema.base import localised, validate
from generator.schema.brand import Brand
from generator.schema.brand_checks import check_brand, check_logo_count
from generator.schema.brand_files import BrandFiles, Logo, is_missing
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
        if is_missing(path):
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
        if is_missing(self.folder):
            return None
        if is_missing(path):
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
            self.problems += self._files().problems(brand)
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
        logos, problems = self._files().logos(brand)
        self.problems += problems
        return logos

    def _files(self) -> BrandFiles:
        return BrandFiles(self.folder, self.documents["brand"])

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

    def _add(self, problems: Sequence[Problem]) -> None:
        """Keep what a check found at fields of which nothing has been said yet."""
        known = {(problem.path, problem.field) for problem in self.problems}
        self.problems += [problem for problem in problems if (problem.path, problem.field) not in known]

    def _problem(self, document: str, field: Path_, message: str, mend: str) -> None:
        self.problems.append(self.documents[document].problem(field, message, mend))
