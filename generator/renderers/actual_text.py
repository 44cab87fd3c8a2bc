"""What text of foreign scripts says: a PDF tells letters by their glyphs, and these are stacked and reordered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from generator.fitting.scripts import is_foreign, runs_right_to_left


@contextmanager
def actual_text() -> Iterator[None]:
    """Let WeasyPrint write with each text of such a script what it says; there is no public way."""
    import pydyf  # noqa: PLC0415  # comes with WeasyPrint
    from weasyprint import draw  # noqa: PLC0415  # slow to import, and its Pango may be missing

    draw_text = draw.draw_text

    def telling(stream: Any, box: Any, *rest: Any) -> None:
        # Readers turn text round that runs right to left: there glyphs tell it better.
        if not is_foreign(box.text) or runs_right_to_left(box.text):
            draw_text(stream, box, *rest)
            return
        stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(box.text)}))
        draw_text(stream, box, *rest)
        stream.end_marked_content()

    draw.draw_text = telling
    try:
        yield
    finally:
        draw.draw_text = draw_text
