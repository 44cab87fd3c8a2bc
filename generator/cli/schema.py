"""sosialisasi schema"""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.commands import Command, option
from generator.errors import OutputError
from generator.schema.json_schema import SCHEMAS, schema_text, write_schemas
from generator.wording import say


@click.command("schema", cls=Command)
@click.argument("name", required=False, type=click.Choice(list(SCHEMAS)))
@option("--write", "folder", type=click.Path(path_type=Path, file_okay=False), help="Write all of them here.")
def command(name: str | None, folder: Path | None) -> None:
    """Print the JSON Schema of event, brand or campaign files, or write all of them into a folder.

    Editors that know the YAML language server use them to complete and check as you type.
    """
    if folder is not None:
        try:
            paths = write_schemas(folder)
        except OSError as error:
            raise OutputError(
                say("cannot write into {folder}: {reason}", folder=folder, reason=error.strerror or error)
            ) from error
        for path in paths:
            click.echo(path)
    elif name is not None:
        click.echo(schema_text(name), nl=False)
    else:
        raise click.UsageError(say("name one of {names}, or a folder with --write", names=", ".join(SCHEMAS)))
