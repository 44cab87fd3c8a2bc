"""A project at work: what is made of it, what is wrong with it, and everybody who waits to hear of changes."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from watchfiles import awatch

from generator.editing import Editor
from generator.errors import FitError, InputError, KitError, PreflightError
from generator.plan import Options
from generator.preview.tasks import Made
from generator.preview.worker import Worker
from generator.products import Product, discover
from generator.resources import Resources

QUIET = 50  # ms without a change until it is built
IGNORED = (".sosialisasi", "output")


@dataclass(frozen=True)
class View:
    """What is looked at: a product in a language, at a size if it has several."""

    product: str
    language: str
    size: str | None = None


@dataclass(frozen=True)
class State:
    """What there is of a product: its files, and what keeps it from being made; `at` counts the states."""

    at: int = 0
    files: tuple[Made, ...] = ()
    refusal: KitError | None = None

    @property
    def lines(self) -> list[str]:
        """What is wrong, a line each."""
        match self.refusal:
            case None:
                return []
            case InputError(problems=problems):
                return [str(problem) for problem in problems]
            case FitError(misfits=lines) | PreflightError(findings=lines):
                return list(lines)
        return [str(self.refusal)]


@dataclass
class Studio:
    """Makes the files of one project as often as it changes; what is looked at has a process of its own."""

    folder: Path
    out: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="sosialisasi-preview-")))
    press: bool = False
    view: View | None = None
    states: dict[tuple[str, str], State] = field(default_factory=dict)  # by product and language
    serial: int = 0

    def __post_init__(self) -> None:
        """Open what belongs to it."""
        self.editor = Editor(self.folder)
        self.drawer = Worker()
        self.changed = asyncio.Condition()
        self._makers = {True: Worker(), False: Worker(patient=True)}  # of what is looked at, and of the rest
        self._due = {seen: asyncio.Event() for seen in self._makers}
        self._turns: defaultdict[tuple[str, str], asyncio.Lock] = defaultdict(asyncio.Lock)
        self._at_work = dict.fromkeys(self._makers, True)
        self.ask_again()

    @property
    def resources(self) -> Resources:
        """The project's own templates and content, and those that are shipped."""
        return Resources(self.folder)

    @property
    def products(self) -> list[Product]:
        """The products that a kit consists of, as far as they can be read."""
        try:
            found = discover(self.resources).values()
        except KitError:
            return []
        return [product for product in found if not product.file.calibrates]

    @property
    def languages(self) -> list[str]:
        """The event's languages, as far as they can be read."""
        with suppress(KitError):
            given = self.editor.read("event").document.value(("languages",))
            if isinstance(given, list) and (named := [each for each in given if isinstance(each, str)]):
                return named
        return ["id"]

    @property
    def files(self) -> dict[str, Made]:
        """All files that are there, by their path."""
        return {made.path: made for state in self.states.values() for made in state.files}

    @property
    def busy(self) -> bool:
        """Whether anything is being made or waits for it."""
        return any(self._at_work.values()) or any(due.is_set() for due in self._due.values())

    def look(self, view: View) -> None:
        """Note what is looked at, and make it first."""
        if view != self.view:
            self.view = view
            self._due[True].set()

    def ask_again(self) -> None:
        """Make everything anew that has changed."""
        for due in self._due.values():
            due.set()

    def path_of(self, made: Made) -> Path:
        """Return where a file is."""
        return self._folder((made.product, made.language)) / made.path

    async def run(self) -> None:
        """Watch the project's files, and make what belongs to them, until it is cancelled."""
        try:
            await asyncio.gather(self._watch(), self._work(seen=True), self._work(seen=False))
        finally:
            for worker in (*self._makers.values(), self.drawer):
                worker.close()
            shutil.rmtree(self.out, ignore_errors=True)

    async def changes(self, since: int) -> AsyncIterator[int]:
        """Yield the number of the last change, as often as there are new ones."""
        while True:
            async with self.changed:
                while self.serial <= since:
                    await self.changed.wait()
                since = self.serial
            yield since

    async def settled(self) -> None:
        """Wait until all is made."""
        async with self.changed:
            await self.changed.wait_for(lambda: not self.busy)

    async def _watch(self) -> None:
        """Note changes of files in the folder, also after it has been away."""
        while True:
            with suppress(FileNotFoundError, OSError, RuntimeError):
                async for changes in awatch(self.folder, debounce=QUIET, step=QUIET, recursive=True):
                    if any(self._matters(Path(path)) for _, path in changes):
                        self.ask_again()
            self.ask_again()
            await asyncio.sleep(1)

    def _matters(self, path: Path) -> bool:
        try:
            parts = path.relative_to(self.folder.resolve()).parts
        except ValueError:
            parts = path.parts
        return not any(part.startswith(".") or part in IGNORED for part in parts)

    async def _work(self, seen: bool) -> None:
        due = self._due[seen]
        while True:
            await due.wait()
            due.clear()
            self._at_work[seen] = True
            for wanted in self._wanted(seen):
                await self._make(wanted, self._makers[seen])
                if due.is_set():
                    break
            self._at_work[seen] = False
            await self._tell()

    def _wanted(self, seen: bool) -> Sequence[tuple[str, str]]:
        """Return the products by language that are looked at, or all others; states of what is no more go."""
        wanted = [(product.name, language) for language in self.languages for product in self.products]
        self.states = {each: state for each, state in self.states.items() if each in wanted}
        view = self.view and (self.view.product, self.view.language)
        return [each for each in wanted if (each == view) == seen]

    async def _make(self, wanted: tuple[str, str], maker: Worker) -> None:
        name, language = wanted
        view = self.view
        size = view.size if view and view.product == name else None
        options = Options(products=(name,), languages=(language,), press=self.press, size=size)
        async with self._turns[wanted]:
            before = self.states.get(wanted, State())
            try:
                now = State(before.at, tuple(await maker.ask("build", self.folder, self._folder(wanted), options)))
            except KitError as error:
                now = replace(before, refusal=error)
            if now != before or before.at == 0:
                self.states[wanted] = replace(now, at=before.at + 1)
                await self._tell()

    def _folder(self, wanted: tuple[str, str]) -> Path:
        return self.out / "-".join(wanted)

    async def _tell(self) -> None:
        async with self.changed:
            self.serial += 1
            self.changed.notify_all()
