"""sosialisasi preview"""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.commands import Command, option
from generator.cli.project import find_project
from generator.errors import MissingDependencyError, UsageError
from generator.schema.project import EVENT_FILE
from generator.wording import say, user_language


@click.command("preview", cls=Command)
@click.argument("project", required=False, type=click.Path(path_type=Path, file_okay=False))
@option("--port", type=click.IntRange(0, 65535), default=0, help="Port to listen on [any that is free].")
@option("--new", is_flag=True, help="Begin a project on the page, in a folder that is not there yet.")
@option("--no-open", is_flag=True, help="Do not open the browser.")
def command(project: Path | None, port: int, new: bool, no_open: bool) -> None:
    """Open a page in the browser on which to edit, see and fetch the kit of PROJECT."""
    try:
        from generator.preview.serving import serve  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise MissingDependencyError(
            say('{name} is missing: pip install "sosialisasi[preview]"', name=error.name)
        ) from error
    if new and project is None:
        raise UsageError(say("name the folder that the project is to be in"))
    folder = project if new and project else find_project(project)
    if new and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(say("{folder} is there already and not empty; name a new folder", folder=folder))
    if not new and not (folder / EVENT_FILE).is_file():
        raise UsageError(
            say(
                "{folder} holds no {event_file}; begin one with: sosialisasi preview --new {folder}",
                folder=folder,
                event_file=EVENT_FILE,
            )
        )
    serve(folder, port, user_language(), not no_open)
