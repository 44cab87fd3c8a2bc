"""Print rows: fill them in, or typeset them whole, and count what was done and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.errors import SHOWN_PROBLEMS, OutputError
from generator.personalise.copies import Copy, CopyError, Filler
from generator.personalise.files import CardFiles, KeptFile
from generator.schema.problems import Problem
from generator.schema.roster import Entry, Roster
from generator.wording import say

if TYPE_CHECKING:
    from generator.personalise.whole import Whole


NOTHING = Copy({})
Ready = tuple[Copy, str | None]  # and its group


@dataclass
class Result:
    """The files that were made, how many cards they hold, and the problems of rows that were left out.

    `kept` is how many files an earlier run had made. `typeset` tells of the first rows that had to be typeset whole,
    `typeset_count` how many there are.
    """

    files: list[Path] = field(default_factory=list)
    cards: int = 0
    failed: int = 0
    problems: list[Problem] = field(default_factory=list)
    count: int = 0
    typeset: list[Problem] = field(default_factory=list)
    typeset_count: int = 0
    kept: int = 0

    def note(self, problems: Sequence[Problem]) -> None:
        """Count a row that is wrong, and keep what is wrong as long as it will be shown."""
        self.failed += 1
        self.count += len(problems)
        self.problems += problems[: max(SHOWN_PROBLEMS - len(self.problems), 0)]

    def note_typeset(self, said: Problem) -> None:
        """Count a row that was typeset whole, and keep what is said of it as long as it will be shown."""
        self.typeset_count += 1
        if len(self.typeset) < SHOWN_PROBLEMS:
            self.typeset.append(said)


def result_in(folder: Path, told: Mapping[str, Any]) -> Result:
    """Return the result that an untrusted process told. OutputError: a file is no ordinary one in `folder`."""
    files = [folder / name for name in told["files"]]
    for path in files:
        if path.parent != folder or path.is_symlink() or not path.is_file():
            raise OutputError(
                say("{path} is not a file that the project's own templates were to make; look into them", path=path)
            )
    problems = {name: [Problem(**each) for each in told[name]] for name in ("problems", "typeset")}
    return Result(**{**told, **problems, "files": files})


@dataclass(frozen=True)
class Printer:
    """Fills rows into files, by the column `group`, and counts them; after a bad row only if such are to be skipped.

    `whole` gives what typesets rows that cannot be filled in.
    """

    filler: Filler
    files: CardFiles
    group: str | None
    table: Roster
    result: Result
    skip: bool
    whole: Callable[[], Whole]

    def print(self, batch: Sequence[Entry]) -> None:
        """Print all rows of a batch that are right."""
        result, fill, group, resumes = self.result, self.filler.fill, self.group, self.files.resumes
        before = result.failed
        ready: list[Ready] = []  # filling many, then adding many, is faster by an eighth
        for entry in batch:
            problems, copy = entry.problems, NOTHING
            if not problems and (not resumes or self._needed(entry, ready)):
                try:
                    copy = fill(entry.values)
                except CopyError as fault:
                    self._add(ready)  # what is typeset whole is drawn in the file that comes next
                    copy, problems = self._otherwise(entry, fault)
            if problems:
                result.note(problems)
            elif self.skip or not result.failed:
                ready.append((copy, self._group(entry) if group else None))
        self._add(ready)
        result.cards += len(batch) - (result.failed - before)

    def _needed(self, entry: Entry, ready: list[Ready]) -> bool:
        """Return whether a row must be filled in: not if its card is in a file that is kept."""
        self._add(ready)  # the file that comes next is known by what is in those before
        return self.files.need(self._group(entry))

    def _add(self, ready: list[Ready]) -> None:
        for copy, group in ready:
            self.files.add(copy, group)
        ready.clear()

    def _otherwise(self, entry: Entry, fault: CopyError) -> tuple[Copy, tuple[Problem, ...]]:
        """Return the copy of a row that cannot be filled in, typeset whole; or what is wrong with it."""
        place = (str(self.table.path), entry.number, 0)
        self.files.tell(self._group(entry))
        if fault.uncovered:
            try:
                copy = self._typeset(entry)
            except CopyError as other:
                fault = other
            else:
                text = entry.values[fault.column]
                shown = text if len(text) <= 60 else f"{text[:59]}…"
                message = say("“{shown}” was typeset by itself, as {message}", shown=shown, message=fault.message)
                self.result.note_typeset(Problem(*place, self._heading(fault), message, ""))
                return copy, ()
        return NOTHING, (Problem(*place, self._heading(fault), fault.message, fault.mend),)

    def _typeset(self, entry: Entry) -> Copy:
        whole, file = self.whole(), self.files.file(self._group(entry))
        with whole.typeset(entry.values) as pdf:
            if isinstance(file, KeptFile):
                return NOTHING
            own = self.filler.plate.own_pages
            return Copy({page: file.drawn(whole.form(pdf, page, file.writer)) for page in own})

    def _heading(self, fault: CopyError) -> str:
        return self.table.columns.get(fault.column, fault.column)

    def _group(self, entry: Entry) -> str | None:
        return (entry.values[self.group] or "-") if self.group else None
