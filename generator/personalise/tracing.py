"""Trace a page while it is rendered, so that further copies are set without rendering it again.

A page's HTML follows from its kit and from what is read of the texts that are set: their sizes, their lines, and
whatever else the template asks for. For a copy of whose texts all that reads the same, only the texts are other ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from markupsafe import Markup

from generator.fitting.finished import Finished, Key, Limit
from generator.fitting.index import KitIndex, Path_
from generator.fitting.session import FitSession, TooLong
from generator.personalise.deferred import Values, resolved, varies
from generator.personalise.numbers import Condition, Measure, widths

MOST_SET = 512  # texts that are kept set, of one page
Filters = Mapping[str, Callable[[str], str]]
# What is only printed, and so may differ; a set text's weight and so on follow from its role.
_PRINTED = frozenset({"id", "text", "lines", "paragraphs", "drawn", "family", "weight", "tracking", "tabular", "role"})
_MEASURED = frozenset({"width", "line_widths"})
_ALWAYS = ("size", "pitch")


class Lines(list[str]):
    """Lines that may be counted; whoever looks into them reads the text."""

    def __init__(self, plain: Mapping[str, Any], read: set[str]) -> None:
        super().__init__(plain["lines"])
        self._read = read

    def __getitem__(self, place: Any) -> Any:
        self._read.add("said")
        return super().__getitem__(place)

    def __iter__(self) -> Iterator[str]:
        self._read.add("said")
        return super().__iter__()


class TracedText(dict[str, Any]):
    """A set text that knows what was read of it; `plain` is the same without this knowledge."""

    def __init__(self, plain: dict[str, Any], read: set[str], measures: Mapping[str, Any]) -> None:
        super().__init__({**plain, **measures, "lines": Lines(plain, read)})
        self.plain = plain
        self.read = read

    def __getitem__(self, key: str) -> Any:
        self.read.add(key)
        return super().__getitem__(key)


@dataclass
class Call:
    """One setting of sibling texts, some of which vary: the texts with their marks, and how they were set.

    `facts` are by text what was read of it besides its words; None if the page gave way because of it.
    """

    first: int
    texts: tuple[str, ...]
    how: tuple[tuple[Any, ...], tuple[tuple[str, Any], ...]]
    read: list[set[str]] = field(default_factory=list)
    plain: list[dict[str, Any]] = field(default_factory=list)
    facts: list[tuple[Any, ...]] | None = None

    def close(self) -> None:
        """Keep what was read, once the page is rendered."""
        self.facts = [facts(plain, read) for plain, read in zip(self.plain, self.read, strict=True)] or None


def facts(plain: Mapping[str, Any], read: set[str]) -> tuple[Any, ...]:
    """Return what a template made of a set text follows from."""
    told = [plain["text"]] if read & {"said", "text"} else []
    return (
        len(plain["lines"]),
        *told,
        *(plain[key] for key in (*_ALWAYS, *sorted(read - _PRINTED - _MEASURED - {"said"}))),
    )


@dataclass
class Step:
    """One rendering of the page: what its session was given, and the texts that vary, in order."""

    given: tuple[Any, ...]
    named: Mapping[str, Any]
    calls: list[Call]
    conditions: list[Condition]


class TracingSession(FitSession):
    """A session whose template knows varying texts by their marks only."""

    def __init__(self, index: KitIndex, values: Values, filters: Filters, *rest: Any, **named: Any) -> None:
        super().__init__(index, *rest, **named)
        self._values = values
        self._filters = filters
        self.calls: list[Call] = []
        self.conditions: list[Condition] = []
        self._page = (0.0, 0.0, 0.0)

    def limits(self, finished: Iterable[Finished], width: float, height: float, safe: float) -> dict[Key, Limit]:
        """Return limits as a session does, and keep the page's measures."""
        self._page = (width, height, safe)
        return super().limits(finished, *self._page)

    def passed(self, finished: Iterable[Finished]) -> bool:
        """Return whether the finished texts of a copy pass their rooms or the safe area."""
        return bool(super().limits(finished, *self._page))

    def fit(self, text: str, role: str, w: float, **room: Any) -> dict[str, Any]:
        """Set one text; see `fit_all`."""
        return self.fit_all([text], role, w, **room)[0]

    def fit_all(self, texts: Sequence[str], *how: Any, **more: Any) -> list[dict[str, Any]]:
        """Set texts as they are in the copy at hand, and keep how those were set that vary."""
        marked = [str(each.unescape()) if isinstance(each, Markup) else str.__str__(each) for each in texts]
        how, more = (*map(_fixed, how),), {name: _fixed(each) for name, each in more.items()}
        if not any(map(varies, marked)):
            return super().fit_all(texts, *how, **more)
        call = Call(len(self._settings), tuple(marked), (how, tuple(sorted(more.items()))))
        self.calls.append(call)
        real = [resolved(each, self._values, self._filters) for each in marked]
        for plain, text in zip(super().fit_all(real, *how, **more), marked, strict=True):
            read: set[str] = set() if varies(text) else {"said"}
            call.plain.append(plain)
            call.read.append(read)
        return [
            TracedText(plain, read, widths(number, plain, self.conditions))
            for number, (plain, read) in enumerate(zip(call.plain, call.read, strict=True), start=call.first)
        ]

    def keep(self, texts: Any, bottom: Any, limit: Any) -> str:
        """Note a misfit as a session does."""
        if not bottom > limit + 0.01:
            return ""
        return super().keep(texts, float(bottom), float(limit))


def _fixed(value: Any) -> Any:
    """Return what texts are set by as plain numbers: it must be the same for copies."""
    if isinstance(value, Measure):
        return float(value)
    return tuple(map(_fixed, value)) if isinstance(value, list) else value


class NoIndex(KitIndex):
    """Where texts come from does not matter to a copy."""

    def __init__(self) -> None:
        super().__init__({})

    def find(self, text: str) -> list[Any]:
        """Return nothing."""
        return []


class Fits:
    """Fits texts as the steps of one trace did whose sessions were given the same."""

    def __init__(self, step: Step) -> None:
        self.given, self.named = step.given, step.named
        self.of = lru_cache(MOST_SET)(self._fit)

    def _fit(self, texts: tuple[str, ...], how: tuple[Any, ...], more: Any) -> list[dict[str, Any]] | None:
        """Return texts as they are set; None if they do not fit."""
        try:
            return FitSession(NoIndex(), *self.given, **self.named).fit_all(texts, *how, **dict(more))
        except TooLong:
            return None


def fits_of(steps: Iterable[Step]) -> Iterator[tuple[Step, Fits]]:
    """Yield steps with their fits, which those have in common that set texts alike."""
    known: list[Fits] = []
    for step in steps:
        alike = (fits for fits in known if fits.given == step.given and fits.named == step.named)
        if (fits := next(alike, None)) is None:
            known.append(fits := Fits(step))
        yield step, fits


class Setter:
    """Sets the texts of copies as one step of a trace did; texts that come again are not set again."""

    def __init__(self, step: Step, fits: Fits, filters: Filters, index: KitIndex) -> None:
        """`index` is that of the kit that was traced."""
        self._step = step
        self._fits = fits
        self._filters = filters
        self._index = index
        self._set = lru_cache(MOST_SET)(self._freshly_set)

    def texts(self, values: Values) -> dict[int, dict[str, Any]] | None:
        """Return the texts that vary as they are set for a copy, by number; None if the page would be another."""
        found: dict[int, dict[str, Any]] = {}
        for number, call in enumerate(self._step.calls):
            set_ = self._set(number, tuple([resolved(each, values, self._filters) for each in call.texts]))
            if set_ is None:
                return None
            found |= set_
        return found if all(formula(found) == outcome for formula, outcome in self._step.conditions) else None

    def _freshly_set(self, number: int, texts: tuple[str, ...]) -> dict[int, dict[str, Any]] | None:
        """Return texts as they are set at a call; None if what is read of them would be otherwise."""
        call = self._step.calls[number]
        results = self._fits.of(texts, *call.how)
        if results is None:
            return None if call.facts else {}
        if not call.facts or [*map(facts, results, call.read)] != call.facts:
            return None
        if [self._cited(plain["text"]) for plain in results] != self._cited_before[number]:
            return None
        return {call.first + place: plain for place, plain in enumerate(results)}

    @cached_property
    def _cited_before(self) -> list[list[list[Path_]]]:
        """What the texts of each call cited when they were traced."""
        return [[self._cited(plain["text"]) for plain in call.plain] for call in self._step.calls]

    def _cited(self, text: str) -> list[Path_]:
        """Return the fields of the campaign that a set text says too: the page names their sources."""
        return [path for path in self._index.find(text) if path[0] == "campaign"]
