"""sosialisasi new"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click

from generator.cli.project import EXAMPLE
from generator.errors import OutputError
from generator.resources import shipped
from generator.schema.json_schema import write_schemas

SCHEMAS = ".schema"


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Write a project into FOLDER: event.yaml, _brand.yml, a logo and two rosters, ready to edit and build."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(f"{folder} is there already and not empty; name a new folder")
        _write(folder)
    except OSError as error:
        raise OutputError(f"cannot write {folder}: {error.strerror or error}") from error
    click.echo(
        f"{folder}: edit event.yaml and _brand.yml, put your logo into assets/, then: sosialisasi build {folder}"
    )


def _write(folder: Path) -> None:
    """Copy the example; its YAML files get schemas of their own beside them. What fails leaves nothing behind."""
    is_new = not folder.exists()
    try:
        _copy(folder)
    except BaseException:
        for path in folder.glob("*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if is_new:
            folder.rmdir()
        raise


def _copy(folder: Path) -> None:
    shutil.copytree(shipped("content") / "examples" / EXAMPLE, folder, dirs_exist_ok=True)
    write_schemas(folder / SCHEMAS)
    for path in [*folder.glob("*.yaml"), *folder.glob("*.yml")]:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\$schema=\S*/", f"$schema={SCHEMAS}/", text, count=1), encoding="utf-8")
