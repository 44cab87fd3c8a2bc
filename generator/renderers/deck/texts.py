"""Set slides' texts: each fitted in its placeholder, those of a role at one size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.errors import InputError
from generator.fitting import PT_PER_MM, Fitted, Overflow, Room, fit
from generator.fitting.breaks import bound
from generator.renderers.deck.layout import SLACK, Layout, Place
from generator.renderers.deck.models import TITLES
from generator.renderers.deck.outline import MEND, OutlineSlide
from generator.renderers.deck.wrapping import glued, inset, stacked
from generator.schema.problems import Problem
from generator.themes.fonts import FontBook, FontFace
from generator.wording import say

REGULAR, BOLD = 400, 700
MOST_NARROWED = 25  # percent of a box's width
MOST_YIELDED = 6  # percent of it, before a size is given up


@dataclass(frozen=True)
class TextBox:
    """A filled placeholder. `inset` (mm) narrows it from the right; `breaks`: its lines are broken by hand."""

    place: Place
    text: str
    fitted: Fitted
    face: FontFace
    strong: bool
    inset: float
    breaks: bool

    @property
    def broken(self) -> str:
        """The text with its lines broken by hand; a title is one paragraph."""
        paragraphs = [self.fitted.lines] if self.place.type in TITLES else self.fitted.paragraphs
        return "\n".join("\v".join(lines) for lines in paragraphs)

    @property
    def first_baseline(self) -> float:
        """The first line's baseline in pt from the slide's top, as programs set text in points of spacing."""
        box, count = self.place.box, len(self.fitted.lines)
        gaps = self.place.gap * (len(self.fitted.paragraphs) - 1)
        free = box.height * PT_PER_MM - count * self.fitted.pitch - gaps
        above = {"t": 0.0, "ctr": free / 2, "b": free}[self.place.anchor]
        return box.y * PT_PER_MM + above + self.fitted.pitch - self.face.descent * self.fitted.size


@dataclass(frozen=True)
class SlideOverflow:
    """A text that does not fit its placeholder at the least size."""

    number: int
    layout: str
    placeholder: str
    overflow: Overflow


@dataclass(frozen=True)
class Page:
    """A slide of the outline before its texts are set; `number` from 1."""

    number: int
    outline: OutlineSlide
    layout: Layout


@dataclass(frozen=True)
class _Filling:
    place: Place
    text: str
    face: FontFace
    strong: bool


def set_texts(pages: Sequence[Page], fonts: FontBook) -> tuple[list[tuple[TextBox, ...]], list[SlideOverflow]]:
    """Return the texts of each page in reading order, and what does not fit.

    A role has one size on all pages; a placeholder's role is what it is on the first.
    """
    by_role: dict[str, list[tuple[int, _Filling]]] = defaultdict(list)
    for turn, page in enumerate(pages):
        for filling in _fillings(page, fonts):
            by_role[_role(filling.place, pages[0].layout)].append((turn, filling))
    boxes: list[dict[int, TextBox]] = [{} for _ in pages]
    overflows: list[SlideOverflow] = []
    for members in by_role.values():
        fitted_texts = _fit([filling for _, filling in members])
        for (turn, filling), (text, fitted) in zip(members, fitted_texts, strict=True):
            if isinstance(fitted, Overflow):
                page = pages[turn]
                overflows.append(SlideOverflow(page.number, page.layout.key, filling.place.key, fitted))
            else:
                boxes[turn][filling.place.idx] = _text_box(filling, text, fitted)
    ordered = [
        tuple(set_[place.idx] for place in page.layout.places if place.idx in set_)
        for page, set_ in zip(pages, boxes, strict=True)
    ]
    return ordered, overflows


def fault(number: int, field: str, message: str) -> InputError:
    """Return the error for a slide of the outline that its layout cannot hold."""
    return InputError(
        [
            Problem(
                "slides.yaml.j2", 0, 0, say("slide {number}, {field}", number=number, field=field), message, say(MEND)
            )
        ]
    )


def _role(place: Place, first: Layout) -> str:
    return (first.place(place.key, min(place.row, 0)) or place).style.name


def _fillings(page: Page, fonts: FontBook) -> Iterator[_Filling]:
    slide = page.outline
    values = [(-1, key, value) for key, value in slide.texts.items()]
    values += [(row, key, value) for row, texts in enumerate(slide.rows) for key, value in texts.items()]
    for row, key, value in values:
        place = page.layout.place(key, row)
        if place is None:
            raise fault(page.number, key, say("the layout “{layout}” has no such placeholder", layout=slide.layout))
        text = "\n".join(line for line in value if line) if isinstance(value, list) else value
        strong = row in slide.strong.get(key, ())
        if strong and place.style.weight != REGULAR:
            raise fault(
                page.number,
                key,
                say("the layout sets it in weight {weight}, which has no bold of its own", weight=place.style.weight),
            )
        if text:
            face = fonts.face(place.face.family, BOLD) if strong else place.face
            yield _Filling(place, bound(text), face, strong)


def _fit(fillings: Sequence[_Filling]) -> list[tuple[str, Fitted | Overflow]]:
    """Fit the texts of one role at one size, whatever their weights; stacked if that costs no size."""
    texts = [filling.text for filling in fillings]
    stacks = [stacked(filling.text, filling.place.stack) or filling.text for filling in fillings]
    largest = min(filling.place.style.preferred for filling in fillings)
    if stacks != texts:
        tried = _fit_texts(fillings, stacks, largest)
        if all(isinstance(one, Fitted) and one.size == largest for one in tried):
            return list(zip(stacks, tried, strict=True))
    return list(zip(texts, _fit_texts(fillings, texts, largest), strict=True))


def _fit_texts(fillings: Sequence[_Filling], texts: Sequence[str], largest: float) -> list[Fitted | Overflow]:
    results = [
        _fit_one(filling, text, largest, balance=filling.place.style.balance)
        for filling, text in zip(fillings, texts, strict=True)
    ]
    smallest = min(one.size if isinstance(one, Fitted) else one.style.minimum for one in results)
    # A role of a later page may end where the first page's begins: each keeps its own minimum.
    least = [max(smallest, filling.place.style.minimum) for filling in fillings]
    if any(isinstance(one, Fitted) and one.size > size for one, size in zip(results, least, strict=True)):
        return _fit_texts(fillings, texts, smallest)
    return results


def _fit_one(filling: _Filling, text: str, largest: float, balance: bool) -> Fitted | Overflow:
    """Fit a text; where programs would break its lines at different words, in a little less of the width."""
    place = filling.place
    lines_balance = balance and ("\n" not in text or place.type in TITLES)
    style = replace(place.style, preferred=largest, balance=lines_balance)
    room = Room(place.box.width, place.box.height - SLACK, gap=place.gap)
    (whole,) = fit([text], style, [room], filling.face.ruler)
    if isinstance(whole, Fitted) or lines_balance:
        return whole
    narrower = (replace(room, width=room.width * (1 - percent / 100)) for percent in range(1, MOST_YIELDED + 1))
    tried = (fit([text], style, [one], filling.face.ruler)[0] for one in narrower)
    return next((one for one in tried if isinstance(one, Fitted)), whole)


def _text_box(filling: _Filling, text: str, fitted: Fitted) -> TextBox:
    """Return the text so that programs break its lines as fitted: narrowed, its last words glued.

    Where neither does it, a text that is no title breaks as it does by itself, in a box narrowed until all
    programs agree; a title, and what is left, is broken by hand.
    """
    place, ruler = filling.place, filling.face.ruler
    title = place.type in TITLES
    paragraphs: Sequence[Sequence[str]] = fitted.paragraphs
    if title:  # one paragraph, stacked or not
        text, paragraphs = text.replace("\n", " "), [fitted.lines]
    narrowed = inset(paragraphs, fitted, place.box.width, ruler)
    if narrowed is None and len(paragraphs) == 1:
        *lines, last = fitted.lines
        narrowed = inset([[*lines, glued(last)]], fitted, place.box.width, ruler)
        text = glued(text) if narrowed is not None else text
    if narrowed is None and not title:
        fitted, narrowed = _unaided(filling, text, fitted)
    return TextBox(place, text, fitted, filling.face, filling.strong, narrowed or 0.0, narrowed is None)


def _unaided(filling: _Filling, text: str, fitted: Fitted) -> tuple[Fitted, float | None]:
    """Return the text at its size as it breaks by itself, and the least inset (mm) at which all programs agree."""
    place, size = filling.place, fitted.size
    style = replace(place.style, preferred=size, minimum=size, balance=False)
    for percent in range(MOST_NARROWED):
        narrowed = place.box.width * percent / 100
        room = Room(place.box.width - narrowed, place.box.height - SLACK, gap=place.gap)
        (plain,) = fit([text], style, [room], filling.face.ruler)
        if isinstance(plain, Fitted):
            return replace(plain, style=fitted.style), narrowed
    return fitted, None
