"""Preflight: rules on finished files, run before anything is published, and on anyone's files by `check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.preflight.context import expected_of
from generator.preflight.findings import Finding, Report
from generator.preflight.rules import all_rules
from generator.preflight.runner import KINDS, examine
from generator.renderers import Artefact

__all__ = ["Finding", "Report", "examine", "preflight", "stops_a_build"]


def stops_a_build(finding: Finding) -> bool:
    """Return whether our own kit may not be published with it: an error, or a rule that our kit must be free of."""
    strict = {rule.id for rule in all_rules() if rule.strict}
    return finding.severity == "error" or finding.rule in strict


def preflight(
    artefacts: Sequence[Artefact], folder: Path, link: str, thorough: bool = False
) -> dict[str, tuple[Finding, ...]]:
    """Return the findings on every artefact in `folder`, by its path; `link` is the event's.

    Files for a press are looked at thoroughly in any case: what is printed cannot be mended.
    """
    findings: dict[str, tuple[Finding, ...]] = {}
    for artefact in artefacts:
        path = folder / artefact.path
        findings[artefact.path] = ()
        if path.suffix in KINDS:
            findings[artefact.path] = examine(
                path, expected_of(artefact, link), artefact.path, thorough or artefact.bleed_mm is not None
            ).findings
    return findings
