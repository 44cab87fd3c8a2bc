"""The one family of errors: each class carries its exit code, each message says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from generator.wording import say

if TYPE_CHECKING:
    from generator.schema.problems import Problem

SHOWN_PROBLEMS = 100


class KitError(Exception):
    """Base of everything a user can cause or mend; `exit_code` is the command's."""

    exit_code: ClassVar[int] = 1

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors come back from worker processes; the constructors of some take more than the text.
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[KitError], arguments: tuple[Any, ...], state: dict[str, Any]) -> KitError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(state)
    return error


class UsageError(KitError):
    """The command asks for something that is not there."""

    exit_code = 2


class InputError(KitError):
    """Content, event, brand, roster, template or asset is wrong; holds the problems, and how many there are."""

    exit_code = 3

    def __init__(self, problems: Sequence[Problem], count: int = 0) -> None:
        """`count` is how many there are, where not all were kept."""
        if not problems:
            raise ValueError("an InputError needs at least one problem")
        self.problems = tuple(sorted(set(problems)))
        self.count = max(count, len(self.problems))
        super().__init__(listed([str(problem) for problem in self.problems], self.count))


class FitError(KitError):
    """Text does not fit at its product's minimum size; holds every misfit found."""

    exit_code = 4

    def __init__(self, misfits: Sequence[str]) -> None:
        if not misfits:
            raise ValueError("a FitError needs at least one misfit")
        self.misfits = tuple(misfits)
        super().__init__(listed(self.misfits))


class PreflightError(KitError):
    """A finished file broke a rule; nothing was published."""

    exit_code = 4

    def __init__(self, findings: Sequence[str]) -> None:
        self.findings = tuple(findings)
        super().__init__(listed(self.findings))


class LimitError(KitError):
    """A project's own templates took more memory or time than they may."""

    exit_code = 4


class RowsFailedError(KitError):
    """Some rows of a run failed; the rest are done."""

    exit_code = 6


class OutputError(KitError):
    """The output cannot be written: disk full, read-only, path too long."""

    exit_code = 5


class MissingDependencyError(KitError):
    """The machine lacks something; the message says how to install it."""

    exit_code = 7


class BusyError(KitError):
    """Another run holds the output folder."""

    exit_code = 75


def listed(lines: Sequence[str], count: int = 0) -> str:
    """Join `lines`, the first SHOWN_PROBLEMS in full and the rest, of `count` where not all are at hand, as a count."""
    shown = list(lines[:SHOWN_PROBLEMS])
    if (rest := max(count, len(lines)) - len(shown)) > 0:
        shown.append(say("… and {count} more", count=rest))
    return "\n".join(shown)


class Abandoned(Exception):  # noqa: N818  # no error of anybody's
    """The rendering of a template is given up on purpose."""


class OutOfTime(BaseException):  # no Exception: libraries catch those and go on
    """What a project's own templates ask for takes longer than it may."""
