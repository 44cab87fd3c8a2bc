"""The page tree of a file that is written as a stream: nodes of 200 kids, in constant memory."""

from __future__ import annotations

from typing import Protocol

KIDS = 200  # of a node
MOST_PAGES = 0xFFFFF  # that PDFium, and so Chrome, opens


class Objects(Protocol):
    """Where objects are written: a number may be asked for before its object is there."""

    def number(self) -> int:
        """Return the number of an object that will be written later."""

    def add(self, content: bytes, number: int | None = None) -> int:
        """Write an object, under a number that was given out before or the next; return the number."""


class PageTree:
    """Pages in their order, under one root; `pages` counts those of nodes that are closed."""

    def __init__(self, objects: Objects, root: int) -> None:
        self._objects = objects
        self._root = root
        self._leaf: list[int] = []
        self._leaf_number = 0
        self._branch: list[int] = []
        self._branch_number = 0
        self._branch_pages = 0
        self.branches: list[int] = []
        self.pages = 0

    def add(self, entries: bytes) -> None:
        """Add a page; `entries` are those of its dictionary besides its type and parent."""
        if not self._leaf:
            self._leaf_number = self._objects.number()
            if not self._branch:
                self._branch_number = self._objects.number()
        self._leaf.append(self._objects.add(b"<</Type/Page/Parent %d 0 R%b>>" % (self._leaf_number, entries)))
        if len(self._leaf) == KIDS:
            self._close_leaf()
            if len(self._branch) == KIDS:
                self._close_branch()

    def close(self) -> None:
        """Write the nodes that are not full."""
        if self._leaf:
            self._close_leaf()
        if self._branch:
            self._close_branch()

    def _close_leaf(self) -> None:
        self._node(self._leaf_number, self._branch_number, len(self._leaf), self._leaf)
        self._branch.append(self._leaf_number)
        self._branch_pages += len(self._leaf)
        self.pages += len(self._leaf)
        self._leaf = []

    def _close_branch(self) -> None:
        self._node(self._branch_number, self._root, self._branch_pages, self._branch)
        self.branches.append(self._branch_number)
        self._branch, self._branch_pages = [], 0

    def _node(self, number: int, parent: int, count: int, kids: list[int]) -> None:
        listed = b" ".join(b"%d 0 R" % kid for kid in kids)
        self._objects.add(b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (parent, count, listed), number)
