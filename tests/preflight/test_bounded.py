"""Files made to exhaust memory, stack or time: each is told, the run goes on, and memory stays bounded."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.child import Child
from generator.errors import InputError
from generator.limited import rlimits
from generator.preflight import bounded
from generator.preflight.bounded import BoundedReader
from tests.preflight import bombs
from tests.support import peaks

LIMIT_MB = 300
linux = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux bounds a child's memory")


def _reason(path: Path) -> str:
    with BoundedReader() as reader, pytest.raises(InputError) as refused:
        reader.examine(path)
    (problem,) = refused.value.problems
    assert problem.path == str(path)
    assert problem.mend
    return problem.message


@linux
def test_bombs_do_not_pass_the_limit_of_memory(example_kit: Path, tmp_path: Path) -> None:
    for name, make in bombs.PDFS.items():
        (tmp_path / f"{name}.pdf").write_bytes(make())
    shutil.copy(example_kit / "poster.pdf", tmp_path / "z last.pdf")
    code, megabytes, said = peaks("check", tmp_path)
    assert code == 3
    assert megabytes <= LIMIT_MB
    assert "4 files checked, 5 not read" in said


@pytest.mark.parametrize("name", ["object stream", "xref stream", "cyclic pages", "deep pages"])
def test_what_cannot_be_read_within_limits_is_damaged(tmp_path: Path, name: str) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(bombs.PDFS[name]())
    assert _reason(path) == "it is damaged and cannot be read"


def test_the_bombs_would_be_files_if_they_were_small(tmp_path: Path) -> None:
    for name, data in {
        "objects": bombs.object_stream(1),
        "deep": bombs.deep_pages(50),
        "forms": bombs.nested_forms(1),
    }.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(data)
        with BoundedReader() as reader:
            assert {finding.rule for finding in reader.examine(path).findings} == {
                "pdf-language",
                "pdf-tags",
                "pdf-title",
            }


@linux
def test_a_file_over_which_the_child_dies_is_told_and_the_next_is_read(
    example_kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Child] = []

    class Counted(Child):
        def __init__(self, module: str, *arguments: str, environ: Mapping[str, str]) -> None:
            super().__init__(module, *arguments, environ=environ)
            started.append(self)

    monkeypatch.setattr(bounded, "Child", Counted)
    (tmp_path / "bomb.pdf").write_bytes(bombs.nested_forms())
    with BoundedReader() as reader:
        assert reader.examine(example_kit / "poster.pdf").findings == ()
        with pytest.raises(
            InputError, match="it takes more than 200 MB of memory to read, or breaks what reads it; open"
        ):
            reader.examine(tmp_path / "bomb.pdf")
        assert reader.examine(example_kit / "poster.pdf").findings == ()
    assert len(started) == 3  # a worn child's death is no proof: a fresh one tries again
    assert all(child._process.poll() is not None for child in started)


def test_a_child_that_was_killed_is_replaced(example_kit: Path) -> None:
    with BoundedReader() as reader:
        reader.examine(example_kit / "poster.pdf")
        assert reader._child
        reader._child.kill()
        assert reader.examine(example_kit / "poster.pdf").findings == ()


def test_a_file_that_takes_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 1)
    path = tmp_path / "slow.pdf"
    path.write_bytes(bombs.busy_page())
    assert _reason(path) == "it takes more than 1 s to read"


def test_without_limits_of_the_system_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [resource.getrlimit(what) for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU)]
    monkeypatch.setattr(rlimits, "resource", None)
    rlimits.bound_memory(1)
    rlimits.bound_time(1)
    assert [resource.getrlimit(what) for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU)] == before
