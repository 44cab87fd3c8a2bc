"""sosialisasi units"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import click

from generator.cli.choices import kit_options
from generator.cli.commands import Command, option
from generator.errors import RowsFailedError, listed
from generator.personalise.unit import Made, Unit
from generator.personalise.units import Options, Progress, Result, run_units
from generator.plan import Options as PlanOptions
from generator.press.profile import untold
from generator.wording import counted, say


@click.command("units", cls=Command)
@click.argument("project", type=click.Path(path_type=Path, file_okay=False))
@click.argument("roster", type=click.Path(path_type=Path, dir_okay=False))
@option("-o", "--output", required=True, help="Folder to write to, or its address: sftp://…, s3://….")
@kit_options
@option("--workers", type=click.IntRange(min=1), help="So many processes [one a processor].")
@option("--scheduler", help="Let the workers of a Dask scheduler do it: tcp://HOST:8786.")
@option("--resume", is_flag=True, help="Keep what an earlier run has made of the same.")
@option("--skip-bad", is_flag=True, help="Leave out rows that are wrong, and make the others.")
@option("--json", "as_json", is_flag=True, help="Tell progress and result as lines of JSON.")
def command(
    project: Path, roster: Path, output: str, as_json: bool, workers: int | None, scheduler: str | None,
    resume: bool, skip_bad: bool, **kit: Any,
) -> None:  # fmt: skip
    """Make a kit of PROJECT for every unit in ROSTER, a CSV or XLSX file with a column “nama unit”.

    Each unit has a folder of its own in the output.
    """
    quiet = click.get_current_context().obj["quiet"]
    if workers and scheduler:
        raise click.UsageError(say("--workers is for processes of this machine, --scheduler for a cluster; name one"))
    options = Options(PlanOptions(**kit), workers, scheduler, skip_bad, resume)
    progress = _json_lines() if as_json else _line() if sys.stderr.isatty() and not quiet else _silent
    try:
        result = run_units(project, roster, output, options, progress, untold if quiet else _tell)
    except KeyboardInterrupt:
        click.echo(
            say("interrupted; what is in {output} is whole, and --resume goes on from there", output=output), err=True
        )
        sys.exit(130)
    if as_json:
        click.echo(json.dumps({"units": result.made + result.kept, "kept": result.kept, "failed": result.failed}))
    elif not quiet:
        kept = say(", {kept} of them kept", kept=result.kept) if result.kept else ""
        count = result.made + result.kept
        click.echo(
            counted("1 unit in {output}{kept}", "{count} units in {output}{kept}", count, output=output, kept=kept),
            err=True,
        )
    if result.failed:
        rows = listed(result.problems, result.count)
        told = counted("1 row failed; the rest are done", "{count} rows failed; the rest are done", result.failed)
        raise RowsFailedError(f"{rows}\n{told}")


def _line() -> Progress:
    start = time.monotonic()

    def show(unit: Unit, made: Made, result: Result) -> None:
        done, rate, left = _pace(result, time.monotonic() - start)
        failures = say(", {failed} failed", failed=result.failed) if result.failed else ""
        text = say(
            "{done} of {total} units, {rate:.0f} a minute, {clock} left{failures}",
            done=done,
            total=result.total,
            rate=rate,
            clock=_clock(left),
            failures=failures,
        )
        click.echo(f"\r{text:<70}" if done < result.total else "\r" + " " * 70 + "\r", nl=False, err=True)

    return show


def _pace(result: Result, passed: float) -> tuple[int, float, float]:
    """Return how many units are done, how many are made a minute, and the seconds left; kept ones take no time."""
    done = result.made + result.kept + result.failed
    rate = 60 * result.made / max(passed, 0.001)
    return done, rate, 60 * (result.total - done) / rate if rate else 0.0


def _clock(seconds: float) -> str:
    minutes = round(seconds) // 60
    if minutes >= 60:
        return say("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)
    return say("{minutes} min {seconds} s", minutes=minutes, seconds=round(seconds) % 60)


def _json_lines() -> Progress:
    start = time.monotonic()

    def show(unit: Unit, made: Made, result: Result) -> None:
        passed = time.monotonic() - start
        _, rate, left = _pace(result, passed)
        state = "failed" if made.problems else "kept" if made.kept else "made"
        told = {"row": unit.row, "folder": unit.folder, "state": state, "files": made.files, "problems": made.problems}
        counts = {"made": result.made, "kept": result.kept, "failed": result.failed, "of": result.total}
        pace = {"seconds": round(passed, 2), "rate": round(rate, 1), "left": round(left, 1)}
        click.echo(json.dumps({**told, **counts, **pace}, ensure_ascii=False))

    return show


def _silent(unit: Unit, made: Made, result: Result) -> None:
    """Progress for those who look on from a file or a pipe."""


def _tell(said: str) -> None:
    click.echo(said, err=True)
