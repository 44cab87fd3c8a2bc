"""The tags of a PDF: what screen readers are told of headings, figures and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

MAX_TAGS = 100_000
MAX_DEPTH = 200
MAX_ROLES = 8  # steps from a name of the file's own to a standard one


@dataclass(frozen=True, eq=False)
class Tag:
    """A tag: its standard kind ("H1"), its page from 1 (0: not told), the tag it stands in.

    `alternative` is the text that stands for it; `scoped` whether a header says which cells it is for.
    """

    kind: str
    page: int
    above: Tag | None
    depth: int
    alternative: str
    scoped: bool

    def inside(self, kind: str) -> Tag | None:
        """Return the nearest tag of a kind that it stands in."""
        tag = self.above
        while tag is not None and tag.kind != kind:
            tag = tag.above
        return tag


def read_tags(pdf: pikepdf.Pdf) -> Iterator[Tag]:
    """Yield the tags in reading order, at most MAX_TAGS and each once; none if the document is not tagged."""
    tree = pdf.Root.get("/StructTreeRoot")
    if not isinstance(tree, pikepdf.Dictionary):
        return
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    roles = {name: str(role) for name, role in tree.get("/RoleMap", pikepdf.Dictionary()).items()}
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, Tag | None]] = [(kid, None) for kid in _kids(tree, seen)]
    for _ in range(MAX_TAGS):
        if not waiting:
            return
        element, above = waiting.pop()
        tag = _tag(element, above, roles, pages)
        yield tag
        if tag.depth < MAX_DEPTH:
            waiting += [(kid, tag) for kid in _kids(element, seen)]


def _kids(element: Any, seen: set[tuple[int, int]]) -> list[Any]:
    """Return the tags in a tag, the last first, without those that were `seen` elsewhere."""
    kids = element.get("/K", pikepdf.Array())
    fresh = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid and kid.objgen not in seen:
            fresh.append(kid)
            if kid.is_indirect:
                seen.add(kid.objgen)
    return fresh[::-1]


def _tag(element: Any, above: Tag | None, roles: dict[str, str], pages: dict[tuple[int, int], int]) -> Tag:
    kind = str(element.S)
    for _ in range(MAX_ROLES):
        kind = roles.get(kind, kind)
    page = pages.get(element["/Pg"].objgen, 0) if "/Pg" in element else above.page if above else 0
    alternative = str(element.get("/Alt", "")) or str(element.get("/ActualText", ""))
    depth = above.depth + 1 if above else 0
    return Tag(
        kind[1:], page, above, depth, alternative.strip(), any("/Scope" in each for each in _attributes(element))
    )


def _attributes(element: Any) -> list[Any]:
    listed = element.get("/A", pikepdf.Array())
    listed = list(listed) if isinstance(listed, pikepdf.Array) else [listed]
    return [each for each in listed if isinstance(each, pikepdf.Dictionary)]
