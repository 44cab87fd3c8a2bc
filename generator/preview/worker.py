"""The process that carries out tasks: begun when it is needed, ended when it hangs, begun anew when it has died."""

from __future__ import annotations

import asyncio
import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import Any

from generator.errors import KitError
from generator.preview.tasks import serve
from generator.wording import say

PATIENCE = 60.0  # s that a task may take
MOST_TASKS = 500  # that one process carries out, or what it keeps would grow on and on


class WorkerError(KitError):
    """A task has not ended as it should."""

    exit_code = 4


class Worker:
    """One process, one task at a time."""

    def __init__(self, patience: float = PATIENCE, patient: bool = False) -> None:
        """`patience` is how many seconds a task may take; a `patient` process lets others go first."""
        self._patience = patience
        self._patient = patient
        self._turn = Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._tasks = 0

    async def ask(self, task: str, *arguments: Any) -> Any:
        """Return what a task comes to. Raises the KitError it ends in, WorkerError if it hangs or dies."""
        return await asyncio.to_thread(self._ask, task, arguments)

    def close(self) -> None:
        """End the process."""
        process, self._process, self._connection = self._process, None, None
        if process:
            process.kill()
            process.join()

    def _ask(self, task: str, arguments: tuple[Any, ...]) -> Any:
        with self._turn:
            connection = self._begun()
            try:
                connection.send((task, arguments))
                if not connection.poll(self._patience):
                    self.close()
                    raise WorkerError(
                        say("it took longer than {patience:g} s and was stopped", patience=self._patience)
                    )
                done, answer = connection.recv()
            except (EOFError, OSError):
                self.close()
                raise WorkerError(say("the process that makes the files has died; it will be started again")) from None
        if done:
            return answer
        raise answer

    def _begun(self) -> Connection:
        """Return the connection to a process that lives."""
        self._tasks += 1
        if self._process and self._tasks > MOST_TASKS:
            self.close()
        if self._connection is None or self._process is None or not self._process.is_alive():
            self.close()
            context = multiprocessing.get_context("spawn")
            self._connection, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs, self._patient), daemon=True)
            self._process.start()
            theirs.close()
            self._tasks = 1
        return self._connection
