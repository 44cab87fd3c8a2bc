"""The outline of a deck: what `slides.yaml.j2` renders to, read strictly and timed exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from generator.errors import InputError
from generator.schema.base import Model
from generator.schema.problems import Problem
from generator.schema.yaml import scan_text
from generator.wording import marked, say

_PAIR = re.compile(r"\\u(d[89ab]..)\\u(d[c-f]..)")
MEND = marked("correct the template, or remove your copy of it")


class OutlineImage(Model):
    """A picture: which place of the layout it takes, the image's key, its alternative text, width by height."""

    place: str
    source: str
    alt: str = Field(min_length=1)
    ratio: float = Field(1.0, gt=0)


class OutlineSlide(Model):
    """One slide; `minutes` is a weight until the deck is timed, `strong` lists a placeholder's bold rows from 0."""

    layout: str
    variant: str = ""
    section: str = Field(min_length=1)
    minutes: int = Field(ge=0)
    texts: dict[str, str | list[str]]
    rows: list[dict[str, str]] = []
    strong: dict[str, list[int]] = {}
    images: list[OutlineImage] = []
    notes: list[str] = Field(min_length=1)


class Continued(Model):
    """What slides are called and say that go on from the one before.

    `title` holds {title}, the first slide's; `numbered`, from the third slide on, {number} too; the `notes` hold
    {slide}, the first slide's number.
    """

    title: str
    numbered: str
    notes: str

    def titled(self, title: str, turn: int) -> str:
        """Return the title of the slide that comes `turn` slides after the first."""
        pattern = self.title if turn == 1 else self.numbered.replace("{number}", str(turn))
        return pattern.replace("{title}", title)


class Outline(Model):
    """A whole deck; `time_line` is the first line of the notes, with {minutes} in it.

    Without wording for what is `continued`, nothing flows on.
    """

    title: str
    footer: str
    minutes: int = Field(ge=1)
    time_line: str
    continued: Continued | None = None
    slides: list[OutlineSlide] = Field(min_length=1)


def read_outline(text: str, where: str) -> Outline:
    """Read a rendered outline; the slides' minutes add up to the deck's.

    Raises InputError with `where` as the path if it is no outline.
    """
    document, faults = scan_text(_PAIR.sub(_character, text), Path(where))
    if document is None or faults:
        raise InputError([_unreadable(where, fault) for fault in faults])
    try:
        outline = Outline.model_validate(document.data)
    except ValidationError as error:
        raise InputError([_problem(where, item) for item in error.errors(include_url=False)]) from error
    minutes = share(outline.minutes, [slide.minutes for slide in outline.slides])
    slides = [_timed(slide, n, outline.time_line) for slide, n in zip(outline.slides, minutes, strict=True)]
    return outline.model_copy(update={"slides": slides})


def share(total: int, weights: Sequence[int]) -> list[int]:
    """Share `total` by `weights` in whole numbers (largest remainder), each at least 1 if there is enough."""
    weights = weights if any(weights) else [1] * len(weights)
    least = 1 if total >= len(weights) else 0
    rest = total - least * len(weights)
    wanted = [max(total * weight / sum(weights) - least, 0.0) for weight in weights]
    exact = [rest * part / (sum(wanted) or 1.0) for part in wanted]
    shares = [int(part) for part in exact]
    by_remainder = sorted(range(len(weights)), key=lambda n: (shares[n] - exact[n], n))
    for n in by_remainder[: rest - sum(shares)]:
        shares[n] += 1
    return [least + part for part in shares]


def _character(pair: re.Match[str]) -> str:
    """JSON writes a character beyond U+FFFF as two escapes, which YAML does not know."""
    return bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be")


def _timed(slide: OutlineSlide, minutes: int, time_line: str) -> OutlineSlide:
    notes = [time_line.replace("{minutes}", str(minutes)), *slide.notes]
    return slide.model_copy(update={"minutes": minutes, "notes": notes})


def _unreadable(where: str, fault: Problem) -> Problem:
    """Return a fault of the rendered text as one of its template, whose lines are others."""
    reason = say(
        "what it renders to is no YAML (line {line} of the result): {message}", line=fault.line, message=fault.message
    )
    return Problem(where, 0, 0, fault.field, reason, say(MEND))


def _problem(where: str, item: Any) -> Problem:
    field = ".".join(str(step) for step in item["loc"])
    return Problem(where, 0, 0, field, item["msg"], say(MEND))
