"""What is done in a process of its own, so that the page outlives it: building, drawing, looking into files."""

from __future__ import annotations

import csv
import gc
import io
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from generator.errors import SHOWN_PROBLEMS, InputError, KitError
from generator.images import LogoError, inspect_logo
from generator.pipeline import build_kit
from generator.plan import Options
from generator.resources import Resources
from generator.schema.problems import Problem
from generator.schema.roster import load_kind, open_roster

PATIENT = 10  # steps that a process goes back
FIRST = 3  # cards that are shown before the run
Answer = tuple[bool, Any]  # whether it was done, and the result or the error


@dataclass(frozen=True)
class Made:
    """A finished file: its path in the output, its product, language and pages, its hash, and what was found in it."""

    path: str
    product: str
    language: str
    pages: int
    sha256: str
    bytes: int
    findings: tuple[str, ...]


@dataclass(frozen=True)
class Looked:
    """What a roster holds: by column its heading, unused headings, rows, and what is wrong with some."""

    columns: dict[str, str]
    unused: tuple[str, ...]
    rows: int
    bad: int
    problems: tuple[Problem, ...]


def build(folder: Path, out: Path, options: Options) -> list[Made]:
    """Build what is asked for into `out`, and return every file that is there."""
    result = build_kit(folder, options, out, lambda *_: None)
    return [
        Made(each.path, each.product, each.language, each.pages or 0, each.sha256, each.bytes, each.findings)
        for each in result.manifest.files
    ]


def picture(path: Path, page: int, width: int) -> bytes:
    """Return a page of a PDF, from 0, as PNG, so many pixels wide."""
    import pypdfium2  # noqa: PLC0415  # only this process draws

    with pypdfium2.PdfDocument(path) as document:
        drawn = document[page].render(scale=width / document[page].get_width())
        png = io.BytesIO()
        drawn.to_pil().save(png, "PNG", compress_level=1)
    return png.getvalue()


def roster(folder: Path, path: Path, first: Path) -> Looked:
    """Look into a roster of people, all rows of it; write one with the first good rows to `first`."""
    declared = Resources(folder).find_content("rosters/people.yaml")
    assert declared is not None
    problems: list[Problem] = []
    rows = bad = 0
    good: list[dict[str, str]] = []
    with open_roster(path, load_kind(declared)) as table:
        for entry in table.entries:
            rows += 1
            bad += bool(entry.problems)
            problems += islice(entry.problems, SHOWN_PROBLEMS - len(problems))
            if not entry.problems and len(good) < FIRST:
                good.append(entry.values)
        with first.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table.columns.values())
            writer.writerows([values[column] for column in table.columns] for values in good)
        return Looked(table.columns, table.unused, rows, bad, tuple(problems))


def logo(path: Path) -> str:
    """Return the media type of a logo; InputError if it cannot serve as one."""
    try:
        return inspect_logo(path).media
    except LogoError as error:
        raise InputError([Problem(path.name, 0, 0, "", error.message, error.mend)]) from None


TASKS: dict[str, Callable[..., Any]] = {"build": build, "picture": picture, "roster": roster, "logo": logo}


def serve(connection: Connection, patient: bool) -> None:
    """Carry out tasks until nobody asks any more; one that is patient lets others of this machine go first."""
    if patient and hasattr(os, "nice"):
        os.nice(PATIENT)
    gc.enable()
    while True:
        try:
            name, arguments = connection.recv()
        except EOFError:
            return
        connection.send(carried_out(name, arguments))


def carried_out(name: str, arguments: Sequence[Any]) -> Answer:
    """Return what a task comes to."""
    try:
        return True, TASKS[name](*arguments)
    except KitError as error:
        return False, error
    except OSError as error:
        return False, KitError(f"{error.strerror or error}: {error.filename or ''}")
