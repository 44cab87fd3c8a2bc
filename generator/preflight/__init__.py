"""Preflight: rules on finished files, run before anything is published, and on anyone's files by `check`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.preflight.findings import KINDS, Finding, Report

if TYPE_CHECKING:
    from generator.preflight.rule import Raster
    from generator.renderers import Artefact

__all__ = ["Finding", "Report", "preflight", "stopping", "stops_a_build"]


def stops_a_build(finding: Finding, template: str = "") -> bool:
    """Return whether a kit may not be published with it: an error, or a rule that our own kit must be free of.

    What an agency's own `template` makes of a deck is not ours: there errors alone count.
    """
    from generator.preflight.rules import all_rules  # noqa: PLC0415  # what only reads findings needs no rule

    strict = {rule.id for rule in all_rules() if rule.strict}
    return finding.severity == "error" or (finding.rule in strict and not template)


def stopping(artefacts: Sequence[Artefact], findings: Mapping[str, Sequence[Finding]]) -> list[str]:
    """Return the findings with which artefacts may not be published."""
    return [
        str(finding)
        for artefact in artefacts
        for finding in findings[artefact.path]
        if stops_a_build(finding, artefact.template)
    ]


def preflight(
    artefacts: Sequence[Artefact], folder: Path, link: str, rasters: Sequence[Raster] = ()
) -> dict[str, tuple[Finding, ...]]:
    """Return the findings on every artefact in `folder`, by its path.

    `link` is the event's, `rasters` are the project's pictures, by which findings name them.
    """
    from generator.preflight.context import expected_of  # noqa: PLC0415  # as above
    from generator.preflight.runner import examine  # noqa: PLC0415

    findings: dict[str, tuple[Finding, ...]] = {}
    for artefact in artefacts:
        path = folder / artefact.path
        findings[artefact.path] = ()
        if path.suffix in KINDS:
            expected = expected_of(artefact, link, rasters)
            findings[artefact.path] = examine(path, expected, artefact.path).findings
    return findings
