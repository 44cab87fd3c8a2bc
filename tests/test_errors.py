"""Errors: each has the exit code of the table in the README, and its message holds everything."""

from __future__ import annotations

import pytest

from generator import errors
from generator.errors import SHOWN_PROBLEMS, FitError, InputError, KitError, PreflightError, listed
from generator.schema.problems import Problem

EXIT_CODES = {
    "UsageError": 2,
    "InputError": 3,
    "FitError": 4,
    "PreflightError": 4,
    "LimitError": 4,
    "OutputError": 5,
    "RowsFailedError": 6,
    "MissingDependencyError": 7,
    "BusyError": 75,
}


def _problem(line: int, path: str = "event.yaml") -> Problem:
    return Problem(path, line, 3, "place", "is missing", "add it")


def test_every_error_has_its_exit_code() -> None:
    found = {
        name: kind.exit_code
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, KitError) and kind is not KitError
    }
    assert found == EXIT_CODES


def test_problems_are_told_once_and_in_the_order_of_files_and_lines() -> None:
    error = InputError([_problem(9), _problem(2), _problem(9), _problem(5, "_brand.yml")])
    assert str(error).splitlines() == [
        "_brand.yml:5:3 place: is missing; add it",
        "event.yaml:2:3 place: is missing; add it",
        "event.yaml:9:3 place: is missing; add it",
    ]


def test_at_most_a_hundred_are_shown_and_the_rest_is_counted() -> None:
    lines = str(InputError([_problem(line) for line in range(1, SHOWN_PROBLEMS + 51)])).splitlines()
    assert len(lines) == SHOWN_PROBLEMS + 1
    assert lines[-2:] == [f"event.yaml:{SHOWN_PROBLEMS}:3 place: is missing; add it", "… and 50 more"]
    assert listed(["x"] * SHOWN_PROBLEMS).splitlines() == ["x"] * SHOWN_PROBLEMS


def test_an_error_without_a_reason_is_a_defect() -> None:
    with pytest.raises(ValueError, match="at least one"):
        InputError([])
    with pytest.raises(ValueError, match="at least one"):
        FitError([])


def test_misfits_and_findings_are_kept_and_listed() -> None:
    assert (FitError(["a", "b"]).misfits, str(FitError(["a", "b"]))) == (("a", "b"), "a\nb")
    assert (PreflightError(["a"]).findings, str(PreflightError(["a", "b"]))) == (("a",), "a\nb")


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.yaml", 2, 3, "x.0", "is bad", "mend it"), "a.yaml:2:3 x.0: is bad; mend it"),
        (Problem("a.yaml", 2, 0, "x", "is bad", "mend it"), "a.yaml:2 x: is bad; mend it"),
        (Problem("a.j2", 2, 0, "", "is bad", "mend it"), "a.j2:2: is bad; mend it"),
        (Problem("a.yaml", 0, 0, "", "is bad", ""), "a.yaml: is bad"),
    ],
)
def test_a_problem_names_what_is_known_of_its_place(problem: Problem, text: str) -> None:
    assert str(problem) == text
