"""sosialisasi check"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from generator.errors import InputError
from generator.preflight.context import expected_beside
from generator.preflight.findings import Finding, Report
from generator.preflight.runner import KINDS, examine
from generator.schema.problems import Problem

FAILED, UNREADABLE = 4, 3


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings for machines.")
def command(paths: tuple[Path, ...], as_json: bool) -> None:
    """Check finished PDF and PPTX files, or all that lie in a folder: PATH…

    What a file was made to be is read from the manifest.json beside it; without it some rules are not checked.
    """
    reports: list[Report] = []
    problems: list[Problem] = []
    for path in _files(paths, problems):
        try:
            report = examine(path, expected_beside(path))
        except InputError as error:
            problems += error.problems
            continue
        reports.append(report)
        if not as_json:
            _print(report)
    if as_json:
        _print_json(reports, problems)
    for problem in problems:
        click.echo(str(problem), err=True)
    if not click.get_current_context().obj["quiet"]:
        click.echo(_summary(reports, problems), err=True)
    sys.exit(UNREADABLE if problems else FAILED if any(report.errors for report in reports) else 0)


def _files(paths: Sequence[Path], problems: list[Problem]) -> Iterator[Path]:
    """Yield the files to check, each once; note paths that hold none."""
    seen: set[Path] = set()
    for path in paths:
        inside = sorted(_inside(path)) if path.is_dir() else [path]
        if not inside:
            problems.append(Problem(str(path), 0, 0, "", "there is no PDF or PPTX in it", "give another folder"))
        for file in inside:
            if file not in seen:
                seen.add(file)
                yield file


def _inside(folder: Path) -> Iterator[Path]:
    """Yield the PDF and PPTX files in a folder, but for hidden ones."""
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.suffix.lower() in KINDS and not hidden and path.is_file():
            yield path


def _print(report: Report) -> None:
    """Print a file's findings as a table; a file without any is not named."""
    if not report.findings:
        return
    click.echo(report.path)
    wheres = [finding.where or "whole file" for finding in report.findings]
    where_width = max(map(len, wheres))
    rule_width = max(len(finding.rule) for finding in report.findings)
    for finding, where in zip(report.findings, wheres, strict=True):
        head = f"  {finding.severity:<7}  {where:<{where_width}}  {finding.rule:<{rule_width}}  "
        click.echo(f"{head}{finding.message}\n{' ' * len(head)}→ {finding.mend}")


def _print_json(reports: Sequence[Report], problems: Sequence[Problem]) -> None:
    files = [
        {
            "path": report.path,
            "findings": [_row(finding) for finding in report.findings],
            "unchecked": [asdict(unchecked) for unchecked in report.unchecked],
        }
        for report in reports
    ]
    unread = [{"path": each.path, "message": each.message, "mend": each.mend} for each in problems]
    click.echo(json.dumps({"files": files, "unreadable": unread}, ensure_ascii=False, indent=1))


def _row(finding: Finding) -> dict[str, object]:
    place = None if finding.place is None else [round(length, 2) for length in finding.place]
    row: dict[str, object] = {**asdict(finding), "place_mm": place}
    del row["path"], row["place"]
    return row


def _summary(reports: Sequence[Report], problems: Sequence[Problem]) -> str:
    """Return the counts, and which rules could not be checked anywhere for want of context."""
    errors = sum(report.errors for report in reports)
    warnings = sum(len(report.findings) for report in reports) - errors
    unread = f", {len(problems)} not read" if problems else ""
    lines = [f"{len(reports)} files checked{unread}: {errors} errors, {warnings} warnings"]
    reasons: dict[str, set[str]] = {}
    for report in reports:
        for unchecked in report.unchecked:
            reasons.setdefault(f"{unchecked.rule} ({unchecked.reason})", set()).add(report.path)
    lines += [f"not checked in {len(paths)} files: {rule}" for rule, paths in sorted(reasons.items())]
    return "\n".join(lines)
