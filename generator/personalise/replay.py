"""Pages of many copies: rendered and traced once, then set and filled without rendering them again."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from html import escape, unescape
from typing import Any

from generator.fitting.finished import Finished
from generator.fitting.index import KitIndex
from generator.fitting.session import FitSession
from generator.personalise.deferred import (
    Untraceable,
    Values,
    marked_kit,
    occasion,
    resolved,
    tracing_environment,
    varies,
)
from generator.personalise.filling import Filled, Plates
from generator.personalise.markup import Markup, OpenText, languages, read_markup, runs
from generator.personalise.tracing import Filters, Setter, Step, TracingSession, fits_of
from generator.renderers import Artefact, Job, Workshop, pages
from generator.renderers.qr import encode
from generator.renderers.typesetter import LaidOut, Source, Typesetter
from generator.spoken import Foreign, spoken

MOST_TRACES = 8  # of pages of one kind
MOST_KINDS = 256
MOST_OPENED = 512  # texts that are kept opened, of one page
Words = tuple[tuple[str, ...], ...]  # a language, and words of it
_SET = re.compile(r'data-set="(\d+)"')


class Pages:
    """Renders jobs for many kits. `copied` counts those that were set after a trace."""

    def __init__(self, plates: Plates) -> None:
        self._plates = plates
        self._traces: dict[Any, deque[Trace]] = {}
        self._last: dict[str, tuple[Any, ...]] = {}  # by language the last kit, and what _occasion returns of it
        self.copied = 0

    def render(self, job: Job, kit: Mapping[str, Any], shop: Workshop) -> list[Artefact]:
        """Render the job to one PDF, as `generator.renderers.pages.render` does."""
        values, common = self._occasion(kit, shop)
        key = (job.stem, *common)
        shop = replace(shop, typesetter=self._plates)
        if not job.press:
            for trace in self._traces.get(key, ()):
                if (copy := trace.copy(values, kit)) is not None:
                    self.copied += 1
                    path = shop.folder / f"{job.stem}.pdf"
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(copy.write(job.sheet.scale))
                    return trace.artefacts
        traced = None if job.press else self._traced(job, kit, shop)
        if traced is None:
            return pages.render(job, kit, shop)
        self._traces.setdefault(key, deque(maxlen=MOST_TRACES)).appendleft(traced)
        if len(self._traces) > MOST_KINDS:
            self._traces.pop(next(iter(self._traces)))
        return traced.artefacts

    def _occasion(self, kit: Mapping[str, Any], shop: Workshop) -> tuple[Values, tuple[Any, ...]]:
        """Return the texts of a kit that vary, and what kits must have in common; several jobs ask for the same kit."""
        last, *found = self._last.get(kit["language"], (None,))
        if last is not kit:
            values: list[str] = []
            found = [values, occasion(kit, shop.assets, values)]
            self._last[kit["language"]] = (kit, *found)
        return found[0], found[1]

    def _traced(self, job: Job, kit: Mapping[str, Any], shop: Workshop) -> Trace | None:
        """Render the job, and return the trace; None if there is none."""
        tracer = Tracer(kit, shop, self._plates)
        try:
            artefacts = pages.render(job, tracer.kit, tracer.shop)
        except Untraceable:
            return None
        return tracer.trace(artefacts) if artefacts else None


class Tracer(Typesetter):
    """What a page is rendered with to be traced: a kit and an environment of texts that are not known."""

    def __init__(self, kit: Mapping[str, Any], shop: Workshop, plates: Plates) -> None:
        self._values: list[str] = []
        self._kit = kit
        self._index = KitIndex(kit)
        self._plates = plates
        self._steps: list[tuple[TracingSession, Step]] = []
        self._links: list[str] = []
        self._filters: Filters = shop.environment.filters
        self._pages: LaidOut | None = None
        self._marked: Markup | None = None
        self._printed: set[int] = set()
        self.kit = marked_kit(kit, self._values)
        environment = tracing_environment(shop.environment, self._real, self._links.append)
        # What does not fit is told when the page is rendered for the kit at hand.
        self.shop = replace(shop, environment=environment, typesetter=self, misfits=[])

    def _real(self, text: str) -> str:
        return resolved(text, self._values, self._filters)

    def index(self, kit: Mapping[str, Any]) -> KitIndex:
        """Return where the texts of the kit at hand come from."""
        return self._index

    def session(self, index: KitIndex, *rest: Any, **named: Any) -> FitSession:
        """Return the session of one rendering of the page."""
        session = TracingSession(self._index, self._values, self._filters, *rest, **named)
        self._links.clear()
        self._steps.append((session, Step(rest, named, session.calls, session.conditions)))
        return session

    def typeset(self, source: Source, variable: Collection[int]) -> LaidOut:
        """Lay out the page as it is for the kit at hand."""
        escaped = [escape(value, quote=False).replace('"', "&#34;").replace("'", "&#39;") for value in self._values]
        self._marked = read_markup(source.html, variable)
        self._printed = {int(number) for number in _SET.findall(source.html)}
        real = replace(source, html=resolved(source.html, escaped, self._filters))
        self._pages = self._plates.typeset(real, variable)
        return self._pages

    def trace(self, artefacts: list[Artefact]) -> Trace | None:
        """Return the trace of what was rendered; None if copies cannot be made by it."""
        marked = self._marked
        filled = self._pages
        if marked is None or not isinstance(filled, Filled) or not filled.plate.fillable or varies(marked.closed):
            return None
        for _, step in self._steps:
            for call in step.calls:
                for place, read in enumerate(call.read):
                    if call.first + place in self._printed - marked.texts.keys():
                        read.add("said")
                call.close()
        return Trace(
            setters=[
                Setter(step, fits, self._filters, self._index)
                for step, fits in fits_of(step for _, step in self._steps)
            ],
            passed=self._steps[-1][0].passed,
            marked=marked,
            filled=filled,
            links=tuple(self._links),
            filters=self._filters,
            foreign=self._kit["foreign"],
            artefacts=artefacts,
            modules=[encode(self._real(link)).modules for link in self._links],
        )


@dataclass(frozen=True)
class Trace:
    """How a page was rendered, and what of it varies; `passed` tells whether finished texts pass their rooms."""

    setters: list[Setter]
    passed: Callable[[Iterable[Finished]], bool]
    marked: Markup
    filled: Filled
    links: tuple[str, ...]
    filters: Filters
    foreign: Foreign
    artefacts: list[Artefact]
    modules: list[int]

    def copy(self, values: Values, kit: Mapping[str, Any]) -> Filled | None:
        """Return the copy that says these values; None if its page would be another."""
        if self._elsewhere(kit["foreign"]):
            return None
        texts: dict[int, dict[str, Any]] = {}
        for setter in self.setters:
            found = setter.texts(values)
            if found is None:
                return None
            texts = found
        codes = [encode(self._said(link, values)) for link in self.links]
        if [code.modules for code in codes] != self.modules:
            return None
        opened, foreign = {}, tuple([(language, *words) for language, words in kit["foreign"].items()])
        for number in self.marked.texts:
            text = self._open(number, texts.get(number), foreign)
            if text is None:
                return None
            opened[number] = text
        markup = replace(
            self.filled.markup,
            texts=opened,
            codes=tuple(code.path for code in codes),
            head={name: self._said(text, values) for name, text in self.marked.head.items()},
            told=tuple(self._said(text, values) for text in self.marked.told),
        )
        copy = self.filled.plate.copy(markup)
        return None if copy is None or self.passed(copy.texts_beside(self.filled)) else copy

    def _said(self, text: str, values: Values) -> str:
        return resolved(text, values, self.filters)

    def _elsewhere(self, foreign: Foreign) -> bool:
        """Return whether words of other languages, now or when it was traced, stand in texts that do not vary."""
        words = [{(language, word) for language in each for word in each[language]} for each in (foreign, self.foreign)]
        return any(word.casefold() in self._fixed for _, word in words[0] ^ words[1])

    @cached_property
    def _opened(self) -> Callable[..., OpenText | None]:
        return lru_cache(MOST_OPENED)(self._freshly_opened)

    @cached_property
    def _fixed(self) -> str:
        """All that does not vary, as far as words are looked for in it."""
        return unescape(self.filled.markup.closed).casefold()

    def _open(self, number: int, plain: Mapping[str, Any] | None, foreign: Words) -> OpenText | None:
        """Return an open text as the copy says it; None if other parts of it are to be spoken in another language."""
        if plain is None:
            return self.filled.markup.texts[number]
        return self._opened(number, plain["text"], tuple(plain["lines"]), foreign)

    def _freshly_opened(self, number: int, text: str, broken: tuple[str, ...], foreign: Words) -> OpenText | None:
        before = self.filled.markup.texts[number]
        plain, words = {"text": text, "lines": broken}, {language: rest for language, *rest in foreign}
        said = [str(line) for line in spoken(plain, words, before.align == "right")]
        if before.lines[-1][-1].text.endswith(" ") and not said[-1].endswith(" "):
            said[-1] += " "  # one with what comes next
        lines = runs("\n".join(said))
        return replace(before, lines=lines) if languages(lines) == languages(before.lines) else None
