"""How much room a shape's text takes, line by line, as a program would break it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.fitting import PT_PER_MM
from generator.fitting.breaks import units
from generator.preflight.pptx_box import Box
from generator.preflight.pptx_faces import Face, Faces
from generator.preflight.pptx_text import BREAK, Paragraph, Run

GUESSED_WIDTH, _ASCENT, _DESCENT = 0.5, 0.95, 0.25  # em, of a font that is not at hand
_MOST_LINES = 1000  # of one word that is torn
_ANCHORS = {"t": 0.0, "ctr": 0.5, "b": 1.0}
_ALIGNS = {"l": 0.0, "just": 0.0, "ctr": 0.5, "r": 1.0}


@dataclass(frozen=True)
class Frame:
    """The room for text in a shape: its box less its insets (mm), how text stands in it, and what it does if it is
    too small: "grow", "shrink" or ""."""

    outer: Box
    inner: Box
    anchor: str
    wraps: bool
    autofit: str


@dataclass
class Measured:
    """Text broken into lines: `height` and `widest` in mm, `torn` words that are wider than a line, the typefaces
    that had to be guessed, and the box (mm) the lines stand in."""

    area: Box
    height: float = 0.0
    widest: float = 0.0
    exact_pitch: bool = True
    torn: list[str] = field(default_factory=list)
    guessed: set[str] = field(default_factory=set)


def measure(paragraphs: Sequence[Paragraph], frame: Frame, faces: Faces) -> Measured:
    """Break text as a program does at the frame's width, and return what it takes."""
    found = Measured(frame.inner)
    height = 0.0
    for number, paragraph in enumerate(paragraphs):
        size = max(run.size for run in paragraph.runs)
        before, after = paragraph.gaps(size)
        height += before if number else 0.0
        height += sum(_pitch(paragraph, line, faces, found) for line in _lines(paragraph, frame, faces, found))
        height += after if number < len(paragraphs) - 1 else 0.0
    found.height = height / PT_PER_MM
    found.area = _area(found, frame, paragraphs[0].align if paragraphs else "l")
    return found


Piece = tuple[Run, str]


def _lines(paragraph: Paragraph, frame: Frame, faces: Faces, found: Measured) -> list[list[Run]]:
    """Return the runs on each line."""
    margin = sum(paragraph.margin)
    limit = frame.inner.width * PT_PER_MM - margin if frame.wraps else float("inf")
    lines: list[list[Run]] = []
    for text in _split(paragraph.runs):
        used = max(paragraph.indent, 0.0) if not lines else 0.0
        line: list[Run] = []
        for piece in _pieces(text):
            bare = _width([*piece[:-1], (piece[-1][0], piece[-1][1].rstrip(" "))], faces, found)
            if line and used + bare > limit:
                lines.append(line)
                used, line = 0.0, []
            if bare > limit > 0:
                found.torn.append("".join(part for _, part in piece).strip())
                lines += [[run for run, _ in piece]] * min(int(bare // limit), _MOST_LINES)
                bare %= limit
            found.widest = max(found.widest, (used + bare + margin) / PT_PER_MM)
            used += _width(piece, faces, found) if bare <= limit else bare
            line.extend(run for run, _ in piece)
        lines.append(line or list(paragraph.runs[-1:]))
    return lines


def _split(runs: Sequence[Run]) -> list[list[Piece]]:
    """Return the runs parted at line breaks, each with its text."""
    texts: list[list[Piece]] = [[]]
    for run in runs:
        for number, part in enumerate(run.text.split(BREAK)):
            if number:
                texts.append([])
            if part:
                texts[-1].append((run, part))
    return texts


def _pieces(text: Sequence[Piece]) -> list[list[Piece]]:
    """Return what cannot be broken, each as parts of runs."""
    pieces: list[list[Piece]] = []
    rest = list(text)
    for unit in units("".join(part for _, part in text)) if text else ():
        piece: list[Piece] = []
        wanted = len(unit)
        while wanted and rest:
            run, part = rest.pop(0)
            piece.append((run, part[:wanted]))
            if len(part) > wanted:
                rest.insert(0, (run, part[wanted:]))
            wanted -= min(wanted, len(part))
        pieces.append(piece)
    return pieces


def _width(piece: Sequence[Piece], faces: Faces, found: Measured) -> float:
    """Return the width in pt."""
    width = 0.0
    for run, part in piece:
        face = _face(run, faces, found)
        em = face.ruler.width(part) if face else GUESSED_WIDTH * len(part)
        width += em * run.size + run.tracking * len(part)
    return width


def _pitch(paragraph: Paragraph, line: Sequence[Run], faces: Faces, found: Measured) -> float:
    """Return the height of a line in pt."""
    if paragraph.pitch:
        return paragraph.pitch
    found.exact_pitch = False
    return max(_natural(run, _face(run, faces, found)) for run in line) * paragraph.leading


def _natural(run: Run, face: Face | None) -> float:
    return run.size * (face.ascent + face.descent if face else _ASCENT + _DESCENT)


def _face(run: Run, faces: Faces, found: Measured) -> Face | None:
    face = faces.find(run.typeface, run.bold)
    if face is None and run.text.strip():
        found.guessed.add(run.typeface)
    return face


def _area(found: Measured, frame: Frame, align: str) -> Box:
    """Return where the lines stand in the frame."""
    inner = frame.inner
    left = inner.left + (inner.width - found.widest) * _ALIGNS.get(align, 0.0)
    top = inner.top + (inner.height - found.height) * _ANCHORS.get(frame.anchor, 0.0)
    return Box(left, top, left + found.widest, top + found.height)
