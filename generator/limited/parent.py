"""The run's side: starts a limited child, asks it, listens, and ends it when it is late."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any

from generator.cache import cache_places
from generator.child import Child, DiedError
from generator.errors import LimitError
from generator.limited.answers import restored
from generator.limited.bounds import LIMIT_MEND, Bounds
from generator.resources import shipped
from generator.schema.problems import Problem
from generator.wording import say

MEMORY_MB = 1500  # that the program and what it makes may take
SECONDS = 60.0  # of the processor's work that a step may take: a file of a kit, a thousand cards, a unit
PATIENCE = 5  # times that is waited for a step, for the machine may be busy
STARTING = 60.0  # seconds that are waited for a child to start
_LONGEST = 1 << 26  # bytes of an answer
_CHILD = "generator.limited.child"
# What a child knows of its surroundings: none of the user's keys and tokens.
_KNOWN = {"HOME", "LANG", "LANGUAGE", "PATH", "SOURCE_DATE_EPOCH", "SYSTEMROOT", "TZ"}
_KNOWN_BY = ("DYLD_", "FONTCONFIG_", "LC_", "WEASYPRINT_", "XDG_")

Progress = Callable[..., None]


class LimitedChild:
    """Carries functions out in a child process that may read a project and little else; use it in a with statement.

    `room` is the one folder that it may write into, `readable` what it may read besides the project.
    """

    def __init__(self, project: Path, room: Path, *readable: Path) -> None:
        paths = [project, *readable, shipped("templates"), shipped("content"), *cache_places()]
        templates = str(project / "templates")
        self._bounds = Bounds(tuple(path.resolve() for path in paths), room.resolve(), templates, MEMORY_MB, SECONDS)
        self._child: Child | None = None

    def __enter__(self) -> LimitedChild:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def call(self, function: Callable[..., Any], *given: Any, progress: Progress) -> Any:
        """Return what a function of a module returns in the child, as JSON gives it back.

        It is given `given`, and last a function that hands its arguments to `progress`; calling that starts its time
        anew. Raises the KitError or OSError that it raises, LimitError if it takes too much time or memory.
        """
        worn = self._child is not None
        try:
            return self._call(function, given, progress)
        except DiedError as death:
            if not worn:  # a fresh child's death is the templates' doing
                raise LimitError(
                    str(Problem(self._bounds.templates, 0, 0, "", death.message, say(LIMIT_MEND)))
                ) from None
        return self.call(function, *given, progress=progress)

    def _call(self, function: Callable[..., Any], given: tuple[Any, ...], progress: Progress) -> Any:
        if self._child is None:
            self._child = self._start()
            self._answer(self._child, "", STARTING)
        child = self._child
        with suppress(OSError):  # it is dead, as is seen below
            child.ask((function, given))
        name = ""
        while True:
            told = self._answer(child, name, self._bounds.seconds * PATIENCE)
            if "result" in told:
                return told["result"]
            if "error" in told:
                raise restored(told["error"])
            name = told["progress"][0] if isinstance(told["progress"][0], str) else name
            progress(*told["progress"])

    def _answer(self, child: Child, name: str, patience: float) -> dict[str, Any]:
        """Return the child's next answer, for which is waited `patience` s; `name` is what it is making."""
        late = Timer(patience, child.kill)
        late.daemon = True
        late.start()
        try:
            told: dict[str, Any] = json.loads(child.answers.readline(_LONGEST))
        except ValueError as error:
            rang = not late.is_alive()
            said = self._death(self.end(), patience if rang else 0)
            where = say(", in {name}", name=name) if name else ""
            raise DiedError(say("the project's own templates {said}{where}", said=said, where=where)) from error
        finally:
            late.cancel()
        return told

    def _death(self, status: int, waited: float) -> str:
        if waited or status == -getattr(signal, "SIGXCPU", sys.maxsize):
            return say("take more than {waited:g} s", waited=waited or self._bounds.seconds)
        return say(
            "take more than {memory_mb} MB of memory, or break what renders them", memory_mb=self._bounds.memory_mb
        )

    def _start(self) -> Child:
        known = {key: value for key, value in os.environ.items() if key in _KNOWN or key.startswith(_KNOWN_BY)}
        child = Child(_CHILD, environ={**known, "TMPDIR": str(self._bounds.room)})
        with suppress(OSError):  # it is dead, as its answer tells
            child.ask(self._bounds)
        return child

    def end(self) -> int:
        """End the child, if there is one; return its exit status. The next call starts another."""
        child, self._child = self._child, None
        return child.end() if child else 0
