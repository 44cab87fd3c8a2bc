"""What a brand must keep beyond its shape: colours that lead somewhere, at most three logos.

Colours and texts are read from the plain data, so that they are also checked when the shape is wrong elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.press.colours import MOST_INK
from generator.schema.brand import MAX_LOGOS, ROLES, Brand, logo_files
from generator.schema.brand_colours import known_names, resolve_colour, ring
from generator.schema.local_text import missing_languages
from generator.schema.nearest import hint
from generator.schema.problems import Problem
from generator.schema.yaml import Document, Path_
from generator.wording import say


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
    yield ("logo", "alt")
    for size in ("small", "medium", "large"):
        yield from (("logo", size, *inner, "alt") for inner in ((), ("light",), ("dark",)))
    for holder in (("logo", "images"), ("defaults", "sosialisasi", "partners")):
        logos = document.value(holder)
        names = logos if isinstance(logos, dict) else range(len(logos)) if isinstance(logos, list) else ()
        yield from ((*holder, name, "alt") for name in names)


def check_logo_count(document: Document, brand: Brand) -> list[Problem]:
    """Return a problem if there are more logos than there is room for."""
    room = MAX_LOGOS - sum(1 for logo in logo_files(brand) if logo.file.field[0] == "logo")
    surplus = len(brand.defaults.sosialisasi.partners) - room
    if surplus <= 0:
        return []
    message = say("there is room for {limit} logos in all, the agency's among them", limit=MAX_LOGOS)
    return [
        document.problem(("defaults", "sosialisasi", "partners"), message, say("remove {surplus}", surplus=surplus))
    ]


def _inks(document: Document) -> Iterator[Problem]:
    """Yield a problem for inks of a colour that the brand does not have, and for more ink than paper takes."""
    field: Path_ = ("defaults", "sosialisasi", "press", "cmyk")
    given = document.value(field)
    groups = (document.value(("color", "palette")), document.value(("color",)))
    known = [name for group in groups if isinstance(group, dict) for name in group if name != "palette"]
    for name, inks in given.items() if isinstance(given, dict) else ():
        if name not in known:
            yield document.problem(
                (*field, name), say("is no colour of this brand"), hint(name, known, say("name one of"))
            )
        elif isinstance(inks, list) and all(isinstance(ink, int) for ink in inks) and sum(inks) > MOST_INK:
            message = say("is {inks} % of ink together; paper takes {limit} %", inks=sum(inks), limit=MOST_INK)
            yield document.problem((*field, name), message, say("take less of cyan, magenta and yellow"))


def _colours(document: Document) -> Iterator[Problem]:
    """Yield a problem for each colour that is none, in both halves of those with a light and a dark one."""
    given = document.value(("color", "palette"))
    palette = {name: each for name, each in given.items() if isinstance(each, str)} if isinstance(given, dict) else {}
    for name, value in palette.items():
        yield from _colour(document, ("color", "palette", name), value, palette)
    fields: list[Path_] = [("color", role, *half) for role in ROLES for half in ((), ("light",), ("dark",))]
    values = {field: document.value(field) for field in fields}
    written = {field: value for field, value in values.items() if isinstance(value, str)}
    # Of two halves the light one, which is named first here, is what the role's name stands for.
    roles = {str(field[1]): value for field, value in reversed(written.items())}
    for field, value in written.items():
        named = palette if value == field[1] else known_names(palette, roles)
        yield from _colour(document, field, value, named)


def _colour(document: Document, field: Path_, value: str, named: Mapping[str, str]) -> Iterator[Problem]:
    if resolve_colour(value, named) is not None:
        return
    round_trip = ring(value, named)
    if round_trip:
        message = say("'{value}' leads round in a ring: {names}", value=value, names=" → ".join(round_trip))
        yield document.problem(field, message, say('write one of them as a colour in quotes: "#12143D"'))
    elif value in named:
        yield document.problem(
            field, say("'{value}' leads to no colour", value=value), say('write a colour in quotes: "#12143D"')
        )
    elif "(" in value or (value.startswith("#") and len(value) in {5, 9}):
        message = say("'{value}' is no solid colour that can be printed", value=value)
        yield document.problem(field, message, say('write it in quotes as "#12143D", without transparency'))
    else:
        mend = hint(value, named, say('write it in quotes as "#12143D", or name an entry of color.palette'))
        yield document.problem(field, say("'{value}' is no colour", value=value), mend)
