"""sosialisasi build"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from generator.cli.choices import kit_options
from generator.cli.commands import Command, option
from generator.cli.project import find_project
from generator.pipeline import Result, build_kit
from generator.plan import Options
from generator.press.profile import untold
from generator.wording import counted, say


@click.command("build", cls=Command)
@click.argument("project", required=False, type=click.Path(path_type=Path, file_okay=False))
@option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write to [output/<event>].")
@kit_options
@option("--force", is_flag=True, help="Render again even if nothing has changed.")
@option("--json", "as_json", is_flag=True, help="Print the manifest instead of a list.")
def command(project: Path | None, output: Path | None, as_json: bool, **choices: Any) -> None:
    """Build the kit of PROJECT, a folder with event.yaml and _brand.yml.

    Without PROJECT: the current folder if it holds event.yaml, else the example.
    """
    quiet = click.get_current_context().obj["quiet"]
    folder = find_project(project)
    tell = untold if quiet else _tell
    progress = _bar if sys.stderr.isatty() and not quiet else _silent
    result = build_kit(folder, Options(**choices), output, progress, tell)
    if result.older:
        tell(
            counted(
                "1 file was made before the last change and not again now: {names}",
                "{count} files were made before the last change and not again now: {names}",
                len(result.older),
                names=", ".join(result.older),
            )
        )
    if as_json:
        click.echo(json.dumps([asdict(entry) for entry in result.manifest.files], ensure_ascii=False, indent=1))
    elif not quiet:
        _list(result)


def _list(result: Result) -> None:
    """List the files with their sizes."""
    for entry in sorted(result.manifest.files, key=lambda entry: entry.path):
        click.echo(f"{_size(entry.bytes):>9}  {result.out / entry.path}")
        for finding in entry.findings:
            click.echo(f"           {finding}", err=True)
    state = say("built") if result.rendered else say("unchanged, not built again (--force does)")
    click.echo(
        counted(
            "1 file in {out}: {state}",
            "{count} files in {out}: {state}",
            len(result.manifest.files),
            out=result.out,
            state=state,
        ),
        err=True,
    )


def _size(count: int) -> str:
    return f"{count / 1024:.0f} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"


def _bar(name: str, done: int, total: int) -> None:
    width = 24
    filled = width * done // max(total, 1)
    line = f"\r[{'█' * filled}{'·' * (width - filled)}] {done}/{total} {name}"
    click.echo(f"{line:<78}"[:79] if name else "\r" + " " * 79 + "\r", nl=False, err=True)


def _tell(said: str) -> None:
    click.echo(said, err=True)


def _silent(name: str, done: int, total: int) -> None:
    """Progress for those who look on from a file or a pipe."""
