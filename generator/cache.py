"""The user's cache folder: what is slow to make is kept there, and nothing depends on it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from generator import __version__


def cache_places() -> list[Path]:
    """Return the folders that are there, also where links lead to."""
    home = _home()
    return [path.resolve() for path in (home, *home.glob("*"))] if home and home.is_dir() else []


def _home() -> Path | None:
    """Return the folder that all of the program's caches are in, None if the user has no home."""
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sosialisasi"
    except RuntimeError:
        return None


def cache_folder(name: str) -> Path | None:
    """Return a folder of the user's own to keep things in, None where none can be written to."""
    home = _home()
    if home is None:
        return None
    folder = home / name
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def kept(name: str, source: bytes, make: Callable[[], bytes]) -> bytes:
    """Return what `make` makes of `source`, from the cache folder `name` if this version made it before."""
    folder = cache_folder(name)
    path = folder and folder / sha256(__version__.encode() + source).hexdigest()
    with suppress(OSError):
        stored = path.read_bytes() if path else b""
        if stored[:32] == sha256(stored[32:]).digest():  # whole, not cut off by a full disk
            return stored[32:]
    made = make()
    if path:
        with suppress(OSError):
            _write(path, sha256(made).digest() + made)
    return made


def _write(path: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(data)
            file.close()
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink()
            raise
