"""Which project a command works on."""

from __future__ import annotations

from pathlib import Path

import click

from generator.resources import EXAMPLE, shipped
from generator.wording import say


def find_project(project: Path | None) -> Path:
    """Return PROJECT, else the current folder if it holds event.yaml, else the example, said on stderr."""
    if project is not None:
        return project
    if Path("event.yaml").is_file():
        return Path()
    example = shipped("content") / "examples" / EXAMPLE
    click.echo(say("no event.yaml here: building the example {example}", example=example), err=True)
    return example
