"""Begin a project: a copy of the example, with what is known already written in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.editing import Editor
from generator.errors import InputError, OutputError
from generator.images import LogoError, inspect_logo
from generator.resources import EXAMPLE, Resources, shipped
from generator.schema.json_schema import write_schemas
from generator.schema.problems import Problem
from generator.schema.project import load_project
from generator.schema.yaml import Path_
from generator.wording import say

SCHEMAS = ".schema"
ASSETS = "assets"


@dataclass(frozen=True)
class Answers:
    """What is known of an event: each may be left as the example has it. The colour is that of posters' ground."""

    agency: str = ""
    title: str = ""
    day: date | None = None
    colour: str = ""
    logo: Path | None = None


def begin(folder: Path, answers: Answers) -> None:
    """Write a project into a new or empty folder. InputError for a wrong answer, OutputError if it cannot be written.

    What fails leaves nothing behind.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(say("{folder} is there already and not empty; name a new folder", folder=folder))
        with _whole(folder):
            _copy(folder)
            _answer(folder, answers)
            load_project(folder, Resources(folder))
    except OSError as error:
        raise OutputError(
            say("cannot write {folder}: {reason}", folder=folder, reason=error.strerror or error)
        ) from error


@contextmanager
def _whole(folder: Path) -> Iterator[None]:
    """Leave nothing in the folder if something fails."""
    is_new = not folder.exists()
    try:
        yield
    except BaseException:
        for path in folder.glob("*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if is_new and folder.exists():
            folder.rmdir()
        raise


def _copy(folder: Path) -> None:
    """Copy the example; its YAML files get schemas of their own beside them."""
    shutil.copytree(shipped("content") / "examples" / EXAMPLE, folder, dirs_exist_ok=True)
    write_schemas(folder / SCHEMAS)
    for path in [*folder.glob("*.yaml"), *folder.glob("*.yml")]:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\$schema=\S*/", f"$schema={SCHEMAS}/", text, count=1), encoding="utf-8")


def _answer(folder: Path, answers: Answers) -> None:
    """Write the answers into the files."""
    editor = Editor(folder)

    def put(name: str, at: Path_, value: Any) -> None:
        editor.change(name, at, editor.read(name).document.value(at), value)

    if answers.title:
        put("event", ("title",), answers.title)
    if answers.day:
        put("event", ("date",), answers.day)
    if answers.agency:
        put("event", ("agency",), answers.agency)
        put("event", ("region",), None)  # the example's
        put("brand", ("meta", "name"), answers.agency)
    if answers.colour:
        put("brand", ("color", "primary"), answers.colour)
    if answers.logo:
        put("brand", ("logo",), f"{ASSETS}/{_taken(answers.logo, folder).name}")


def _taken(logo: Path, folder: Path) -> Path:
    """Copy a logo into the project, if it can serve as one."""
    try:
        inspect_logo(logo)
    except LogoError as error:
        raise InputError([Problem(str(logo), 0, 0, "", error.message, error.mend)]) from None
    path = folder / ASSETS / f"{plain_name(logo.stem)}{logo.suffix.lower()}"
    shutil.copyfile(logo, path)
    return path


def plain_name(stem: str) -> str:
    """Return a file's name without its suffix in small letters, figures and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:40] or "logo"
