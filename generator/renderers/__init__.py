"""Renderers: from a kit and a product to finished files in a work folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.fitting.index import Misfit
from generator.imposition import Scheme
from generator.products import Layout, Product, Sheet
from generator.renderers.logos import LogoBook
from generator.renderers.pdf import FontFolder
from generator.renderers.typesetter import Typesetter
from generator.resources import Resources
from generator.themes.fonts import FontBook, FontFace
from generator.themes.theme import Theme

if TYPE_CHECKING:  # templating draws QR codes, so it imports this package
    from generator.preflight.findings import Finding
    from generator.press.colours import Inks
    from generator.renderers.deck.foreign.opening import OwnTemplate
    from generator.templating import KitEnvironment

_RENDERERS = {"pdf": "generator.renderers.pages", "deck": "generator.renderers.slides"}
_TEMPLATES = "generator.renderers.deck.foreign.render"
_SHEETS = "generator.renderers.sheets"
_SUFFIXES = {"pdf": (".pdf",), "deck": (".pptx", ".pdf")}


@dataclass(frozen=True)
class Job:
    """One product, in one design and language, on one sheet; `folder` is its place in the output ("" or "en/").

    `scheme` says how it comes onto larger sheets besides, if it does; `press` that it is for a print shop: with bleed,
    in inks, and beside the one for screens; `drawn` whether slides can be made into a PDF too.
    """

    product: Product
    design: str
    language: str
    sheet: Sheet
    folder: str
    scheme: Scheme | None = None
    press: bool = False
    drawn: bool = True

    @property
    def stem(self) -> str:
        """The output's path without its suffix."""
        return self.place + self.product.designs[self.design].file

    @property
    def place(self) -> str:
        """The folder in the output that its files go to: "", "en/", "press/"."""
        return self.folder + ("press/" if self.press else "")

    @property
    def bleed_mm(self) -> float:
        """How far colour reaches over the trim."""
        return self.product.file.bleed_mm if self.press else 0.0

    @property
    def outputs(self) -> tuple[str, ...]:
        """The paths of its main files."""
        suffixes = _SUFFIXES[self.product.file.renderer]
        made = [self.stem + suffix for suffix in (suffixes if self.drawn else suffixes[:1])]
        return (*made, self.imposed) if self.imposed else tuple(made)

    @property
    def imposed(self) -> str | None:
        """The path of its sheets, None if it is not imposed."""
        imposition = self.product.file.imposition
        return f"{self.place}{imposition.file}.pdf" if self.scheme and imposition else None

    @property
    def name(self) -> str:
        """What people call it: "poster, values (en)"."""
        design = f", {self.design}" if self.product.file.designs else ""
        return f"{self.product.name}{design} ({self.language}{', press' if self.press else ''})"


@dataclass(frozen=True)
class Artefact:
    """A finished file in the work folder, and what it was made to be, by which it is then checked.

    `fonts` are the families it may hold, None if it holds no text; `safe_mm` is the room that text keeps from the
    edge, `bleed_mm` what is painted beyond it (None: a file for the screen), `least_pt` the smallest size of its
    text, `locale` the tag of its language, `link_on` the pages, from 1, with the QR code of the event's link.
    `tagged` says whether screen readers are to follow it, `template` the name of the stranger's template that it was
    made in, `findings` what was found as it was made.
    """

    path: str
    product: str
    language: str
    pages: int | None = None
    trim_mm: tuple[float, float] | None = None
    fonts: frozenset[str] | None = None
    safe_mm: float | None = None
    bleed_mm: float | None = None
    least_pt: float | None = None
    locale: str | None = None
    link_on: tuple[int, ...] = ()
    tagged: bool = True
    template: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Workshop:
    """What all jobs of a build share; `assets` maps names to bytes and media type, `inks` are for press files.

    `press_theme` is the theme with tones that read in these, too; `notices` tell what of the brand could not be had as
    it says; `template` is the agency's own for slides, if any, `draws` whether LibreOffice may be started for them.
    """

    resources: Resources
    environment: KitEnvironment
    theme: Theme
    fonts: FontBook
    families: Mapping[str, str]
    fallback: tuple[str, ...]
    assets: Mapping[str, tuple[bytes, str]]
    logos: LogoBook
    roots: tuple[Path, ...]
    inks: Inks | None = None
    press_theme: Theme | None = None
    notices: tuple[str, ...] = ()
    template: OwnTemplate | None = None
    draws: bool = True
    typesetter: Typesetter = field(default_factory=Typesetter)
    folder: Path = Path()
    font_folder: FontFolder = field(default_factory=lambda: FontFolder(Path(".fonts")))
    layouts: dict[tuple[str, bool], Layout] = field(default_factory=dict)
    misfits: list[tuple[Job, Misfit]] = field(default_factory=list)

    def at(self, folder: Path, fonts: FontFolder | None = None) -> Workshop:
        """Return the workshop with `folder` to write into; the pages' fonts are there too, or where `fonts` says."""
        return replace(self, folder=folder, font_folder=fonts or FontFolder(folder / ".fonts"), misfits=[])

    def dressed(self, job: Job) -> Workshop:
        """Return the workshop in the theme of a job: for the press in tones that read in inks."""
        if not job.press or self.press_theme is None:
            return self
        return replace(self, theme=self.press_theme, logos=LogoBook(self.assets, self.press_theme.colours))

    @property
    def all_families(self) -> tuple[str, ...]:
        """The families that text may be set in, the fallback families last."""
        return tuple(dict.fromkeys([*self.families.values(), *self.fallback]))

    def leading_faces(self) -> list[FontFace]:
        """Return the regular face of each family that a text is set in first, the base family's before others."""
        return [
            self.fonts.face(family, 400) for family in dict.fromkeys([self.families["base"], *self.families.values()])
        ]

    def font_files(self) -> list[Path]:
        """Return the font files behind all families."""
        return [source.path for family in self.all_families for source in self.fonts.sources(family)]


def check_template(jobs: Sequence[Job], shop: Workshop) -> None:
    """Raise InputError if the agency's own template for slides, where a job needs it, is of no use."""
    if shop.template and any(job.product.file.renderer == "deck" for job in jobs):
        import_module(_TEMPLATES).matched(shop.template)


def render_job(job: Job, kit: Mapping[str, Any], shop: Workshop) -> list[Artefact]:
    """Render one job into the shop's folder. Misfits are noted in the shop; then there may be no file."""
    shop = shop.dressed(job)
    renderer = import_module(_RENDERERS[job.product.file.renderer])
    artefacts: list[Artefact] = renderer.render(job, kit, shop)
    return [*artefacts, *render_sheets(job, kit, shop, artefacts)]


def render_sheets(job: Job, kit: Mapping[str, Any], shop: Workshop, artefacts: Sequence[Artefact]) -> list[Artefact]:
    """Render the larger sheets that a job comes onto besides, if it does; `artefacts` are what it comes to itself."""
    if not artefacts or not job.scheme:
        return []
    sheets: list[Artefact] = import_module(_SHEETS).render(job, job.scheme, kit, shop, artefacts[0])
    return sheets
