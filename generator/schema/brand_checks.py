"""What a brand must keep beyond its shape: colours that lead somewhere, at most three logos.

Colours and texts are read from the plain data, so that they are also checked when the shape is wrong elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.press.colours import MOST_INK
from generator.schema.brand import MAX_LOGOS, ROLES, Brand, logo_files, resolve_colour
from generator.schema.local_text import missing_languages
from generator.schema.nearest import hint
from generator.schema.problems import Problem
from generator.schema.yaml import Document, Path_


def check_brand(document: Document, languages: Sequence[str]) -> list[Problem]:
    """Return what is wrong with the brand's colours and inks, and with its texts in `languages`."""
    texts = [("defaults", "sosialisasi", "slogan"), *_logo_texts(document)]
    return [
        *_colours(document),
        *_inks(document),
        *(each for text in texts for each in missing_languages(document, text, languages)),
    ]


def _logo_texts(document: Document) -> Iterator[Path_]:
    """Yield the fields that say what a logo shows."""
    for holder in (("logo", "images"), ("defaults", "sosialisasi", "partners")):
        logos = document.value(holder)
        names = logos if isinstance(logos, dict) else range(len(logos)) if isinstance(logos, list) else ()
        yield from ((*holder, name, "alt") for name in names)


def check_logo_count(document: Document, brand: Brand) -> list[Problem]:
    """Return a problem if there are more logos than there is room for."""
    room = MAX_LOGOS - sum(1 for logo in logo_files(brand) if logo.field[0] == "logo")
    surplus = len(brand.defaults.sosialisasi.partners) - room
    if surplus <= 0:
        return []
    message = f"there is room for {MAX_LOGOS} logos in all, the agency's among them"
    return [document.problem(("defaults", "sosialisasi", "partners"), message, f"remove {surplus}")]


def _inks(document: Document) -> Iterator[Problem]:
    """Yield a problem for inks of a colour that the brand does not have, and for more ink than paper takes."""
    field: Path_ = ("defaults", "sosialisasi", "press", "cmyk")
    given = document.value(field)
    groups = (document.value(("color", "palette")), document.value(("color",)))
    known = [name for group in groups if isinstance(group, dict) for name in group if name != "palette"]
    for name, inks in given.items() if isinstance(given, dict) else ():
        if name not in known:
            yield document.problem((*field, name), "is no colour of this brand", hint(name, known, "name one of"))
        elif isinstance(inks, list) and all(isinstance(ink, int) for ink in inks) and sum(inks) > MOST_INK:
            message = f"is {sum(inks)} % of ink together; paper takes {MOST_INK} %"
            yield document.problem((*field, name), message, "take less of cyan, magenta and yellow")


def _colours(document: Document) -> Iterator[Problem]:
    given = document.value(("color", "palette"))
    palette = {name: each for name, each in given.items() if isinstance(each, str)} if isinstance(given, dict) else {}
    fields: list[Path_] = [("color", "palette", name) for name in palette]
    for field in [*fields, *(("color", role) for role in ROLES)]:
        value = document.value(field)
        if not isinstance(value, str) or resolve_colour(value, palette) is not None:
            continue
        if isinstance(given, dict) and value in given:
            yield document.problem(field, f"'{value}' leads to no colour", 'write a colour in quotes: "#12143D"')
        else:
            mend = hint(value, palette, 'write it in quotes as "#12143D", or name an entry of color.palette')
            yield document.problem(field, f"'{value}' is no colour", mend)
