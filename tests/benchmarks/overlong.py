"""Over-long text in decks: by pandoc, by plain python-pptx, and by us, drawn by LibreOffice with autofit ignored."""

from __future__ import annotations

import datetime
import random
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import pptx
import pypandoc
from pptx.enum.text import MSO_AUTO_SIZE

from generator.renderers.deck.compose import compose_slides
from generator.renderers.deck.geometry import load_geometry
from generator.renderers.deck.meta import DeckMeta
from generator.renderers.deck.outline import Continued, Outline, OutlineSlide
from generator.renderers.deck.package import write_pptx
from generator.resources import Resources
from generator.themes.fonts import FontBook
from generator.themes.theme import load_theme
from tests.proof.office import page_words, to_pdf
from tests.proof.projects import shipped_trees
from tests.proof.texts import Writer, prose
from tests.renderers.deck.office import Word

SLIDES = 60
EMU_PER_PT = 12700
ROUNDING = 2.0  # pt
_AUTOFIT = re.compile(
    rb"<a:(?:norm|sp)AutoFit\s*/>|<a:normAutofit[^>]*/>|<a:normAutofit[^>]*>.*?</a:normAutofit>", re.S
)
FAMILY = "Plus Jakarta Sans"  # for all of them: Calibri, which the others ask for, is not free to install
_CALIBRI = re.compile(rb'typeface="Calibri[^"]*"')


@dataclass(frozen=True)
class Text:
    """A slide's worth of text."""

    title: str
    points: tuple[str, ...]


def overlong_table(folder: Path) -> str:
    """Return a table of what becomes of 60 slides' worth of text, as long as fits or up to three times that."""
    texts = list(_texts())
    decks = {
        "pandoc, pptx writer": _by_pandoc(texts, folder / "pandoc.pptx"),
        "python-pptx, TEXT_TO_FIT_SHAPE": _by_python_pptx(texts, folder / "python-pptx.pptx"),
    }
    ours, shown = _by_us(texts, folder / "ours.pptx")
    rows = {name: _judged(deck, range(SLIDES), folder) for name, deck in decks.items()}
    rows["sosialisasi"] = _judged(ours, shown, folder)
    columns = ("overflow", "whole", "flowed on", "refused")
    lines = [f"{f'{SLIDES} slides of over-long text':<48}{''.join(f'{column:>11}' for column in columns)}"]
    lines += [f"{name:<48}{''.join(f'{row[column]:>11}' for column in columns)}" for name, row in rows.items()]
    return "\n".join(lines)


def _texts() -> list[Text]:
    chance = random.Random("over-long")
    writer = Writer(prose(shipped_trees()[0]["id"]), "id", chance)
    return [
        Text(
            writer.text(chance.randint(20, 90)),
            tuple(writer.text(chance.randint(60, 200)) for _ in range(chance.randint(4, 9))),
        )
        for _ in range(SLIDES)
    ]


def _by_pandoc(texts: Sequence[Text], path: Path) -> Path:
    source = "\n\n".join(f"## {text.title}\n\n" + "\n".join(f"- {point}" for point in text.points) for text in texts)
    pypandoc.convert_text(source, "pptx", format="markdown", outputfile=str(path), extra_args=["--slide-level=2"])
    return path


def _by_python_pptx(texts: Sequence[Text], path: Path) -> Path:
    presentation: Any = pptx.Presentation()
    for text in texts:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = text.title
        frame = slide.placeholders[1].text_frame
        frame.text = "\n".join(text.points)
        frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    presentation.save(str(path))
    return path


def _by_us(texts: Sequence[Text], path: Path) -> tuple[Path, list[int]]:
    """Return our deck of the texts that fit, and which text each of its slides shows."""
    resources = Resources(None)
    layouts = resources.find_template("deck/layouts.yaml")
    assert layouts
    geometry = load_geometry(layouts, load_theme("kawung", resources, {}))
    slides = [
        OutlineSlide(
            layout="plain", section="Text", minutes=1, notes=["-"], texts={"title": t.title, "body": list(t.points)}
        )
        for t in texts
    ]
    further = Continued(title="{title} (lanjutan)", numbered="{title} (lanjutan {number})", notes="-")
    outline = Outline(title="Text", footer="Text", minutes=1, time_line="", continued=further, slides=slides)
    fonts = FontBook()
    composed, overflows = compose_slides(outline, geometry, fonts, "id")
    texts_of = list(accumulate((slide.minutes for slide in composed), initial=-1))[1:]  # further slides have none
    refused = {texts_of[overflow.number - 1] for overflow in overflows}
    kept = [(slide, text) for slide, text in zip(composed, texts_of, strict=True) if text not in refused]
    meta = DeckMeta("Text", "Text", "id-ID", datetime.date(2026, 12, 15), "Tests")
    write_pptx([slide for slide, _ in kept], geometry, fonts, meta, {}, path)
    return path, [text for _, text in kept]


def _judged(deck: Path, shown: Sequence[int], folder: Path) -> Counter[str]:
    """Draw a deck with its autofit taken out, and count what became of the texts; `shown` is each slide's text.

    A text overflows if its words leave their shapes on any of its slides.
    """
    _ignore_autofit(deck)
    faces = [FontBook().face(FAMILY, weight) for weight in (400, 700, 800)]
    fonts = [folder / face.file_name for face in faces]
    for face, font in zip(faces, fonts, strict=True):
        font.write_bytes(face.data)
    (pdf,) = to_pdf([deck], fonts, folder / deck.stem)
    slides = list(pptx.Presentation(str(deck)).slides)
    leaving = {
        text
        for text, slide, page in zip(shown, slides, page_words(pdf), strict=True)
        if any(not _inside(word, slide) for word in page)
    }
    counts = Counter(shown)
    return Counter(
        "refused"
        if not counts[text]
        else "overflow"
        if text in leaving
        else "flowed on"
        if counts[text] > 1
        else "whole"
        for text in range(SLIDES)
    )


def _inside(word: Word, slide: Any) -> bool:
    """Return whether a word stands in one of the slide's shapes, or is the layout's own."""
    middle = (word.top + word.bottom) / 2
    furniture = (shape for shape in slide.slide_layout.placeholders if shape.placeholder_format.idx >= 10)
    places = [*slide.shapes, *furniture]
    return any(
        word.left >= shape.left / EMU_PER_PT - ROUNDING
        and word.right <= (shape.left + shape.width) / EMU_PER_PT + ROUNDING
        and shape.top / EMU_PER_PT - ROUNDING <= middle
        and middle + (word.bottom - word.top) / 4 <= (shape.top + shape.height) / EMU_PER_PT + ROUNDING
        for shape in places
    )


def _ignore_autofit(deck: Path) -> None:
    """Take shrinking out of every part: so a program shows it that does not shrink text when it opens a file."""
    with zipfile.ZipFile(deck) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(deck, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in parts.items():
            plain = _AUTOFIT.sub(b"<a:noAutofit/>", data) if info.filename.endswith(".xml") else data
            archive.writestr(info.filename, _CALIBRI.sub(f'typeface="{FAMILY}"'.encode(), plain))
