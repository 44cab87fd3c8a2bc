"""Preflight: rules on finished files, run before anything is published, and on anyone's files by `check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.preflight.context import expected_of
from generator.preflight.findings import Finding, Report
from generator.preflight.runner import KINDS, examine
from generator.renderers import Artefact

__all__ = ["Finding", "Report", "examine", "preflight"]


def preflight(artefacts: Sequence[Artefact], folder: Path, link: str) -> dict[str, tuple[Finding, ...]]:
    """Return the findings on every artefact in `folder`, by its path; `link` is the event's."""
    findings: dict[str, tuple[Finding, ...]] = {}
    for artefact in artefacts:
        path = folder / artefact.path
        found = examine(path, expected_of(artefact, link), artefact.path).findings if path.suffix in KINDS else ()
        findings[artefact.path] = found
    return findings
