"""Drafts: what each slide says in a template's placeholders, before it is known how large and on how many slides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import Field

from generator.errors import InputError
from generator.fitting.breaks import bound
from generator.renderers.deck.outline import Outline, OutlineImage, OutlineSlide
from generator.renderers.deck.texts import fault
from generator.schema.base import Model, validate
from generator.schema.brand_parts import SlideKind as Kind
from generator.schema.problems import Problem
from generator.schema.yaml import read_yaml
from generator.wording import say

FILE = "template.yaml"
LOGOS = "logos"  # the place of an outline's logos
_KEY = re.compile(r"\{([\w-]+)\}")
_ALONE = re.compile(r"\{([\w-]+)\}$")


class Entry(Model):
    """A paragraph as the product describes it; a list of texts makes one each, unless they are joined."""

    text: str
    lead: str = ""
    bold: bool = False
    plain: bool = False
    under: bool = False
    join: str | None = None
    chosen: str | None = None


class Column(Model):
    """One of two columns: its heading, and what each row says in it."""

    heading: str
    rows: list[Entry]


class SlideWay(Model):
    """How a slide stands in a template: kind of layout, title, and either paragraphs or two columns."""

    kind: Kind
    title: str
    text: list[Entry] = []
    rows: list[Entry] = []
    after: list[Entry] = []
    left: Column | None = None
    right: Column | None = None
    picture: str | None = None


class Least(Model):
    """The smallest sizes in pt."""

    title: float = Field(gt=0)
    text: float = Field(gt=0)
    lead: float = Field(gt=0)


class Ways(Model):
    """templates/deck/template.yaml."""

    least: Least
    slides: dict[str, SlideWay]


@dataclass(frozen=True)
class Para:
    """A paragraph: text, bold text before it, and how it stands: "bullet", "plain" or "under" the one above."""

    text: str
    lead: str = ""
    bold: bool = False
    stance: str = "bullet"


Block = Mapping[str, tuple[Para, ...]]  # what is kept together, by slot


@dataclass(frozen=True)
class Draft:
    """A slide of the outline; `fixed` is said on every slide that it takes, the blocks follow one another."""

    number: int
    kind: Kind
    title: str
    fixed: Mapping[str, tuple[Para, ...]]
    blocks: tuple[Block, ...]
    image: OutlineImage | None
    logos: tuple[OutlineImage, ...]
    section: str
    notes: tuple[str, ...]


def read_ways(path: Path) -> Ways:
    """Read how slides stand in templates; InputError if the file is wrong."""
    found, problems = validate(read_yaml(path), Ways)
    if found is None:
        raise InputError(problems)
    return found


def drafted(outline: Outline, ways: Ways, path: Path, names: Mapping[str, str]) -> list[Draft]:
    """Return the drafts of all slides, each with a title of its own; `names` are those of their layouts.

    Raises InputError for a slide that the file leaves out.
    """
    lacking = sorted({slide.layout for slide in outline.slides} - set(ways.slides))
    if lacking:
        mend = say("say how such slides stand in a template of the agency's own")
        raise InputError([Problem(str(path), 0, 0, f"slides.{key}", say("is missing"), mend) for key in lacking])
    seen: Counter[str] = Counter()
    return [
        _draft(number, slide, ways.slides[slide.layout], names[slide.layout], seen)
        for number, slide in enumerate(outline.slides, 1)
    ]


def _draft(number: int, slide: OutlineSlide, way: SlideWay, name: str, seen: Counter[str]) -> Draft:
    title = bound(_filled(way.title, {**slide.texts, "name": name}))
    seen[title.casefold()] += 1
    count = seen[title.casefold()]
    image = next((one for one in slide.images if one.place == way.picture), None)
    if way.picture and image is None:
        raise fault(number, way.picture, say("there is no such picture"))
    columns = {name: column for name, column in (("left", way.left), ("right", way.right)) if column}
    return Draft(
        number=number,
        kind=way.kind,
        title=title if count == 1 else f"{title} ({count})",
        fixed={f"{name}-heading": (Para(_filled(one.heading, slide.texts)),) for name, one in columns.items()},
        blocks=tuple(_columns(slide, columns) if columns else _blocks(slide, way)),
        image=image,
        logos=tuple(one for one in slide.images if one.place == LOGOS),
        section=slide.section,
        notes=tuple(slide.notes),
    )


def _blocks(slide: OutlineSlide, way: SlideWay) -> Iterator[Block]:
    """Yield what is said before the rows, the rows, and what is said behind them; what is under another stays there."""
    paras: list[Para] = [para for entry in way.text for para in _paras(entry, slide.texts, False)]
    for row, texts in enumerate(slide.rows):
        paras += [para for entry in way.rows for para in _paras(entry, texts, _strong(slide, row, entry))]
    paras += [para for entry in way.after for para in _paras(entry, slide.texts, False)]
    together: list[list[Para]] = []
    for para in paras:
        if para.stance == "under" and together:
            together[-1].append(para)
        else:
            together.append([para])
    yield from ({"text": tuple(block)} for block in together)


def _columns(slide: OutlineSlide, columns: Mapping[str, Column]) -> Iterator[Block]:
    for row, texts in enumerate(slide.rows):
        yield {
            name: tuple(para for one in column.rows for para in _paras(one, texts, _strong(slide, row, one)))
            for name, column in columns.items()
        }


def _strong(slide: OutlineSlide, row: int, entry: Entry) -> bool:
    """Return whether a row is to be bold: the outline says so, or it is the one that the slide's variant chooses."""
    chosen = entry.chosen is not None and slide.variant and slide.rows[row].get(entry.chosen) == slide.variant
    return bool(chosen) or any(row in slide.strong.get(key, ()) for key in _KEY.findall(entry.text))


def _paras(entry: Entry, texts: Mapping[str, Any], strong: bool) -> Iterator[Para]:
    alone = _ALONE.match(entry.text)
    value = texts.get(alone[1], "") if alone else _filled(entry.text, texts)
    if isinstance(value, list):
        value = [entry.join.join(line for line in value if line)] if entry.join is not None else value
    stance = "plain" if entry.plain else "under" if entry.under else "bullet"
    for text in [value] if isinstance(value, str) else value:
        if text:
            yield Para(bound(text), _filled(entry.lead, texts), entry.bold or strong, stance)


def _filled(pattern: str, texts: Mapping[str, Any]) -> str:
    """Return the pattern with its keys replaced; lists are joined as sentences are."""

    def text(found: re.Match[str]) -> str:
        value = texts.get(found[1], "")
        return value if isinstance(value, str) else " ".join(value)

    return _KEY.sub(text, pattern)


def in_one(draft: Draft, columns: Sequence[str]) -> Draft:
    """Return a draft of two columns with their headings and rows one after the other in one text."""
    blocks = [
        {"text": (*(_heading(draft, name) if not row else ()), *block[name])}
        for name in columns
        for row, block in enumerate(draft.blocks)
    ]
    return replace(draft, kind="content", fixed={}, blocks=tuple(blocks))


def headed(draft: Draft, columns: Sequence[str]) -> Draft:
    """Return a draft of two columns whose headings are the first paragraphs of these."""
    blocks = [
        {name: (*(_heading(draft, name) if not row else ()), *block[name]) for name in columns}
        for row, block in enumerate(draft.blocks)
    ]
    return replace(draft, kind="two", fixed={}, blocks=tuple(blocks))


def _heading(draft: Draft, column: str) -> tuple[Para, ...]:
    return tuple(Para(one.text, bold=True, stance="plain") for one in draft.fixed.get(f"{column}-heading", ()))
