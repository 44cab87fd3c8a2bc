"""A project's own `templates/` and `content/`, whose files win over ours: what may lie there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.schema.problems import Problem
from generator.wording import say

ROOMS = ("templates", "content")
MOST_FILES = 5000
LARGEST = 20_000_000  # bytes


def overlay_problems(project: Path) -> Iterator[Problem]:
    """Yield what in a project's `templates/` and `content/` cannot be used: they hold plain files of moderate size.

    A link may lead to a file of the project, to nothing else.
    """
    for room in ROOMS:
        if _is_link(project / room):
            yield _problem(project / room, say("is a link"), say("put the folder itself there"))
            continue
        count = 0
        for folder, folders, files in os.walk(project / room):
            for name in sorted([*folders, *files]):
                fault = _fault(Path(folder, name), project)
                if fault:
                    yield _problem(Path(folder, name), *fault)
            count += len(files)
            if count > MOST_FILES:
                yield _problem(
                    project / room,
                    say("holds more than {limit} files", limit=MOST_FILES),
                    say("remove what is not used"),
                )
                break


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:  # a name too long: the project itself is told to be missing
        return False


def _fault(path: Path, project: Path) -> tuple[str, str] | None:
    """Return what is wrong with a file or folder, and how to mend it."""
    try:
        link, status = path.is_symlink(), path.stat()
        inside = path.resolve().is_relative_to(project.resolve())
    except (OSError, RuntimeError) as error:
        return say("cannot be read ({error})", error=getattr(error, "strerror", None) or error), say(
            "mend or remove it"
        )
    if link and not inside:
        return say("is a link that leads out of the project"), say("copy the file into the project")
    if link and not stat.S_ISREG(status.st_mode):
        return say("is a link, but not to a file"), say("put the folder itself there")
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        return say("is no ordinary file"), say("remove it")
    if stat.S_ISREG(status.st_mode) and status.st_size > LARGEST:
        return say(
            "has {size:.0f} MB, at most {limit:.0f} MB are read",
            size=status.st_size / 1000000.0,
            limit=LARGEST / 1000000.0,
        ), say("save it smaller")
    return None


def _problem(path: Path, message: str, mend: str) -> Problem:
    return Problem(str(path), 0, 0, "", message, mend)
