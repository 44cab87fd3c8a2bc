"""The text of each page of a PDF, every run of space as one space."""

from __future__ import annotations

from pathlib import Path

import pypdfium2


def page_texts(path: Path) -> list[str]:
    """Return the pages' text in reading order."""
    with pypdfium2.PdfDocument(path) as document:
        return [" ".join(page.get_textpage().get_text_range().replace("\ufffe", "-").split()) for page in document]
