"""Decks in an agency's template that a limited child wrote, drawn as PDF: it may start no other program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.errors import InputError
from generator.manifest import Entry
from generator.preflight.bounded import BoundedReader
from generator.preflight.findings import Finding
from generator.renderers import Artefact, Job
from generator.renderers.deck.foreign.office import office_pdf
from generator.renderers.deck.foreign.render import undrawn
from generator.renderers.deck.meta import meta_of

_READER = "generator.renderers.deck.foreign.stripping:is_closed"


def draw_decks(
    jobs: Sequence[Job], kits: Mapping[str, Any], folder: Path, entries: Sequence[Entry]
) -> tuple[list[Artefact], dict[str, list[Finding]]]:
    """Write the PDFs of jobs' decks in `folder`; return them, and what is told of decks without, by their paths."""
    drawn: list[Artefact] = []
    told: dict[str, list[Finding]] = {}
    by_path = {entry.path: entry for entry in entries}
    for job in jobs:
        deck = by_path[f"{job.stem}.pptx"]
        data = _drawn(job, kits[job.language], folder)
        if data is None:
            told[deck.path] = [undrawn(job)]
            continue
        (folder / f"{job.stem}.pdf").write_bytes(data)
        drawn.append(
            Artefact(
                path=f"{job.stem}.pdf",
                product=deck.product,
                language=deck.language,
                pages=deck.pages,
                trim_mm=deck.trim_mm,
                locale=deck.locale,
                link_on=deck.link_on,
                template=deck.template,
            )
        )
    return drawn, told


def _drawn(job: Job, kit: Mapping[str, Any], folder: Path) -> bytes | None:
    """Return a deck as LibreOffice draws it; None too for one that would take something from outside."""
    path = folder / f"{job.stem}.pptx"
    with BoundedReader() as reader:
        try:
            closed = reader.read(_READER, path)
        except InputError:
            return None
    fonts = {file.name: file.read_bytes() for file in sorted((path.parent / "fonts").glob("*.[ot]tf"))}
    return office_pdf(path.read_bytes(), fonts, meta_of(kit)) if closed else None
