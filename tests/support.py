"""What tests of whole commands share: running them, here or in a process of their own, and comparing folders."""

from __future__ import annotations

import gc
import hashlib
import io
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from generator.cli import main

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "content" / "examples" / "dinas-contoh"
CAMPAIGN = "content/campaigns/berorientasi-pelayanan"
Snapshot = dict[str, tuple[str, int]]


@dataclass(frozen=True)
class Outcome:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


def sosialisasi(*arguments: str | Path) -> Outcome:
    """Run the command in this process."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    handler = signal.getsignal(signal.SIGTERM)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main([str(argument) for argument in arguments])
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    finally:
        signal.signal(signal.SIGTERM, handler)
        gc.enable()
    return Outcome(code, out.getvalue(), err.getvalue())


def own_process(
    *arguments: str | Path,
    cwd: Path | None = None,
    environ: Mapping[str, str] | None = None,
    before: Callable[[], None] | None = None,
) -> Outcome:
    """Run the command in a process of its own; `before` runs in the child before Python starts."""
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    run = subprocess.run(
        command, cwd=cwd, env=_environment(environ), preexec_fn=before, capture_output=True, text=True, check=False
    )
    return Outcome(run.returncode, run.stdout, run.stderr)


def python(code: str, environ: Mapping[str, str] | None = None) -> str:
    """Run a few lines of Python that must succeed, and return what they print."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=_environment(environ), capture_output=True, text=True, check=True).stdout


def peaks(*arguments: str | Path) -> tuple[int, int, str]:
    """Run the command in a process of its own; return its code, the most memory in MB that it or a child took, and
    what it said on stderr."""
    code = (
        "import pathlib, re, resource\n"
        "from generator.cli import main\n"
        "try:\n"
        f"    main({[str(argument) for argument in arguments]!r})\n"
        "except SystemExit as stop:\n"
        # Its own ru_maxrss would be that of the process it was forked from.
        "    own = int(re.search(r'VmHWM:\\s+(\\d+) kB', pathlib.Path('/proc/self/status').read_text())[1])\n"
        "    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        "    print(f'\\n{stop.code} {max(own, children) // 1024}')\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], env=_environment(None), capture_output=True, text=True, check=True
    )
    ended, megabytes = run.stdout.splitlines()[-1].split()
    return int(ended), int(megabytes), run.stderr


@contextmanager
def held(point: str, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """Run the command in a process that stops, for ever, where `point` ("module:function") would be called.

    The block starts when that point is reached; at its end the process is killed if it still runs.
    """
    module, _, function = point.partition(":")
    code = (
        "import importlib, sys, time\n"
        "def hold(*_, **__):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(600)\n"
        f"setattr(importlib.import_module({module!r}), {function!r}, hold)\n"
        "from generator.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=_environment(None), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first == "held\n", process.communicate()[1]
        yield process
    finally:
        process.kill()
        process.communicate()


def _environment(extra: Mapping[str, str] | None) -> dict[str, str]:
    inherited = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return {**inherited, "PYTHONPATH": str(ROOT), **(extra or {})}


def snapshot(folder: Path) -> Snapshot:
    """Return the hash and the time of change of every file under `folder`, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file under `folder` that a user sees."""
    return {name: digest for name, (digest, _) in snapshot(folder).items() if not name.startswith(".")}


@dataclass(frozen=True)
class Desk:
    """A project to bend and the output that was built of it before."""

    project: Path
    out: Path

    def build(self, *options: str | Path) -> Outcome:
        """Build the pocket card, or what `options` say, into the output."""
        return sosialisasi(*self.command(*options))

    def command(self, *options: str | Path) -> list[str | Path]:
        """Return the arguments of such a build."""
        chosen = options if "-p" in options else ("-p", "pocket-card", *options)
        return ["build", self.project, "-o", self.out, *chosen]

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file of the project."""
        path = self.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def edit(self, name: str, pattern: str, new: str) -> int:
        """Replace what `pattern` matches first in a file of the project; return its line, 1-based."""
        path = self.project / name
        text = path.read_text(encoding="utf-8")
        found = re.search(pattern, text, re.MULTILINE)
        assert found is not None, f"{name} has no {pattern}"
        path.write_text(text[: found.start()] + new + text[found.end() :], encoding="utf-8")
        return text.count("\n", 0, found.start()) + 1

    def append(self, name: str, text: str) -> int:
        """Append to a file of the project; return the line of what was appended."""
        path = self.project / name
        before = path.read_text(encoding="utf-8")
        path.write_text(before + text, encoding="utf-8")
        return before.count("\n") + 1

    def page(self, body: str) -> Path:
        """Give the project a page of its own for the pocket card; `body` is its fourth line."""
        text = f'{{% extends "_shared/base.html.j2" %}}\n\n{{% block body %}}\n{body}\n{{% endblock %}}\n'
        return self.write("templates/_themes/kawung/pocket-card/page.html.j2", text)


def copy_example(folder: Path) -> Path:
    """Copy the example project, with its campaign in the project's own content, into `folder`."""
    shutil.copytree(EXAMPLE, folder)
    shutil.copytree(ROOT / CAMPAIGN, folder / CAMPAIGN)
    return folder
