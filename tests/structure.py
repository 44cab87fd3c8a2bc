"""What a screen reader finds in a tagged PDF: its tree of tags with texts, languages and alternatives."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True)
class Tag:
    """A tag: its kind ("H1"), the language it names, the text that stands for it, its own text, what is in it."""

    kind: str
    language: str
    alternative: str
    own: str
    scope: str
    inside: tuple[Tag, ...]

    @property
    def text(self) -> str:
        """All text in it, in reading order."""
        return self.own + "".join(tag.text for tag in self.inside)

    def all(self, *kinds: str) -> Iterator[Tag]:
        """Yield the tags of these kinds in it, itself too, in reading order."""
        if self.kind in kinds:
            yield self
        for tag in self.inside:
            yield from tag.all(*kinds)

    def __str__(self) -> str:
        return "\n".join(self._outline())

    def _outline(self, depth: int = 0) -> Iterator[str]:
        told = [self.language and f"({self.language})", self.alternative and f"[{self.alternative}]"]
        leaf = all(tag.kind == "Span" for tag in self.inside) and all(not tag.language for tag in self.all("Span"))
        words = [*filter(None, told), self.text if leaf or not self.inside else ""]
        yield "  " * depth + " ".join([self.kind, *words]).rstrip()
        if not leaf:
            for tag in self.inside:
                yield from tag._outline(depth + 1)


@cache
def structure(path: Path) -> Tag:
    """Return the document's tag, with all that is in it."""
    texts = dict(_texts(path))
    with pikepdf.open(path) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        return _tag(pdf.Root.StructTreeRoot.K[0], pages, texts)


def bookmarks(path: Path) -> list[tuple[int, str]]:
    """Return level, from 1, and title of every bookmark."""
    with pypdfium2.PdfDocument(path) as document:
        return [(mark.level + 1, mark.get_title()) for mark in document.get_toc()]


def _tag(element: Any, pages: dict[Any, int], texts: dict[tuple[int, int], str]) -> Tag:
    kids = element.get("/K", pikepdf.Array())
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    numbers = [kid for kid in kids if isinstance(kid, int)]
    tags = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return Tag(
        kind=str(element.S)[1:],
        language=str(element.get("/Lang", "")),
        alternative=str(element.get("/Alt", "")),
        own="".join(texts.get((pages[element.Pg.objgen], number), "") for number in numbers),
        scope=str(element.get("/A", pikepdf.Dictionary()).get("/Scope", "/"))[1:],
        inside=tuple(_tag(tag, pages, texts) for tag in tags),
    )


def _texts(path: Path) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the text of each piece of marked content, by its page and number."""
    number = ctypes.c_int()
    with pypdfium2.PdfDocument(path) as document:
        for page_number, page in enumerate(document):
            words = page.get_textpage()
            found: dict[int, str] = {}
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=words):
                for index in range(raw.FPDFPageObj_CountMarks(item)):
                    mark = raw.FPDFPageObj_GetMark(item, index)
                    if raw.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", number):
                        found[number.value] = found.get(number.value, "") + item.extract()
            for each, text in found.items():
                yield (page_number, each), text
