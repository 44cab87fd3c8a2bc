"""sosialisasi build"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

import click

from generator.cli.project import find_project
from generator.imposition.scheme import Flip, Sides
from generator.pipeline import Result, build_kit
from generator.plan import Options
from generator.press.profile import untold

MOST_SHIFT = 10.0  # mm; a printer that is further out of place needs mending


class Millimetres(click.ParamType[tuple[float, float]]):
    """Two lengths in mm, as X,Y."""

    name = "X,Y"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return them as two numbers."""
        if isinstance(value, tuple):
            return value
        try:
            x, y = (float(part) for part in value.split(","))
        except ValueError:
            self.fail(f"“{value}” is not two lengths in mm; write them as 0.5,-1", param, ctx)
        if not (abs(x) <= MOST_SHIFT and abs(y) <= MOST_SHIFT):
            self.fail(f"“{value}” is more than {MOST_SHIFT:g} mm; read the calibration sheet again", param, ctx)
        return x, y


@click.command("build")
@click.argument("project", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("-p", "--product", "products", multiple=True, help="Only this product; may be given again.")
@click.option("--design", "designs", multiple=True, help="Only this design of a product; may be given again.")
@click.option("-l", "--language", "languages", multiple=True, help="Only this language; may be given again.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write to [output/<event>].")
@click.option("--size", help="Sheet of products that come in several: A4, A3, A2, A1, or a size as 500x700mm.")
@click.option("--press", is_flag=True, help="Also write PDF/X-4 for a print shop, into press/.")
@click.option("--sheet", help="Sheet that cards are imposed on: A4, A3, SRA3 or its size as 320x450mm [A4].")
@click.option(
    "--sides",
    type=click.Choice(get_args(Sides)),
    default="duplex",
    help="Both sides of a sheet, each on sheets of its own, or side by side to be folded [duplex].",
)
@click.option(
    "--flip", type=click.Choice(get_args(Flip)), default="long-edge", help="How the printer turns sheets [long-edge]."
)
@click.option("--shift", type=Millimetres(), default="0,0", help="X,Y: what the calibration sheet reads, in mm.")
@click.option("--theme", help="Theme instead of the event's.")
@click.option("--force", is_flag=True, help="Render again even if nothing has changed.")
@click.option("--json", "as_json", is_flag=True, help="Print the manifest instead of a list.")
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
        made = "1 file was" if len(result.older) == 1 else f"{len(result.older)} files were"
        tell(f"{made} made before the last change and not again now: {', '.join(result.older)}")
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
    state = "built" if result.rendered else "unchanged, not built again (--force does)"
    click.echo(f"{len(result.manifest.files)} files in {result.out}: {state}", err=True)


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
