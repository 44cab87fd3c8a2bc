"""sosialisasi check"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import click

from generator.cli.commands import Command, option
from generator.errors import InputError
from generator.preflight.bounded import BoundedReader
from generator.preflight.findings import KINDS, Finding, Report
from generator.schema.problems import Problem
from generator.wording import say

FAILED, UNREADABLE = 4, 3


@click.command("check", cls=Command)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@option("--json", "as_json", is_flag=True, help="Print the findings for machines.")
def command(paths: tuple[Path, ...], as_json: bool) -> None:
    """Check finished PDF and PPTX files, or all that lie in a folder: PATH…

    What a file was made to be is read from the manifest.json beside it; without it some rules are not checked.
    """
    tally, problems = _Tally(), list[Problem]()
    with BoundedReader() as reader:
        for path in _files(paths, problems):
            try:
                report = reader.examine(path)
            except InputError as error:
                problems += error.problems
                continue
            _print_json(report, first=not tally.files) if as_json else _print(report)
            tally.add(report)
    if as_json:
        unread = [{"path": each.path, "message": each.message, "mend": each.mend} for each in problems]
        click.echo(f'{"" if tally.files else _JSON_HEAD}\n],\n"unreadable": {_json(unread)}\n}}')
    for problem in problems:
        click.echo(str(problem), err=True)
    if not click.get_current_context().obj["quiet"]:
        click.echo(tally.text(len(problems)), err=True)
    sys.exit(UNREADABLE if problems else FAILED if tally.errors else 0)


def _files(paths: Sequence[Path], problems: list[Problem]) -> Iterator[Path]:
    """Yield the files to check, each once; note paths that hold none."""
    seen: set[Path] = set()
    for path in paths:
        inside = sorted(_inside(path)) if path.is_dir() else [path]
        if not inside:
            problems.append(
                Problem(str(path), 0, 0, "", say("there is no PDF or PPTX in it"), say("give another folder"))
            )
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
    wheres = [finding.where or say("whole file") for finding in report.findings]
    severities = {"error": say("error"), "warning": say("warning")}
    severity_width = max(map(len, severities.values()))
    where_width = max(map(len, wheres))
    rule_width = max(len(finding.rule) for finding in report.findings)
    for finding, where in zip(report.findings, wheres, strict=True):
        named = severities[finding.severity]
        head = f"  {named:<{severity_width}}  {where:<{where_width}}  {finding.rule:<{rule_width}}  "
        click.echo(f"{head}{finding.message}\n{' ' * len(head)}→ {finding.mend}")


_JSON_HEAD = '{\n"files": ['


def _print_json(report: Report, first: bool) -> None:
    """Print a file's part of the one JSON object, so that no more than one report is held."""
    file = {
        "path": report.path,
        "findings": [_row(finding) for finding in report.findings],
        "unchecked": [asdict(unchecked) for unchecked in report.unchecked],
    }
    click.echo(f"{_JSON_HEAD if first else ','}\n{_json(file)}", nl=False)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def _row(finding: Finding) -> dict[str, object]:
    place = None if finding.place is None else [round(length, 2) for length in finding.place]
    row: dict[str, object] = {**asdict(finding), "place_mm": place}
    del row["path"], row["place"]
    return row


@dataclass
class _Tally:
    """What is kept of the reports: counts, and in how many files a rule could not be checked, by rule and reason."""

    files: int = 0
    errors: int = 0
    warnings: int = 0
    unchecked: Counter[str] = field(default_factory=Counter)

    def add(self, report: Report) -> None:
        self.files += 1
        self.errors += report.errors
        self.warnings += len(report.findings) - report.errors
        self.unchecked.update({f"{each.rule} ({each.reason})" for each in report.unchecked})

    def text(self, unread: int) -> str:
        """Return the counts, and which rules could not be checked in some files, and why."""
        not_read = say(", {unread} not read", unread=unread) if unread else ""
        lines = [
            say(
                "{files} files checked{not_read}: {errors} errors, {warnings} warnings",
                files=self.files,
                not_read=not_read,
                errors=self.errors,
                warnings=self.warnings,
            )
        ]
        lines += [
            say("not checked in {count} files: {rule}", count=count, rule=rule)
            for rule, count in sorted(self.unchecked.items())
        ]
        return "\n".join(lines)
