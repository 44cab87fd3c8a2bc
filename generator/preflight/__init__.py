"""Preflight: rules on finished files, run before anything is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.preflight.findings import Finding
from generator.preflight.pdf import check_pdf
from generator.preflight.pptx import check_pptx
from generator.renderers import Artefact

__all__ = ["Finding", "preflight"]


def preflight(
    artefacts: Sequence[Artefact], folder: Path, kits: Mapping[str, Mapping[str, Any]]
) -> dict[str, tuple[Finding, ...]]:
    """Return the findings on every artefact in `folder`, by its path."""
    findings: dict[str, tuple[Finding, ...]] = {}
    for artefact in artefacts:
        path = folder / artefact.path
        if path.suffix == ".pdf":
            findings[artefact.path] = tuple(check_pdf(path, artefact))
        elif path.suffix == ".pptx":
            findings[artefact.path] = tuple(check_pptx(path, artefact, kits[artefact.language]["locale"]))
        else:
            findings[artefact.path] = ()
    return findings
