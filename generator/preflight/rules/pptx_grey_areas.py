"""Coloured shapes that are still told apart when the slide is printed in grey."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.grey import pairs_by_page
from generator.preflight.pptx_file import PptxFile
from generator.preflight.pptx_ground import ground
from generator.preflight.rule import Expected, Fault, Rule


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each two colours that differ by hue alone, at the first slide that has both."""
    return pairs_by_page(
        (slide.number, [paint.colour for paint in ground(slide).paints if paint and paint.colour])
        for slide in file.slides
    )


RULE = Rule(
    id="pptx-grey-areas",
    media="pptx",
    severity="warning",
    strict=False,
    looks_for="shapes that stand out by their hue alone, and are the same printed in grey",
    check=check,
)
