"""What is handed in, logos and rosters, and the run of cards; each is looked into by another process first."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from starlette.datastructures import UploadFile

from generator.beginning import ASSETS, Answers, begin, plain_name
from generator.editing import save
from generator.errors import InputError, KitError, UsageError
from generator.images import MAX_BYTES
from generator.preview.studio import Studio
from generator.preview.tasks import Looked
from generator.resources import Resources
from generator.schema.problems import Problem
from generator.schema.project import load_project
from generator.schema.roster_tables import SPREADSHEETS
from generator.schema.yaml import Path_
from generator.wording import say

ROSTERS = (".csv", ".txt", *SPREADSHEETS)
LOGOS = (".png", ".jpg", ".jpeg", ".svg")
LARGEST_ROSTER = 50 << 20
CHUNK = 1 << 20


@dataclass
class Run:
    """A run of cards: how many are made, the share of the roster that is read, what was said, and whether it ended."""

    cards: int = 0
    failed: int = 0
    share: float = 0.0
    left: float = 0.0
    said: str = ""
    ended: bool = False


@dataclass
class Desk:
    """Takes what is handed in for a studio's project."""

    studio: Studio
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="sosialisasi-desk-")))
    roster: Path | None = None
    looked: Looked | None = None
    first: Path | None = None
    cards: Path | None = None
    run_of: Run | None = None
    refusal: KitError | None = None
    _process: Process | None = None

    def close(self) -> None:
        """End what runs, and remove what was handed in."""
        if self._process and self._process.returncode is None:
            self._process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def slug(self) -> str:
        """Return what the project's files are called together."""
        with suppress(KitError):
            return load_project(self.studio.folder, Resources(self.studio.folder)).slug
        return "kit"

    async def take_logo(self, given: object, at: Path_, was: str | None) -> None:
        """Put a logo into the project's assets, under a name of its own, and into a field of the brand."""
        suffix = _suffix(given, LOGOS, "PNG, JPEG, SVG")
        handed = await self._kept(given, f"logo{suffix}", MAX_BYTES)
        await self.studio.drawer.ask("logo", handed)
        data = await asyncio.to_thread(handed.read_bytes)
        stem = plain_name(Path(_name(given)).stem)
        folder = self.studio.folder / ASSETS
        if folder.is_symlink() or not self.studio.folder.is_dir():
            raise UsageError(say("{folder} is no folder of the project", folder=folder))
        folder.mkdir(exist_ok=True)
        path = next(path for path in _names(folder, stem, suffix) if not path.exists() or path.read_bytes() == data)
        if not path.exists():
            save(path, data)
        self.studio.editor.change("brand", at, was, f"{ASSETS}/{path.name}")

    async def begin(self, answers: Answers, given: object) -> None:
        """Begin the project of a folder that is not there yet; a logo may be handed in with the answers."""
        if _name(given):
            suffix = _suffix(given, LOGOS, "PNG, JPEG, SVG")
            logo = await self._kept(given, f"{plain_name(Path(_name(given)).stem)}{suffix}", MAX_BYTES)
            await self.studio.drawer.ask("logo", logo)
            answers = replace(answers, logo=logo)
        await asyncio.to_thread(begin, self.studio.folder, answers)
        self.studio.ask_again()

    async def take_roster(self, given: object) -> None:
        """Look into a roster, and make the first cards of it."""
        self.roster = self.looked = self.first = self.cards = self.run_of = self.refusal = None
        suffix = _suffix(given, ROSTERS, "CSV, XLSX")
        self.roster = await self._kept(given, f"roster{suffix}", LARGEST_ROSTER)
        few = self.folder / "first.csv"
        self.looked = await self.studio.drawer.ask("roster", self.studio.folder, self.roster, few)
        if self.looked.rows == self.looked.bad:
            return
        code, said = await self._cards(few, self.folder / "first.pdf", [])
        if code == 0:
            self.first = self.folder / "first.pdf"
        else:
            self.refusal = UsageError(said)

    async def run(self, on_sheets: bool, skip: bool) -> None:
        """Start to make all cards."""
        if self.roster is None or (self._process and self._process.returncode is None):
            raise UsageError(say("choose a roster first, and wait for what runs already"))
        run = self.run_of = Run()
        self.cards = None
        out = self.folder / "kartu.pdf"
        options = [*(["--sheet", "A4"] if on_sheets else []), *(["--skip-bad"] if skip else [])]
        task = asyncio.create_task(self._cards(self.roster, out, options, run))
        task.add_done_callback(lambda done: self._ended(run, out, *done.result()))

    def _ended(self, run: Run, out: Path, code: int, said: str) -> None:
        run.ended, run.said = True, said
        if code in (0, 6):
            self.cards = out

    async def _cards(self, roster: Path, out: Path, options: Sequence[str], run: Run | None = None) -> tuple[int, str]:
        """Run `sosialisasi cards`; return its exit code and what it complains of."""
        command = [sys.executable, "-m", "generator", "-q", "cards", str(self.studio.folder), str(roster)]
        process = await asyncio.create_subprocess_exec(
            *command, "-o", str(out), "--json", *options, stdout=PIPE, stderr=PIPE
        )
        assert process.stdout and process.stderr
        self._process = process
        said = asyncio.create_task(process.stderr.read())
        async for line in process.stdout:
            told = json.loads(line)
            if run and "share" in told:
                run.cards, run.failed, run.share = told["cards"], told["failed"], told["share"]
                run.left = told.get("left", 0.0)
            elif run:
                run.cards, run.failed, run.share = told["cards"], told["failed"], 1.0
        return await process.wait(), (await said).decode().strip()

    async def _kept(self, given: object, name: str, most: int) -> Path:
        """Write a file that was handed in, if it is no larger than `most` bytes."""
        assert isinstance(given, UploadFile)
        path = self.folder / name
        size = 0
        with path.open("wb") as file:
            while chunk := await given.read(CHUNK):
                size += len(chunk)
                if size > most:
                    raise _wrong(given, say("is larger than {limit} MB", limit=most >> 20), say("make it smaller"))
                file.write(chunk)
        return path


def _suffix(given: object, known: Sequence[str], kinds: str) -> str:
    suffix = Path(_name(given)).suffix.lower()
    if suffix not in known:
        raise _wrong(given, say("is no file of a kind that is read here"), say("choose one of: {kinds}", kinds=kinds))
    return suffix


def _name(given: object) -> str:
    return (given.filename or "") if isinstance(given, UploadFile) else ""


def _wrong(given: object, message: str, mend: str) -> InputError:
    return InputError([Problem(Path(_name(given)).name or "-", 0, 0, "", message, mend)])


def _names(folder: Path, stem: str, suffix: str) -> list[Path]:
    """Return the names that a new file may have."""
    return [folder / f"{stem}{f'-{n}' if n else ''}{suffix}" for n in range(100)]
