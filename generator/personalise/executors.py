"""Where tasks are carried out: processes of this machine or a Dask cluster, behind concurrent.futures' Executor."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.process import BaseProcess
from threading import Thread, Timer
from typing import TypeVar

from generator.errors import MissingDependencyError
from generator.wording import marked, say

T = TypeVar("T", bound=Hashable)
R = TypeVar("R")
Done = tuple[T, R | Exception]
GRACE = 10.0  # s that a worker has to end
MOST_DEATHS = 3  # of workers at the same task
CONNECTING = 10  # seconds
LOST = marked("the connection to the Dask scheduler is lost; start it again, and go on with --resume")


@dataclass(frozen=True)
class Workers:
    """Whoever carries tasks out: a new Executor each time it is opened, and how many tasks it is given ahead."""

    open: Callable[[], AbstractContextManager[Executor]]
    ahead: int


def processes(count: int) -> Workers:
    """Return so many processes of this machine."""
    return Workers(partial(_pool, count), 2 * count)


def cluster(address: str) -> Workers:
    """Return the workers of the Dask scheduler at `address`, which queues tasks and does lost ones again itself."""
    return Workers(partial(_cluster, address), 1 << 30)


def carried_out(workers: Workers, function: Callable[[T], R], tasks: Iterable[T]) -> Generator[Done[T, R], None, None]:
    """Yield each task with its result, or the exception it ended in, as they are done.

    What a worker had in hand when it died is done again, one by one, so that the task that kills its worker is found;
    after MOST_DEATHS that task ends in the BrokenExecutor.
    """
    left, suspects = deque(tasks), deque[T]()
    deaths: Counter[T] = Counter()
    while left or suspects:
        with workers.open() as executor:
            lost = yield from _drain(executor, function, suspects, left, workers.ahead)
        deaths.update(lost)
        suspects.extend(task for task in lost if deaths[task] < MOST_DEATHS)
        for task in lost:
            if deaths[task] >= MOST_DEATHS:
                yield task, BrokenExecutor(say("its worker died {limit} times", limit=MOST_DEATHS))


def _drain(
    executor: Executor, function: Callable[[T], R], suspects: deque[T], left: deque[T], ahead: int
) -> Generator[Done[T, R], None, list[T]]:
    """Carry tasks out until none is left or a worker dies; return those that were in hand then."""
    in_hand: dict[Future[R], T] = {}
    lost: list[T] = []
    while not lost and (suspects or left or in_hand):
        while not lost and (suspects or left) and len(in_hand) < (1 if suspects else ahead):
            task = (suspects or left).popleft()
            try:
                in_hand[executor.submit(function, task)] = task
            except BrokenExecutor:
                lost.append(task)
        for future in wait(in_hand, return_when=FIRST_COMPLETED).done:
            task = in_hand.pop(future)
            try:
                error = future.exception()
            except CancelledError:
                raise MissingDependencyError(say(LOST)) from None
            if isinstance(error, BrokenExecutor):
                lost.append(task)
            elif isinstance(error, Exception):
                yield task, error
            else:
                yield task, future.result()
    return lost + list(in_hand.values())


@contextmanager
def _pool(count: int) -> Iterator[Executor]:
    others = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _start)
    try:
        yield executor
    except BaseException:
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()
        raise
    finally:
        # A worker that was started while the pool broke is told by nobody to end.
        last = Timer(GRACE, _kill, [others])
        last.start()
        executor.shutdown(cancel_futures=True)
        last.cancel()


def _kill(others: set[BaseProcess]) -> None:
    for worker in set(multiprocessing.active_children()) - others:
        worker.kill()


def _start() -> None:
    """Leave Ctrl-C to the parent, and end with it, also where it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client  # noqa: PLC0415  # an extra
    except ImportError as error:
        mend = say('install it: pip install "sosialisasi[cluster]"')
        raise MissingDependencyError(say("--scheduler needs Dask distributed; {mend}", mend=mend)) from error
    try:
        client = Client(address, timeout=CONNECTING)  # type: ignore[no-untyped-call]
        client.wait_for_workers(1, timeout=CONNECTING)
    except (OSError, ValueError) as error:
        mend = say("start them: dask scheduler; dask worker ADDRESS --nthreads 1")
        message = say("no Dask scheduler with a worker answers at {address} ({error})", address=address, error=error)
        raise MissingDependencyError(f"{message}; {mend}") from error
    with client:
        executor = client.get_executor(pure=False)  # type: ignore[no-untyped-call]
        try:
            yield executor
        finally:
            executor.shutdown(wait=False)
