"""Errors as plain data: nothing but JSON comes out of a limited child."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

from generator.errors import (
    FitError,
    InputError,
    KitError,
    LimitError,
    MissingDependencyError,
    OutputError,
    PreflightError,
    UsageError,
)
from generator.schema.problems import Problem

_KINDS = (FitError, LimitError, MissingDependencyError, OutputError, PreflightError, UsageError)
_BY_NAME: dict[str, type[KitError]] = {kind.__name__: kind for kind in _KINDS}


def plain(error: KitError | OSError) -> dict[str, Any]:
    """Return an error as JSON knows it."""
    if isinstance(error, OSError):
        return {"errno": error.errno, "said": error.strerror}
    if isinstance(error, InputError):
        return {"problems": [astuple(problem) for problem in error.problems], "count": error.count}
    lines = {FitError: "misfits", PreflightError: "findings"}.get(type(error))
    return {"kind": type(error).__name__, "said": getattr(error, lines) if lines else str(error)}


def restored(told: dict[str, Any]) -> KitError | OSError:
    """Return the error that `plain` told."""
    if "errno" in told:
        return OSError(told["errno"], told["said"])
    if "problems" in told:
        return InputError([Problem(*problem) for problem in told["problems"]], told["count"])
    return _BY_NAME[told["kind"]](told["said"])
