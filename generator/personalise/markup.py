"""A page's HTML taken apart: what varies from copy to copy, and all the rest, by which copies are told to be alike."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from typing import NamedTuple

# As the shared macros write them: a text that is nothing but text, and a QR code.
_TEXT = re.compile(
    r'<(?P<tag>\w+) class="t" data-set="(?P<id>\d+)" data-space="[^"]*" style="left:(?P<left>[-\d.]+)mm;'
    r'(?:text-align:(?P<align>\w+))?;?width:(?P<width>[\d.]+)mm;(?P<style>[^"]*)">'
    r'(?P<text>(?:[^<]|<span lang="\w+">[^<]*</span>)+)</(?P=tag)>'
)
_RUN = re.compile(r'<span lang="(\w+)">([^<]*)</span>|([^<]+)')
_FONT = re.compile(r"font:(?P<weight>\d+) (?P<size>[\d.]+)pt/[\d.]+pt &quot;(?P<family>.*?)&quot;")
_UNEVEN = ("letter-spacing", "font-variant", "transform")
_CODE = re.compile(r'(<svg role="img" aria-label=")([^"]*)("[^>]*><title>)[^<]*(</title><rect[^>]*/><path d=")([^"]*)"')
_HEAD = re.compile(
    r'<title>(?P<title>[^<]*)</title>|<meta name="(?P<name>author|description)" content="(?P<of>[^"]*)">'
)
_HEADING = re.compile(r"<(h[1-6])\b[^>]*>(.*?)</\1>", re.DOTALL)
_TOLD = re.compile(r' (?:alt|aria-label)="([^"]*)"')
_ALT = re.compile(r' alt="[^"]*"')
_LANGUAGE = re.compile(r'<html lang="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
HOLE = "\ue005{}\ue006"
_HOLE = re.compile(HOLE.format(r"(\d+)"))


class Run(NamedTuple):
    """A part of a line in one language, if it has one of its own."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class OpenText:
    """A text that may say something else in the next copy: its lines in runs, its box (mm), and its font."""

    lines: tuple[tuple[Run, ...], ...]
    left: float
    width: float
    align: str
    family: str
    weight: int
    size: float

    @property
    def said(self) -> str:
        """Its words."""
        return " ".join("".join(run.text for line in self.lines for run in line).split())


@dataclass(frozen=True)
class Markup:
    """What varies in a page: texts by the number of their setting, QR codes' paths, and what readers are told.

    `head` has title, author and description; `headings` and `told` (what stands for figures) are in reading order.
    Headings have HOLE for each of the texts. `closed` is all the rest.
    """

    texts: dict[int, OpenText]
    codes: tuple[str, ...]
    head: dict[str, str]
    headings: tuple[str, ...]
    told: tuple[str, ...]
    language: str
    closed: str

    @property
    def key(self) -> str:
        """What pages of the same closed part have in common."""
        return sha256(self.closed.encode()).hexdigest()

    @property
    def said_headings(self) -> tuple[str, ...]:
        """The headings with their texts."""
        return tuple(_HOLE.sub(lambda hole: self.texts[int(hole[1])].said, each) for each in self.headings)


def read_markup(html: str, variable: Collection[int]) -> Markup:
    """Take a page apart; `variable` are the numbers of the settings whose texts may vary."""
    texts: dict[int, OpenText] = {}
    codes: list[str] = []
    start, end, body = html.partition("</head>")
    head = {found["name"] or "title": unescape(found["of"] or found["title"] or "") for found in _HEAD.finditer(start)}

    def text(found: re.Match[str]) -> str:
        number, style = int(found["id"]), found["style"]
        font = _FONT.search(style)
        if number not in variable or not font or any(each in style for each in _UNEVEN):
            return found[0]
        lines = runs(found["text"])
        align = found["align"] or "left"
        texts[number] = OpenText(
            lines, float(found["left"]), float(found["width"]), align,
            unescape(font["family"]), int(font["weight"]), float(font["size"]),
        )  # fmt: skip
        left = found["left"] if align == "left" else align
        return f"<{found['tag']} {number} {left} {languages(lines)} {style}>"

    def hole(found: re.Match[str]) -> str:
        if int(found["id"]) not in texts:
            return found[0]
        return f"<{found['tag']}>{HOLE.format(found['id'])}</{found['tag']}>"

    def code(found: re.Match[str]) -> str:
        codes.append(found[5])
        return f"{found[1]}{found[3]}{found[4]}"

    closed = _HEAD.sub("", start) + end + _ALT.sub("", _CODE.sub(code, _TEXT.sub(text, body)))
    return Markup(
        texts=texts,
        codes=tuple(codes),
        head=head,
        headings=tuple(_plain(found[0]) for found in _HEADING.finditer(_TEXT.sub(hole, body))),
        language=_LANGUAGE.search(html)[1],  # type: ignore[index]  # the shared base template tells it
        told=tuple(unescape(each) for each in _TOLD.findall(html)),
        closed=closed,
    )


def runs(html: str) -> tuple[tuple[Run, ...], ...]:
    """Return the lines of a text in runs."""
    lines: list[list[Run]] = [[]]
    for language, spoken, plain in _RUN.findall(html):
        for number, part in enumerate((spoken or plain).split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(Run(unescape(part), language))
    return tuple(map(tuple, lines))


def languages(lines: Sequence[Sequence[Run]]) -> tuple[tuple[tuple[str, bool], ...], ...]:
    """Return how lines are made of runs: their languages, and whether there is anything to see of them."""
    return tuple([tuple([(run.language, not run.text.isspace()) for run in line]) for line in lines])


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
