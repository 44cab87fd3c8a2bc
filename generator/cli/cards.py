"""sosialisasi cards"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, get_args

import click

from generator.cli.commands import Command, option
from generator.cli.millimetres import Millimetres
from generator.cli.progress import json_lines, line, silent
from generator.errors import RowsFailedError, listed
from generator.imposition import Flip, Sides
from generator.personalise.printing import Result
from generator.personalise.run import Options, run_cards
from generator.press.profile import untold
from generator.wording import counted, say


@click.command("cards", cls=Command)
@click.argument("project", type=click.Path(path_type=Path, file_okay=False))
@click.argument("roster", type=click.Path(path_type=Path, dir_okay=False))
@option("-o", "--output", required=True, type=click.Path(path_type=Path), help="PDF file to write.")
@option("-p", "--product", help="Which product, if several can be filled in.")
@option("-l", "--language", help="Language of the event [its first].")
@option("--theme", help="Theme instead of the event's.")
@option("--per-file", type=click.IntRange(min=1), help="So many cards in a file at most.")
@option("--group-by", help="A file for each value of this column, such as “unit kerja”.")
@option("--press", is_flag=True, help="PDF/X-4 for a print shop instead.")
@option("--sheet", help="Cards on sheets: A4, A3, SRA3 or a size as 320x450mm.")
@option(
    "--sides",
    type=click.Choice(get_args(Sides)),
    help="Cards on sheets: on both sides, each on sheets of its own, or side by side to be folded [duplex].",
)
@option("--flip", type=click.Choice(get_args(Flip)), help="Cards on sheets: how the printer turns them [long-edge].")
@option("--shift", type=Millimetres(), help="Cards on sheets: X,Y that the calibration sheet reads, in mm.")
@option("--skip-bad", is_flag=True, help="Leave out rows that are wrong, and make the others.")
@option("--resume", is_flag=True, help="Keep what an earlier run has made of the same.")
@option("--json", "as_json", is_flag=True, help="Tell progress and result as lines of JSON.")
def command(project: Path, roster: Path, output: Path, as_json: bool, **choices: Any) -> None:
    """Make a card of PROJECT for everyone in ROSTER, a CSV or XLSX file with a column “nama”."""
    quiet = click.get_current_context().obj["quiet"]
    progress = json_lines() if as_json else line() if sys.stderr.isatty() and not quiet else silent
    tell = untold if quiet else _tell
    result = run_cards(project, roster, output, Options(**choices), progress, tell)
    if result.typeset:
        tell(listed(list(map(str, result.typeset)), result.typeset_count))
    if as_json:
        told = {
            "cards": result.cards, "failed": result.failed, "typeset": result.typeset_count, "kept": result.kept,
        }  # fmt: skip
        click.echo(json.dumps({**told, "files": list(map(str, result.files))}))
    elif not quiet:
        for path in result.files:
            click.echo(str(path))
        files = counted("1 file", "{count} files", len(result.files))
        if result.kept:
            files += say(", {kept} of them kept", kept=result.kept)
        click.echo(counted("1 card in {files}", "{count} cards in {files}", result.cards, files=files), err=True)
    if result.failed:
        raise RowsFailedError(_told(result))


def _told(result: Result) -> str:
    rows = listed([str(problem) for problem in result.problems], result.count)
    return f"{rows}\n" + counted("1 row was left out", "{count} rows were left out", result.failed)


def _tell(said: str) -> None:
    click.echo(said, err=True)
