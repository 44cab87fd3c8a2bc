"""Read the finished boxes of a laid out WeasyPrint document; its box tree is private, so its version is pinned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.fitting.finished import Finished

MARK = "data-set"  # the attribute with the number of a text's setting
SPACE = "data-space"  # the attribute with the width, in mm, of the spaces at which its lines are broken
MM_PER_PX = 25.4 / 96


def finished_texts(document: Any) -> Iterator[Finished]:
    """Yield every text that is marked with the number of its setting."""
    for number, page in enumerate(document.pages, start=1):
        for box in page._page_box.descendants(placeholders=True):  # there is no public way
            lines = [child for child in getattr(box, "children", ()) if _is(child, "LineBox")]
            if lines and box.element is not None and box.element.get(MARK):
                yield _finished(box, lines, number)


def _finished(block: Any, lines: list[Any], page: int) -> Finished:
    words = [box for line in lines for box in line.descendants() if _is(box, "TextBox")]
    space = float(block.element.get(SPACE, 0))
    baselines = [line.position_y + line.baseline for line in lines]
    return Finished(
        id=int(block.element.get(MARK)),
        page=page,
        lines=len(lines),
        left=min(word.position_x * MM_PER_PX + space * word.text.startswith(" ") for word in words),
        right=max((word.position_x + word.width) * MM_PER_PX - space * word.text.endswith(" ") for word in words),
        top=min(baselines) * MM_PER_PX,
        bottom=max(baselines) * MM_PER_PX,
        turned=bool(block.style["transform"]),
    )


def _is(box: Any, name: str) -> bool:
    return type(box).__name__ == name
