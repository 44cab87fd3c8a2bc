"""LibreOffice, where it is installed."""

from __future__ import annotations

import shutil


def office() -> str | None:
    """Return LibreOffice's command, None if it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")
