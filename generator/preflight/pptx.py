"""Rules on a finished deck: titles, notes, alt text, theme colours only, language."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.preflight.findings import Finding
from generator.renderers import Artefact

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def check_pptx(path: Path, artefact: Artefact, language: str) -> Iterator[Finding]:
    """Yield what is wrong with the deck's slides; `language` is the tag that its text must carry."""
    titles: dict[str, int] = {}
    with zipfile.ZipFile(path) as package:
        slides = sorted(
            (int(name.removeprefix("ppt/slides/slide").removesuffix(".xml")), name)
            for name in package.namelist()
            if name.startswith("ppt/slides/slide") and name.endswith(".xml")
        )
        if not slides:
            yield Finding("pptx-slides", "error", artefact.path, 0, "it has no slides", "check the deck's template")
        for number, name in slides:
            tree = _parse(package.read(name))
            yield from _slide(tree, number, artefact, language)
            title = _title(tree)
            if title in titles:
                message = f"its title “{title}” is that of slide {titles[title]} too"
                yield Finding(
                    "pptx-title-unique",
                    "error",
                    artefact.path,
                    number,
                    message,
                    "give each slide its own title",
                )
            titles.setdefault(title, number)
            if f"ppt/slides/_rels/slide{number}.xml.rels" not in package.namelist():
                continue
            if b"notesSlide" not in package.read(f"ppt/slides/_rels/slide{number}.xml.rels"):
                yield Finding(
                    "pptx-notes",
                    "error",
                    artefact.path,
                    number,
                    "it has no speaker notes",
                    "add its talk to the content",
                )


def _slide(tree: Any, number: int, artefact: Artefact, language: str) -> Iterator[Finding]:
    if not _title(tree):
        yield Finding("pptx-title", "error", artefact.path, number, "it has no title", "fill the title placeholder")
    for picture in tree.iter(f"{_P}pic"):
        if not picture.find(f"{_P}nvPicPr/{_P}cNvPr").get("descr", "").strip():
            yield Finding(
                "pptx-alt",
                "error",
                artefact.path,
                number,
                "a picture has no alt text",
                "describe it in the outline",
            )
    if next(tree.iter(f"{_A}srgbClr"), None) is not None:
        yield Finding("pptx-colour", "error", artefact.path, number, "it holds a literal colour", "use a theme colour")
    wrong = {run.get("lang") for run in tree.iter(f"{_A}rPr", f"{_A}endParaRPr")} - {language}
    if wrong:
        message = f"text is tagged {', '.join(str(tag) for tag in wrong)} instead of {language}"
        yield Finding("pptx-language", "error", artefact.path, number, message, "tag every run")


def _title(tree: Any) -> str:
    for shape in tree.iter(f"{_P}sp"):
        placeholder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        if placeholder is not None and placeholder.get("type") in ("title", "ctrTitle"):
            return " ".join(text.text or "" for text in shape.iter(f"{_A}t")).strip()
    return ""


def _parse(data: bytes) -> Any:
    from lxml import etree  # noqa: PLC0415  # not needed where there is no deck

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
