"""What fitting costs of a kit's rendering: CPU inside and outside of it, in one build in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch

from generator.fitting.session import FitSession
from generator.pipeline import build_kit
from generator.plan import Options
from generator.renderers import pages, sheets, slides
from generator.renderers.pdf import load_weasyprint


class Clock:
    """CPU seconds inside the calls of functions, and inside the last of these calls."""

    def __init__(self) -> None:
        self.seconds = self.last = 0.0

    def on(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return `function`, timed."""

        def timed(*arguments: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                self.last = time.process_time() - start
                self.seconds += self.last

        return timed


def fitting_table(kits: Sequence[tuple[str, Path]]) -> str:
    """Return CPU seconds of fitting and of the rest of the rendering, for each named project."""
    lines = [f"{'fitting a whole kit, in two languages':<52}{'CPU s':>7}{'rest':>7}{'share':>8}"]
    for name, project in kits:
        command = [sys.executable, "-m", "tests.benchmarks.fitting", str(project)]
        fitting, rest = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        lines.append(f"{name:<52}{fitting:>7.2f}{rest:>7.2f}{fitting / rest:>8.1%}")
    return "\n".join(lines)


def share(project: Path, out: Path) -> tuple[float, float]:
    """Build a project; return CPU seconds of fitting, and of the rest of rendering it.

    Whatever a product does until its text fits is fitting: measuring, all renderings of a page but the last, and
    composing slides.
    """
    load_weasyprint()
    whole, composing, fitting = Clock(), Clock(), Clock()
    last = 0.0
    fit: Callable[..., Any] = vars(pages)["fitted"]

    def fitted(*arguments: Any, **named: Any) -> Any:
        nonlocal last
        page = _Page()
        with page.timed():
            made = fit(*arguments, **named)
        last += page.last
        return made

    with (
        patch(f"{pages.__name__}.fitted", fitting.on(fitted)),
        patch(f"{sheets.__name__}.fitted", fitting.on(fitted)),
        _timed(f"{slides.__name__}.compose_slides", composing),
        _timed("generator.pipeline.render_job", whole),
    ):
        build_kit(project, Options(force=True), out, lambda *_: None)
    spent = fitting.seconds - last + composing.seconds
    return spent, whole.seconds - spent


class _Page:
    """The clocks of one page that is rendered until its text fits."""

    def __init__(self) -> None:
        self._measuring, self._markup, self._layout = Clock(), Clock(), Clock()
        self._measured = 0.0

    @property
    def last(self) -> float:
        """CPU seconds of the last rendering, without the measuring in it."""
        return self._markup.last - self._measured + self._layout.last

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Time what a page does."""
        render: Callable[..., Any] = vars(pages)["render_template"]

        def marked_up(*arguments: Any, **named: Any) -> Any:
            before = self._measuring.seconds
            try:
                return render(*arguments, **named)
            finally:
                self._measured = self._measuring.seconds - before

        with ExitStack() as stack:
            for name in ("fit_all", "keep", "cited", "limits"):
                stack.enter_context(_timed(f"{FitSession.__module__}.FitSession.{name}", self._measuring))
            stack.enter_context(patch(f"{pages.__name__}.render_template", self._markup.on(marked_up)))
            stack.enter_context(_timed(f"{pages.__name__}._typeset", self._layout))
            yield


def _timed(target: str, clock: Clock) -> Any:
    """Return a patch by which what a dotted name stands for is timed."""
    return patch(target, clock.on(resolve_name(target)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(share(Path(sys.argv[1]), Path(folder) / "kit")))
