"""sosialisasi units"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from generator.cli.progress import json_lines, line, silent
from generator.errors import RowsFailedError, listed
from generator.personalise.units import Options, run_units


@click.command("units")
@click.argument("project", type=click.Path(path_type=Path, file_okay=False))
@click.argument("roster", type=click.Path(path_type=Path, dir_okay=False))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Folder to write to.")
@click.option("-p", "--product", "products", multiple=True, help="Only this product; may be given again.")
@click.option("-l", "--language", "languages", multiple=True, help="Only this language; may be given again.")
@click.option("--theme", help="Theme instead of the event's.")
@click.option("--press", is_flag=True, help="Also write PDF/X-4 for a print shop, into press/ of each folder.")
@click.option(
    "--workers", type=click.IntRange(min=1), default=os.cpu_count, help="So many processes [one for each processor]."
)
@click.option("--resume", is_flag=True, help="Go on with an earlier run: what is whole and unchanged is kept.")
@click.option("--skip-bad", is_flag=True, help="Leave out rows that are wrong, and build the others.")
@click.option("--json", "as_json", is_flag=True, help="Tell progress and result as lines of JSON.")
def command(project: Path, roster: Path, output: Path, as_json: bool, **choices: Any) -> None:
    """Build the kit of PROJECT for every unit in ROSTER, a CSV or XLSX file with a column “unit”.

    What stands in a row is taken for the event's and the brand's own, such as “tempat”, “tanggal” or “logo”.
    """
    quiet = click.get_current_context().obj["quiet"]
    progress = json_lines("units") if as_json else line("units") if sys.stderr.isatty() and not quiet else silent
    result = run_units(project, roster, output, Options(**choices), progress)
    if as_json:
        click.echo(json.dumps({"units": result.units, "made": result.made, "failed": result.failed}))
    elif not quiet:
        click.echo(f"{result.units} units in {output}, {result.made} of them made now", err=True)
    if result.failed:
        raise RowsFailedError(f"{listed(result.problems)}\n{result.failed} units were left out")
