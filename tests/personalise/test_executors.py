"""Executors: every task is carried out once it can be, whatever happens to workers and to other tasks."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest

from generator.errors import MissingDependencyError
from generator.personalise.executors import MOST_DEATHS, carried_out, cluster, processes
from tests.personalise.tasks import deadly, deadly_once, double, odd_ones_fail


def test_every_task_has_its_result() -> None:
    assert dict(carried_out(processes(2), double, range(20))) == {number: 2 * number for number in range(20)}


def test_a_task_that_fails_leaves_the_others() -> None:
    results = dict(carried_out(processes(1), odd_ones_fail, range(6)))
    assert [results[number] for number in (0, 2, 4)] == [0, 2, 4]
    assert [str(results[number]) for number in (1, 3, 5)] == ["1 is odd", "3 is odd", "5 is odd"]


def test_tasks_in_hand_of_a_dead_worker_are_done_again(tmp_path: Path) -> None:
    tasks = [(str(tmp_path / "memory"), number) for number in range(8)]
    assert dict(carried_out(processes(2), deadly_once, tasks)) == {task: task[1] for task in tasks}


def test_a_task_that_kills_its_worker_again_and_again_is_given_up_alone() -> None:
    results = dict(carried_out(processes(2), deadly, range(8)))
    assert isinstance(results.pop(3), BrokenExecutor)
    assert results == {number: number for number in range(8) if number != 3}
    assert MOST_DEATHS > 1


def test_no_worker_is_left_when_nobody_asks_on() -> None:
    before = set(multiprocessing.active_children())
    running = carried_out(processes(2), double, range(100))
    next(running)
    running.close()
    assert set(multiprocessing.active_children()) == before


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x"])
def test_a_scheduler_that_is_not_there_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.personalise.executors.CONNECTING", 1)
    with pytest.raises(MissingDependencyError, match=r"no Dask scheduler .* answers at .*; start them: dask scheduler"):
        list(carried_out(cluster(address), double, [1]))
