"""Chromium: one HTML of all cards, printed."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
from base64 import b64decode
from contextlib import suppress
from pathlib import Path

from tests.benchmarks.cards.page import page_of

QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer")

PR_SET_CHILD_SUBREAPER = 36
SUFFIXES = {"image/svg+xml": "svg", "image/png": "png"}


def run(folder: Path, count: int, out: Path) -> None:
    """Make so many cards; `folder` holds one as HTML, its assets, and the fonts."""
    page = page_of(folder, count)
    for name, (data, media) in json.loads((folder / "assets.json").read_text()).items():
        (asset := folder / f"{name}.{SUFFIXES[media]}").write_bytes(b64decode(data))
        page = page.replace(f"asset:{name}", asset.name)
    faces = "".join(
        f'@font-face {{ font-family: "Plus Jakarta Sans"; font-weight: {path.name[:3]}; src: url("{path}") }}\n'
        for path in sorted((folder / "fonts").glob("*.ttf"))
    )
    (folder / "cards.html").write_text(
        page.replace("</style>", f"{faces}.page {{ overflow: hidden !important }}</style>", 1), encoding="utf-8"
    )
    profile = f"--user-data-dir={folder / 'chromium'}"
    command = ["chromium", *QUIET, profile, f"--print-to-pdf={out}", f"file://{folder / 'cards.html'}"]
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)  # what its processes took is ours to count, whoever ends last
    subprocess.run(command, check=True, capture_output=True)
    with suppress(ChildProcessError):
        while True:
            os.wait()
