"""Where a run's files go: a folder of this machine, or whatever fsspec has an address for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from generator.errors import KitError, MissingDependencyError, OutputError
from generator.manifest import MANIFEST, Entry, Manifest, holds, parse_manifest, read_manifest
from generator.publish import Workspace, output_errors, workspace
from generator.wording import say

# sshfs trusts every host by default; this holds it to the user's known_hosts.
_SETTINGS: dict[str, dict[str, Any]] = {"sftp": {"known_hosts": ()}, "ssh": {"known_hosts": ()}}


class Store(Protocol):
    """A place for folders of files, each with a manifest that says what counts; usable from any worker."""

    def manifest(self, folder: str) -> Manifest | None:
        """Return a folder's manifest, None if there is none that can be read."""

    def holds(self, folder: str, entry: Entry) -> bool:
        """Return whether a file is there as its manifest says."""

    def put(self, folder: str, make: Callable[[Path], Manifest]) -> Manifest:
        """Let `make` make files in a folder of this machine; put them into place, whole, the manifest last."""

    def write(self, text: str) -> None:
        """Write the manifest of the whole run."""


class LocalStore:
    """A folder of this machine; a run makes its files in `work` inside it, so that they are moved whole."""

    def __init__(self, out: Path, work: Path) -> None:
        self._out = out
        self._work = work

    def manifest(self, folder: str) -> Manifest | None:
        """Return a folder's manifest, None if there is none that can be read."""
        return read_manifest(self._out / folder)

    def holds(self, folder: str, entry: Entry) -> bool:
        """Return whether a file is there as its manifest says."""
        return holds(entry, self._out / folder)

    def put(self, folder: str, make: Callable[[Path], Manifest]) -> Manifest:
        """Let `make` make files in a work folder, and move them into place, the manifest last."""
        with output_errors(self._out), TemporaryDirectory(prefix=f"{folder}-", dir=self._work) as work:
            manifest = make(Path(work))
            Workspace(self._out / folder, Path(work)).publish([entry.path for entry in manifest.files], manifest)
        return manifest

    def write(self, text: str) -> None:
        """Write the manifest of the whole run."""
        (self._work / MANIFEST).write_text(text, encoding="utf-8")
        Workspace(self._out, self._work).move([MANIFEST])


class RemoteStore:
    """A folder that fsspec reaches; nothing can be renamed there, so a folder counts once its manifest is there."""

    def __init__(self, url: str, work: Path) -> None:
        """Files are made in `work` on machines that have it. MissingDependencyError: fsspec lacks what `url` needs."""
        self._url = url
        self._work = work if work.is_dir() else None
        try:
            import fsspec  # noqa: PLC0415  # an extra
        except ImportError as error:
            raise _uninstalled(url, error) from error
        with _remote_errors(url):
            self._files, self._root = fsspec.url_to_fs(url, **_SETTINGS.get(url.partition(":")[0], {}))

    def manifest(self, folder: str) -> Manifest | None:
        """Return a folder's manifest, None if there is none that can be read."""
        data = self._read(f"{folder}/{MANIFEST}")
        return parse_manifest(data.decode("utf-8", "replace")) if data is not None else None

    def holds(self, folder: str, entry: Entry) -> bool:
        """Return whether a file is there as its manifest says."""
        data = self._read(f"{folder}/{entry.path}")
        return data is not None and hashlib.sha256(data).hexdigest() == entry.sha256

    def put(self, folder: str, make: Callable[[Path], Manifest]) -> Manifest:
        """Let `make` make files in a folder of this machine, and copy them, the manifest last."""
        with TemporaryDirectory(dir=self._work) as work:
            with output_errors(Path(work)):
                manifest = make(Path(work))
            with _remote_errors(self._url):
                at = f"{self._root}/{folder}"
                if self._files.exists(f"{at}/{MANIFEST}"):
                    self._files.rm_file(f"{at}/{MANIFEST}")  # of what is now replaced bit by bit
                for entry in manifest.files:
                    self._files.put_file(f"{work}/{entry.path}", f"{at}/{entry.path}")
                self._put_text(f"{folder}/{MANIFEST}", manifest.text())
        return manifest

    def write(self, text: str) -> None:
        """Write the manifest of the whole run."""
        with _remote_errors(self._url):
            self._put_text(MANIFEST, text)

    def _put_text(self, path: str, text: str) -> None:
        with TemporaryDirectory(dir=self._work) as work:
            (Path(work) / MANIFEST).write_text(text, encoding="utf-8")
            self._files.put_file(f"{work}/{MANIFEST}", f"{self._root}/{path}")

    def _read(self, path: str) -> bytes | None:
        with _remote_errors(self._url):
            try:
                data: bytes = self._files.cat_file(f"{self._root}/{path}")
            except FileNotFoundError:
                return None
            return data


def open_store(out: str, work: Path) -> Store:
    """Return the store behind a path or an address; `work` is the work folder that `opened` gave."""
    return RemoteStore(out, work) if is_remote(out) else LocalStore(Path(out), work)


@contextmanager
def opened(out: str) -> Iterator[Path]:
    """Hold a store for one run, and give it a work folder: inside a folder of this machine, which is locked.

    Raises BusyError if another run holds the folder.
    """
    if is_remote(out):
        with TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            RemoteStore(out, Path(scratch))
            yield Path(scratch)
    else:
        with workspace(Path(out)) as work:
            yield work.folder


def is_remote(out: str) -> bool:
    """Return whether an output is told by its address, as "sftp://host/folder"."""
    return "://" in out


@contextmanager
def _remote_errors(url: str) -> Iterator[None]:
    """Tell as an OutputError what goes wrong there: each kind of store raises errors of its own."""
    try:
        yield
    except KitError:
        raise
    except ImportError as error:
        raise _uninstalled(url, error) from error
    except Exception as error:
        reason = str(error) or type(error).__name__
        raise OutputError(
            say("cannot write to {url}: {reason}; check address, rights and network", url=url, reason=reason)
        ) from error


def _uninstalled(url: str, error: ImportError) -> MissingDependencyError:
    mend = say('install it: pip install "sosialisasi[remote]"')
    return MissingDependencyError(say("{url} cannot be written to ({error}); {mend}", url=url, error=error, mend=mend))
