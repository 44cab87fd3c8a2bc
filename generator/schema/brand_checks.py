"""What a brand must keep beyond its shape: colours that lead somewhere, at most three logos."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.schema.brand import MAX_LOGOS, ROLES, Brand, logo_files, resolve_colour
from generator.schema.local_text import missing_languages
from generator.schema.nearest import hint
from generator.schema.problems import Problem
from generator.schema.yaml import Document


def check_brand(document: Document, brand: Brand, languages: Sequence[str]) -> list[Problem]:
    """Return what is wrong with the brand's colours, its number of logos, and its texts in `languages`."""
    return [
        *_colours(document, brand),
        *_logos(document, brand),
        *missing_languages(document, ("defaults", "sosialisasi", "slogan"), languages),
    ]


def _colours(document: Document, brand: Brand) -> Iterator[Problem]:
    palette = brand.color.palette
    named = [(("color", "palette", name), value) for name, value in palette.items()]
    named += [(("color", role, ""), getattr(brand.color, role)) for role in ROLES]
    for field, value in named:
        if value is None or resolve_colour(value, palette) is not None:
            continue
        place = tuple(step for step in field if step)
        if value in palette:
            yield document.problem(place, f"'{value}' leads round in a ring", 'write a colour: "#12143D"')
        else:
            mend = hint(value, palette, 'write it in quotes as "#12143D", or name an entry of color.palette')
            yield document.problem(place, f"'{value}' is no colour", mend)


def _logos(document: Document, brand: Brand) -> Iterator[Problem]:
    field = ("defaults", "sosialisasi", "partners")
    partners = len(brand.defaults.sosialisasi.partners)
    room = MAX_LOGOS - sum(1 for logo in logo_files(brand) if logo.field[0] == "logo")
    if partners > room:
        yield document.problem(
            field,
            f"there is room for {MAX_LOGOS} logos in all, the agency's among them",
            f"remove {partners - room}",
        )
