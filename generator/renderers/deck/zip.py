"""A zip file whose bytes depend on its content alone."""

from __future__ import annotations

import zipfile
from typing import IO

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold
_STORED = (".png", ".jpg")


def rewrite_zip(source: IO[bytes], target: IO[bytes]) -> None:
    """Write the zip file `source` anew to `target`: the same parts in their order, every one dated 1980."""
    with zipfile.ZipFile(source) as parts, zipfile.ZipFile(target, "w") as package:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_STORED if stored(name) else zipfile.ZIP_DEFLATED
            package.writestr(entry, parts.read(name))


def stored(name: str) -> bool:
    """Return whether a part is packed already."""
    return name.endswith(_STORED)
