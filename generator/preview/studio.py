"""A project at work: what is made of it, what is wrong with it, and everybody who waits to hear of changes."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from watchfiles import awatch

from generator.errors import FitError, InputError, KitError, PreflightError
from generator.plan import Options
from generator.preview.editing import Editor
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
    """Makes the files of one project as often as it changes, what is looked at before the rest."""

    folder: Path
    out: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="sosialisasi-preview-")))
    press: bool = False
    view: View | None = None
    states: dict[str, State] = field(default_factory=dict)  # by product
    serial: int = 0
    busy: bool = False

    def __post_init__(self) -> None:
        """Open what belongs to it."""
        self.editor = Editor(self.folder)
        self.maker = Worker()
        self.drawer = Worker()
        self.changed = asyncio.Condition()
        self._due = asyncio.Event()
        self._due.set()

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
    def files(self) -> dict[str, Made]:
        """All files that are there, by their path."""
        return {made.path: made for state in self.states.values() for made in state.files}

    def look(self, view: View) -> None:
        """Note what is looked at; if it is another size, that is made."""
        before, self.view = self.view, view
        if before is not None and before.size != view.size:
            self._due.set()

    def ask_again(self) -> None:
        """Make everything anew that has changed."""
        self._due.set()

    async def run(self) -> None:
        """Watch the project's files, and make what belongs to them, until it is cancelled."""
        try:
            await asyncio.gather(self._watch(), self._work())
        finally:
            self.maker.close()
            self.drawer.close()
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
            await self.changed.wait_for(lambda: not self.busy and not self._due.is_set())

    async def _watch(self) -> None:
        """Note changes of files in the folder, also after it has been away."""
        while True:
            with suppress(FileNotFoundError, OSError, RuntimeError):
                async for changes in awatch(self.folder, debounce=QUIET, step=QUIET, recursive=True):
                    if any(self._matters(Path(path)) for _, path in changes):
                        self._due.set()
            self._due.set()
            await asyncio.sleep(1)

    def _matters(self, path: Path) -> bool:
        try:
            parts = path.relative_to(self.folder.resolve()).parts
        except ValueError:
            parts = path.parts
        return not any(part.startswith(".") or part in IGNORED for part in parts)

    async def _work(self) -> None:
        while True:
            await self._due.wait()
            self._due.clear()
            self.busy = True
            for name in self._order():
                await self._make(name)
                if self._due.is_set():
                    break
            self.busy = self._due.is_set()
            await self._tell()

    def _order(self) -> Sequence[str]:
        """Return the products, the one that is looked at first."""
        names = [product.name for product in self.products]
        seen = self.view.product if self.view else ""
        return sorted(names, key=lambda name: name != seen)

    async def _make(self, name: str) -> None:
        before = self.states.get(name, State())
        sized = self.view and self.view.product == name
        options = Options(products=(name,), press=self.press, size=self.view.size if self.view and sized else None)
        try:
            made = await self.maker.ask("build", self.folder, self.out, options)
            now = State(before.at, tuple(each for each in made if each.product == name))
        except KitError as error:
            now = replace(before, refusal=error)
        if now != before or before.at == 0:
            self.states[name] = replace(now, at=before.at + 1)
            await self._tell()

    async def _tell(self) -> None:
        async with self.changed:
            self.serial += 1
            self.changed.notify_all()
