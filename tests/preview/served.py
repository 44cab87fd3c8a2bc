"""The page as a user's machine serves it: `sosialisasi preview` in a process of its own, and who speaks to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2 as httpx

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PICTURE = ".pictures figure img"
SECONDS = 90  # that anything may take on a machine at work


@dataclass(frozen=True)
class Served:
    """A running page: its link, its process, and a browser's connection to it."""

    project: Path
    link: str
    process: subprocess.Popen[str]
    client: httpx.Client

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return self.link.partition("/?")[0]

    def post(self, path: str, **said: Any) -> httpx.Response:
        """Send a form; the field's path is told as the page tells it."""
        data = {key: json.dumps(value) if key == "at" else str(value) for key, value in said.items()}
        return self.client.post(path, data=data, headers={"origin": self.origin})

    def upload(self, path: str, name: str, file: tuple[str, bytes], **said: Any) -> httpx.Response:
        """Send a file."""
        data = {key: json.dumps(value) if key == "at" else str(value) for key, value in said.items()}
        return self.client.post(path, data=data, files={name: file}, headers={"origin": self.origin})

    def change(self, at: list[str | int], was: str, value: str, file: str = "event") -> httpx.Response:
        """Change a field."""
        return self.post("/field", file=file, at=at, was=was, value=value)

    def sees(self, text: str, path: str = "/view?product=pocket-card&language=id") -> str:
        """Return a piece of the page once it holds a text."""
        end = time.monotonic() + SECONDS
        while text not in (page := self.client.get(path).text):
            assert time.monotonic() < end, f"no “{text}” in {page}"
            time.sleep(0.1)
        return page

    def memory(self) -> int:
        """Return how much memory the page's own process holds, in KB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


@contextmanager
def served(project: Path, *options: str) -> Iterator[Served]:
    """Serve a project's page as long as the context lasts."""
    command = [sys.executable, "-m", "generator", "preview", str(project), "--no-open", *options]
    environ = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ)
    assert process.stdout
    try:
        link = process.stdout.readline().strip()
        if not link:
            assert process.stderr
            raise AssertionError(process.stderr.read())
        with httpx.Client(base_url=link.partition("/?")[0], timeout=SECONDS) as client:
            client.get("/" + link.rpartition("/")[2], follow_redirects=True).raise_for_status()
            yield Served(project, link, process, client)
    finally:
        process.terminate()
        process.wait(SECONDS)
