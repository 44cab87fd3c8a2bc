"""Typeset once, fill many: pages that are alike but for their texts and codes are laid out once, then filled.

A filled copy is the file that WeasyPrint would have made, with its tags, its bookmarks and its metadata.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from html import escape

import pikepdf

from generator.fitting.finished import Finished
from generator.personalise.holes import PX_PER_MM, Piece, UnlikeError, code_operators, fonts_of, marked, start_of
from generator.personalise.markup import Markup, OpenText, read_markup
from generator.personalise.mould import INFO, Mould, mould
from generator.personalise.objects import text_string, zipped
from generator.personalise.widening import PlateFace
from generator.renderers.pdf import Typeset
from generator.renderers.typesetter import LaidOut, Source, Typesetter
from generator.themes.fonts import FontFace

MOST_PLATES = 64  # that are kept
Faces = Mapping[tuple[str, int], PlateFace]
drawn_code = lru_cache(maxsize=256)(code_operators)


class Plates(Typesetter):
    """Lays out pages for many copies."""

    def __init__(self) -> None:
        self._plates: OrderedDict[str, Plate] = OrderedDict()
        self._faces: dict[tuple[str, int], PlateFace] = {}

    def typeset(self, source: Source, variable: Collection[int]) -> LaidOut:
        """Lay out pages, or fill some that are laid out already."""
        markup = read_markup(source.html, variable)
        own = self._own(source.faces, markup)
        more = _more(markup, own)
        if more is None:
            return source.laid_out()
        key = "\n".join([markup.key, *map(str, sorted(more.items())), *_hashes(source.assets)])
        if key not in self._plates:
            self._plates[key] = Plate(source.laid_out(), markup, own, more)
            if len(self._plates) > MOST_PLATES:
                self._plates.popitem(last=False)
        self._plates.move_to_end(key)
        return Filled(self._plates[key], markup, source)

    def plate(self, pages: Typeset, markup: Markup, faces: Iterable[FontFace]) -> Plate | None:
        """Return pages that are laid out already as a plate; None if they cannot be filled."""
        own = self._own(faces, markup)
        more = _more(markup, own)
        if more is None:
            return None
        plate = Plate(pages, markup, own, more)
        return plate if plate.mould(1.0, tagged=True) else None

    def _own(self, faces: Iterable[FontFace], markup: Markup) -> Faces:
        return {(face.family, face.weight): self._face(face, markup) for face in faces}

    def _face(self, face: FontFace, markup: Markup) -> PlateFace:
        key = (face.file_name, len(face.data))
        if key not in self._faces:
            self._faces[key] = PlateFace(face, markup.language)
        return self._faces[key]


def _more(markup: Markup, faces: Faces) -> dict[tuple[str, int], set[int]] | None:
    """Return the glyphs that the open texts need beyond the common ones, by face; None if one cannot be filled in."""
    more: dict[tuple[str, int], set[int]] = {}
    for text in markup.texts.values():
        key = (text.family, text.weight)
        for run in (run.text for line in text.lines for run in line):
            shaped = faces[key].shape(run, text.size) if key in faces else None
            if shaped is None:
                return None
            if beyond := faces[key].beyond(shaped):
                more.setdefault(key, set()).update(beyond)
    return more


@lru_cache(maxsize=256)
def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def _hashes(assets: Mapping[str, tuple[bytes, str]]) -> Iterator[str]:
    for name, (data, _) in assets.items():
        yield f"{name} {_hash(data)}"


class Plate:
    """Pages laid out once, with the first copy's texts in them."""

    def __init__(self, pages: Typeset, markup: Markup, faces: Faces, more: Mapping[tuple[str, int], set[int]]) -> None:
        self.finished = tuple(pages.texts())
        self.pages = pages
        self._markup = markup
        self._faces = faces
        self._more = more
        self._moulds: dict[tuple[float, bool], Mould | None] = {}

    def mould(self, zoom: float, tagged: bool) -> Mould | None:
        """Return the mould of a file of these pages; None if it cannot be filled."""
        if (zoom, tagged) not in self._moulds:
            with marked(self._markup.texts, self.pages.document):
                data = self.pages.write(zoom) if tagged else self.pages.write_untagged(zoom)
            try:
                made = mould(data, self._markup, self.show, self._widen)
            except UnlikeError:
                made = None
            self._moulds[zoom, tagged] = made
        return self._moulds[zoom, tagged]

    @property
    def fillable(self) -> bool:
        """Whether no file of these pages was found unlike what a copy would be."""
        return None not in self._moulds.values()

    def copy(self, markup: Markup) -> Filled | None:
        """Return the copy that says what `markup` does; None if these pages cannot hold it."""
        return Filled(self, markup) if self.fillable and _more(markup, self._faces) == self._more else None

    def show(self, text: OpenText, run: str) -> tuple[bytes, float]:
        """Return the array that shows a run, and its width in px."""
        shaped = self._faces[text.family, text.weight].shape(run, text.size)
        assert shaped is not None
        return shaped.array, shaped.width

    def _widen(self, page: pikepdf.Dictionary) -> None:
        for name, number in fonts_of(page.Contents.read_bytes()):
            text = self._markup.texts[number]
            key = (text.family, text.weight)
            self._faces[key].widen(page.Resources.Font[name], self._more.get(key, set()))


@dataclass(frozen=True)
class Filled:
    """A copy: what it says, in the pages of a plate. `source` is what it is laid out from if these cannot be filled."""

    plate: Plate
    markup: Markup
    source: Source | None = None

    @property
    def _identifier(self) -> bytes:
        """What the file is told from others by."""
        markup = self.markup
        said = [*(f"{text.lines}" for text in markup.texts.values()), *markup.codes, *markup.told]
        return sha256("\n".join([markup.key, *said, *markup.head.values()]).encode()).hexdigest()[:32].encode()

    def texts(self) -> Iterator[Finished]:
        """Yield the finished texts that carry the number of their setting."""
        yield from map(self._finished, self.plate.finished)

    def texts_beside(self, other: Filled) -> Iterator[Finished]:
        """Yield those of the finished texts that are other ones than in another copy of the plate."""
        for box in self.plate.finished:
            if self.markup.texts.get(box.id) != other.markup.texts.get(box.id):
                yield self._finished(box)

    def _finished(self, box: Finished) -> Finished:
        text = self.markup.texts.get(box.id)
        return self._placed(box, text) if text else box

    def _placed(self, box: Finished, text: OpenText) -> Finished:
        lines = range(len(text.lines))
        starts = [float(start_of(text, line, 0, self.plate.show)) for line in lines]
        ends = [start + self._width(text, line) for start, line in zip(starts, lines, strict=True)]
        left = box.left if text.align == "left" else min(starts) / PX_PER_MM
        right = left + (max(ends) - min(starts)) / PX_PER_MM
        return Finished(box.id, box.page, box.lines, left, right, box.top, box.bottom, box.turned)

    def _width(self, text: OpenText, line: int) -> float:
        """Return how wide a line is without the spaces at its ends, in px."""
        runs = [run.text for run in text.lines[line]]
        runs[0], runs[-1] = runs[0].lstrip(" "), runs[-1].rstrip(" ")
        return sum(self.plate.show(text, run)[1] for run in runs if run)

    def write(self, zoom: float = 1.0) -> bytes:
        """Return the PDF for readers, the sheet scaled by `zoom`."""
        found = self.plate.mould(zoom, tagged=True)
        return self._filled(found) if found else self._whole().write(zoom)

    def write_untagged(self, zoom: float = 1.0) -> bytes:
        """Return the PDF for a printer."""
        found = self.plate.mould(zoom, tagged=False)
        return self._filled(found) if found else self._whole().write_untagged(zoom)

    def _whole(self) -> Typeset:
        assert self.source, "a plate that was filled before cannot be filled"
        return self.source.laid_out()

    def _filled(self, made: Mould) -> bytes:
        said = self._said()
        objects = {number: self._content(pieces) for number, pieces in made.pages.items()}
        for number, (before, after, name) in made.strings.items():
            objects[number] = before + text_string(said[name]) + after
        head = {entry: said[name] for name, entry in INFO.items() if said.get(name)}
        number, entries = made.info
        objects[number] = b"%b%b>>" % (
            entries,
            b"".join(b"%b %b" % (e.encode(), text_string(t)) for e, t in head.items()),
        )
        if made.metadata:
            number, xmp = made.metadata
            for name in INFO:
                xmp = xmp.replace(b"{%b}" % name.encode(), escape(said.get(name, ""), quote=False).encode())
            objects[number] = b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%b\nendstream" % (len(xmp), xmp)
        return _file(made, objects, self._identifier)

    def _said(self) -> dict[str, str]:
        markup = self.markup
        said = dict(markup.head)
        for kind, texts in (("heading", markup.said_headings), ("told", markup.told)):
            said |= {f"{kind} {number}": text for number, text in enumerate(texts)}
        return said

    def _content(self, pieces: Sequence[Piece]) -> bytes:
        content = zipped([self._piece(piece) for piece in pieces])
        return b"<</Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (len(content), content)

    def _piece(self, piece: Piece) -> bytes:
        if isinstance(piece, bytes):
            return piece
        if isinstance(piece, int):
            return drawn_code(self.markup.codes[piece])
        text = self.markup.texts[piece.text]
        array, _ = self.plate.show(text, text.lines[piece.line][piece.run].text)
        x = piece.x or start_of(text, piece.line, piece.run, self.plate.show)
        return b"BT\n1 0 0 -1 %b %b Tm\n%b\n%b TJ\nET" % (x, piece.y, piece.font, array)


def _file(made: Mould, objects: Mapping[int, bytes], identifier: bytes) -> bytes:
    """Return a file: what stays, the objects that vary, cross-reference table and trailer."""
    parts, offsets, length = [made.fixed], dict(made.offsets), len(made.fixed)
    for number, content in objects.items():
        offsets[number] = length
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, content))
        length += len(parts[-1])
    entries = [
        b"%010d 00000 n \n" % offsets[n] if n in offsets else b"0000000000 00000 f \n" for n in range(1, made.last + 1)
    ]
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%b" % (made.last + 1, b"".join(entries)))
    parts.append(
        b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n"
        % (made.last + 1, made.root, made.info[0], identifier, identifier, length)
    )
    return b"".join(parts)
