"""Publishing: a work folder, a lock, whole files moved into place, and the manifest that vouches for them."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from generator.errors import BusyError, OutputError
from generator.wording import say

MANIFEST = "manifest.json"
LOCK = ".sosialisasi.lock"
HOLDER = ".sosialisasi.pid"
WORK_PREFIX = ".sosialisasi-work-"
WHOLE = "whole.jsonl"  # in a work folder: an entry a line of the files that are whole


@dataclass(frozen=True)
class Entry:
    """One published file: its path in the output folder, what it is, and the hashes that vouch for it.

    `inputs` stands for the files it was made from, `options` for how it was asked to be made. From `pages` to
    `template` it says, as Artefact does, what `check` holds the file to.
    """

    path: str
    product: str
    language: str
    bytes: int
    sha256: str
    inputs: str
    pages: int | None = None
    trim_mm: tuple[float, float] | None = None
    safe_mm: float | None = None
    bleed_mm: float | None = None
    least_pt: float | None = None
    fonts: tuple[str, ...] | None = None
    locale: str | None = None
    link_on: tuple[int, ...] = ()
    tagged: bool = True
    template: str = ""
    findings: tuple[str, ...] = ()
    options: str = ""


@dataclass(frozen=True)
class Manifest:
    """manifest.json: the event, an entry a file, and what of the brand could not be had as it says."""

    event: str
    link: str
    files: tuple[Entry, ...] = field(default=())
    notices: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the file's text: the same entries give the same bytes."""
        entries = [asdict(entry) for entry in sorted(self.files, key=lambda entry: entry.path)]
        data = {"event": self.event, "link": self.link, "notices": self.notices, "files": entries}
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read_manifest(out: Path) -> Manifest | None:
    """Return the manifest of an output folder, None if there is none that can be read."""
    try:
        return parse_manifest((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def parse_manifest(text: str) -> Manifest | None:
    """Return the manifest that a file's text is, None if it is none."""
    try:
        data: dict[str, Any] = json.loads(text)
        entries = tuple(map(_entry, data["files"]))
        return Manifest(data["event"], data["link"], entries, tuple(data.get("notices", ())))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def entries_in(folder: Path, told: Sequence[dict[str, Any]]) -> list[Entry]:
    """Return the entries that an untrusted process told. OutputError: one is of no ordinary file in `folder`."""
    entries = [_entry(each) for each in told]
    for entry in entries:
        path = folder / entry.path
        if path.resolve() != folder.resolve() / entry.path or not holds(entry, folder):
            raise OutputError(
                say("{path} is not the file that the project's own templates were to make; look into them", path=path)
            )
    return entries


def _entry(told: dict[str, Any]) -> Entry:
    return Entry(**{key: _tupled(value) for key, value in told.items()})


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def holds(entry: Entry, out: Path) -> bool:
    """Return whether the published file is still there and unchanged."""
    path = out / entry.path
    return path.is_file() and path.stat().st_size == entry.bytes and file_hash(path) == entry.sha256


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def merged(entries: Sequence[Entry], out: Path) -> tuple[Entry, ...]:
    """Return the new entries, and the published ones of files that were not made this time and still hold."""
    made = {entry.path for entry in entries}
    published = read_manifest(out)
    others = [entry for entry in published.files if entry.path not in made] if published else []
    return (*entries, *(entry for entry in others if holds(entry, out)))


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
                noted.append(_entry(json.loads(line)))
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
