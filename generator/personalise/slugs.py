"""Names of files and folders that every system takes."""

from __future__ import annotations

import re
import unicodedata

RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
LONGEST_NAME = 80


def file_slug(text: str) -> str:
    """Return a text as a safe part of a file name: lower case letters and figures of ASCII, and hyphens."""
    slug = plain_slug(text) or "lain"
    return f"{slug}-" if slug in RESERVED else slug


def plain_slug(text: str) -> str:
    """Return the letters and figures of ASCII in a text, lower case, and hyphens between them; "" if it has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].rstrip("-")
