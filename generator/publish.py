"""Publishing: a work folder, a lock, and whole files moved into place, the manifest last."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

from filelock import FileLock, Timeout

from generator.errors import BusyError, OutputError
from generator.manifest import MANIFEST, Entry, Manifest, entry_of, holds, read_manifest
from generator.wording import say

LOCK = ".sosialisasi.lock"
HOLDER = ".sosialisasi.pid"
WORK_PREFIX = ".sosialisasi-work-"
WHOLE = "whole.jsonl"  # in a work folder: an entry a line of the files that are whole


def note_whole(folder: Path, entry: Entry) -> None:
    """Note in a work folder that a file is whole, for a run that resumes this one."""
    with (folder / WHOLE).open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")


class Workspace:
    """A locked output folder and the work folder in it; files become visible only by `publish`."""

    def __init__(self, out: Path, folder: Path) -> None:
        self.out = out
        self.folder = folder

    def taken_over(self) -> dict[str, Entry]:
        """Return by path the files that an earlier run left whole, published or in the work folder; the rest there
        goes."""
        noted = list[Entry]()
        with suppress(OSError, ValueError, TypeError, AttributeError):  # the last line may have been cut off
            for line in (self.folder / WHOLE).read_text(encoding="utf-8").splitlines():
                noted.append(entry_of(json.loads(line)))
        here = {entry.path: entry for entry in noted if holds(entry, self.folder)}
        for path in self.folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name not in (*here, WHOLE):
                path.unlink()
        published = read_manifest(self.out)
        there = {entry.path: entry for entry in published.files if holds(entry, self.out)} if published else {}
        return {**there, **here}

    def publish(self, made: Sequence[str], manifest: Manifest) -> None:
        """Move the files `made` in the work folder into place, the manifest last; none before all are ready."""
        (self.folder / MANIFEST).write_text(manifest.text(), encoding="utf-8")
        self.move([*made, MANIFEST])

    def move(self, made: Sequence[str]) -> None:
        """Move the files `made` in the work folder into place, in this order; none before all are ready."""
        moves = [(self.folder / path, self.out / path) for path in made]
        for source, target in moves:
            if target.is_dir():
                mend = say("move it away, or choose another folder with -o")
                raise OutputError(
                    say("cannot write {target}: there is a folder of that name; {mend}", target=target, mend=mend)
                )
            _durable(source)
        for folder in {target.parent for _, target in moves}:
            folder.mkdir(parents=True, exist_ok=True)
        for source, target in moves:
            source.replace(target)
        for folder in {target.parent for _, target in moves}:
            _sync_folder(folder)


@contextmanager
def workspace(out: Path, resume: bool = False) -> Iterator[Workspace]:
    """Lock `out` for one run; give a work folder inside it; leave nothing of it behind.

    A run that is to `resume` another takes over the work folder that this left, if it was killed.
    Raises BusyError if another run holds the folder, OutputError for whatever the file system refuses.
    """
    with output_errors(out):
        missing = [folder for folder in (out, *out.parents) if not folder.exists()]
        try:
            out.mkdir(parents=True, exist_ok=True)
            with _locked(out):
                left = [folder for folder in out.glob(f"{WORK_PREFIX}*") if folder.is_dir() and not folder.is_symlink()]
                kept = max(left, key=lambda folder: folder.stat().st_mtime, default=None) if resume else None
                _sweep(out, kept)
                work = kept or Path(tempfile.mkdtemp(prefix=WORK_PREFIX, dir=out))
                try:
                    yield Workspace(out, work)
                finally:
                    shutil.rmtree(work, ignore_errors=True)
        finally:
            _remove_empty(missing)


def _remove_empty(folders: Sequence[Path]) -> None:
    """Remove those of `folders`, innermost first, in which nothing was published."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    lock = FileLock(out / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        holder = (out / HOLDER).read_text().strip() if (out / HOLDER).is_file() else say("unknown")
        raise BusyError(
            say("{out} is in use by another run (process {holder}); wait until it has finished", out=out, holder=holder)
        ) from error
    try:
        (out / HOLDER).write_text(str(os.getpid()))
        yield
    finally:
        with suppress(OSError):
            (out / HOLDER).unlink(missing_ok=True)
            if not (out / MANIFEST).exists():
                # While it is held: whoever waits for it then sees that it is gone, and makes a new one.
                (out / LOCK).unlink(missing_ok=True)
        lock.release()


def _sweep(out: Path, kept: Path | None) -> None:
    """Remove what killed runs left, but for the folder `kept`; only under the lock."""
    for stray in out.glob(f"{WORK_PREFIX}*"):
        if stray != kept:
            shutil.rmtree(stray, ignore_errors=True)


@contextmanager
def output_errors(out: Path) -> Iterator[None]:
    """Tell what the file system refuses in `out` as an OutputError."""
    try:
        yield
    except OSError as error:
        reason = {
            errno.ENOSPC: say("the disk is full; make room, or choose another folder with -o"),
            errno.EDQUOT: say("your disk quota is used up; make room, or choose another folder with -o"),
            errno.EROFS: say("the file system is read-only; choose another folder with -o"),
            errno.EACCES: say("you may not write there; choose another folder with -o"),
            errno.EPERM: say("you may not write there; choose another folder with -o"),
            errno.ENAMETOOLONG: say("the path is too long; choose a shorter folder with -o"),
            errno.ENOTDIR: say("a part of the path is a file, not a folder; choose another folder with -o"),
            errno.EEXIST: say("there is a file of that name; choose another folder with -o"),
            errno.EFBIG: say("a file would be larger than is allowed here; choose another folder with -o"),
        }.get(error.errno or 0)
        if error.errno is None:  # not the file system's, so a defect
            raise
        reason = reason or say("{reason}; choose another folder with -o", reason=error.strerror)
        raise OutputError(say("cannot write to {out}: {reason}", out=out, reason=reason)) from error


def _durable(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows opens no folders
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
