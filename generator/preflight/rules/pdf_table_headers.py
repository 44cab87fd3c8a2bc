"""Tables whose headers say so, and say which cells they are for."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pdf_file import PdfFile
from generator.preflight.pdf_tree import Tag
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import say


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each table without header cells, or with some that do not say whether of row or column."""
    headers: dict[Tag, list[Tag]] = {tag: [] for tag in file.tags if tag.kind == "Table"}
    for tag in file.tags:
        table = tag.inside("Table") if tag.kind == "TH" else None
        if table:
            headers[table].append(tag)
    for table, cells in headers.items():
        if not cells:
            mend = say("mark its first row or column as headers, or lay it out without a table")
            yield Fault(say("a table has no header cells"), mend, table.page)
        elif not all(cell.scoped for cell in cells):
            mend = say("say of each whether it is of its row or its column")
            yield Fault(say("a table has header cells without scope"), mend, table.page)


RULE = Rule(
    id="pdf-table-headers",
    media="pdf",
    severity="warning",
    strict=True,
    looks_for="tables without header cells, or with some without scope",
    check=check,
)
