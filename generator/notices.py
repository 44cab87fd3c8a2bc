"""What of a brand could not be had as it says, and what is used instead: absent fonts, unreadable colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.schema.brand import font_family, font_source
from generator.schema.project import Project
from generator.schema.yaml import Document, Path_
from generator.themes.colour import legible
from generator.themes.fonts import FontSource, installed, package_of
from generator.themes.theme import Theme, Typography
from generator.wording import say

_SHOPS = {"google": "Google Fonts", "bunny": "Bunny Fonts"}


@dataclass(frozen=True)
class FontChoice:
    """The fonts of a build: the brand's own files, the family of each part, those for other letters, and notices."""

    sources: Sequence[FontSource]
    families: dict[str, str]
    fallback: tuple[str, ...]
    notices: tuple[str, ...]


def choose_fonts(project: Project, theme: Typography, sources: Sequence[FontSource]) -> FontChoice:
    """Return the brand's families where they are in its files or installed, else the theme's, and say so."""
    brand, document = project.brand, project.documents["brand"]
    own = {source.family for source in sources}
    notices: list[str] = []

    def found(family: str, field: Path_, instead: str) -> bool:
        if family in own or installed(family):
            return True
        notices.append(_font_notice(document, field, family, font_source(brand, family), instead))
        return False

    families: dict[str, str] = {}
    for role, last in (("base", theme.base), ("headings", theme.headings)):
        family = font_family(brand, role)
        instead = families["base"] if families and font_family(brand, "base") == families["base"] else last
        families[role] = family if family and found(family, ("typography", role), instead) else instead
    named = brand.defaults.sosialisasi.fallback_fonts
    field = ("defaults", "sosialisasi", "fallback_fonts")
    there = [each for number, each in enumerate(named) if found(each, (*field, number), say("no other"))]
    fallback = tuple(dict.fromkeys([*there, *theme.fallback]))
    return FontChoice(sources, families, fallback, tuple(notices))


def _font_notice(document: Document, field: Path_, family: str, source: str | None, instead: str) -> str:
    fetched = say(" and nothing is fetched from {shops}", shops=_SHOPS[source]) if source in _SHOPS else ""
    message = say(
        "the font family “{family}” is not here{fetched}; {instead} is used instead",
        family=family,
        fetched=fetched,
        instead=instead,
    )
    mend = say(
        "add its files under typography.fonts with “source: file”, or install {package_of}",
        package_of=package_of(family),
    )
    return _notice(document, field, message, mend)


def colour_notices(theme: Theme, document: Document) -> Iterator[str]:
    """Yield a line for every colour of the brand that had to give way, with the nearest that can be read."""
    for moved in theme.moved:
        message = say("no text reads on {given} both on a screen and printed in grey", given=moved.given)
        if moved.grounds:
            name, ground = min(moved.grounds.items(), key=lambda each: legible(moved.given, each[1]))
            ratio = legible(moved.given, ground)
            needed = say("where {contrast:g} is needed", contrast=moved.contrast)
            message = say(
                "{given} has a contrast of {ratio:.2f} on {name} ({ground}), {needed}",
                given=moved.given,
                ratio=ratio,
                name=name,
                ground=ground,
                needed=needed,
            )
        mend = say("{used}, the nearest tone that can be read, is used instead", used=moved.used)
        yield _notice(document, ("color", moved.role), message, mend)


def press_notices(theme: Theme, press_theme: Theme, document: Document) -> Iterator[str]:
    """Yield a line for every colour of the brand that is another in inks, for text would else be lost there."""
    on_screen = {moved.role: moved.used for moved in theme.moved}
    for moved in press_theme.moved:
        if moved.used != on_screen.get(moved.role):
            message = say("{given} has too little contrast in inks", given=moved.given)
            mend = say("{used}, the nearest tone that can be read, is used for the press instead", used=moved.used)
            yield _notice(document, ("color", moved.role), message, mend)


def _notice(document: Document, field: Path_, message: str, mend: str) -> str:
    """Return it with the file's name alone: a manifest does not tell where the project was."""
    return str(replace(document.problem(field, message, mend), path=document.path.name))
