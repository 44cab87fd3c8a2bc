"""Copies of our templates in a project, to be edited there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from generator.errors import InputError, OutputError, UsageError
from generator.resources import shipped
from generator.schema.nearest import hint
from generator.schema.problems import Problem
from generator.wording import say


def files_of(product: str, theme: str) -> list[Path]:
    """Return the shipped files of a product, and those of it in a theme, by their places in `templates/`.

    UsageError: no such product is shipped. A theme that is the project's own has no files here.
    """
    root = shipped("templates")
    products = sorted(path.parent.name for path in root.glob("*/product.yaml"))
    if product not in products:
        raise UsageError(
            say(
                "there is no product “{product}” to copy; {hint}",
                product=product,
                hint=hint(product, products, say("there is")),
            )
        )
    folders = [root / product, root / "_themes" / theme / product]
    return [path.relative_to(root) for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]


def copy_files(files: Sequence[Path], project: Path) -> list[Path]:
    """Copy shipped templates to the same places in a project; return those that were not there as we ship them.

    InputError names all that are there otherwise, or all if nothing is left to copy; OutputError tells what cannot be
    written. Then nothing is copied.
    """
    ours = {project / "templates" / file: (shipped("templates") / file).read_bytes() for file in files}
    there = [target for target in ours if os.path.lexists(target)]
    edited = [target for target in there if not target.is_file() or target.read_bytes() != ours[target]]
    if edited or len(there) == len(ours):
        mend = say("edit it; or move it away, and ours can be copied again")
        raise InputError([Problem(str(target), 0, 0, "", say("is there already"), mend) for target in edited or there])
    made: list[Path] = []
    try:
        for target in ours.keys() - set(there):
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as copy:
                made.append(target)
                copy.write(ours[target])
    except BaseException as error:
        for target in made:
            target.unlink()
        if isinstance(error, OSError):
            raise OutputError(
                say("cannot write {filename}: {reason}", filename=error.filename or project, reason=error.strerror)
            ) from error
        raise
    return sorted(made)
