"""A zip file whose bytes depend on its content alone."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold
_STORED = (".png", ".jpeg")


def write_zip(parts: Mapping[str, bytes], path: Path) -> None:
    """Write `parts` (name to bytes) in their order, every one dated 1980."""
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
            package.writestr(entry, data)
