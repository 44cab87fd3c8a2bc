"""sosialisasi eject"""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.commands import Command, option
from generator.eject import copy_files, files_of
from generator.errors import UsageError
from generator.resources import Resources
from generator.schema.nearest import hint
from generator.schema.project import load_project
from generator.themes.theme import theme_names
from generator.wording import say


@click.command("eject", cls=Command)
@click.argument("product")
@click.argument("project", default=Path(), type=click.Path(path_type=Path, file_okay=False))
@option("--theme", help="Theme instead of the event's.")
def command(product: str, project: Path, theme: str | None) -> None:
    """Copy the templates of PRODUCT into PROJECT, by default the current folder, to edit them there.

    They are those of the product and of it in a theme. What is there already is never overwritten.
    """
    resources = Resources(project)
    event = load_project(project, resources).event
    theme, themes = theme or event.theme, theme_names(resources)
    if theme not in themes:
        raise UsageError(
            say("there is no theme “{theme}”; {hint}", theme=theme, hint=hint(theme, themes, say("there is")))
        )
    for path in copy_files(files_of(product, theme), project):
        click.echo(str(path))
    if not click.get_current_context().obj["quiet"]:
        click.echo(say("these win over ours from now on; delete one, and ours is used again"), err=True)
