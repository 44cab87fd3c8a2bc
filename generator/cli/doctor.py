"""sosialisasi doctor"""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import click

from generator.cli.commands import Command
from generator.errors import InputError, MissingDependencyError
from generator.limited.kernel import lacking
from generator.limited.rlimits import bounds_memory
from generator.office import office
from generator.press.profile import HELP
from generator.wording import say

PACKAGES = ("weasyprint", "python-pptx", "jinja2", "pikepdf", "uharfbuzz", "zxing-cpp")


@dataclass(frozen=True)
class Check:
    """One thing that was looked for; `needed` ones must be there."""

    name: str
    found: str | None
    needed: bool
    mend: str = ""


@click.command("doctor", cls=Command)
def command() -> None:
    """Say what this machine has and lacks, and how to install what is missing."""
    missing = []
    for check in _checks():
        mark = "ok" if check.found else (say("MISSING") if check.needed else say("not here"))
        click.echo(f"{mark:<9} {check.name:<20} {check.found or check.mend}")
        if check.needed and not check.found:
            missing.append(f"{check.name}: {check.mend}")
    if missing:
        raise MissingDependencyError("\n".join(missing))


def _checks() -> Iterator[Check]:
    yield Check(
        "Python",
        platform.python_version() if sys.version_info >= (3, 11) else None,
        True,
        say("install 3.11 or newer"),
    )
    for name in PACKAGES:
        yield Check(name, _version(name), True, f"pip install {name}")
    yield _pango()
    yield _font("Plus Jakarta Sans")
    yield Check("colprof", shutil.which("colprof"), False, say("for build --press: {help}", help=say(HELP)))
    yield _limits()
    use = say("for deck.pdf in your own PowerPoint template: apt install libreoffice-impress")
    yield Check("LibreOffice", office(), False, use)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _pango() -> Check:
    from generator.renderers.pdf import PANGO_HELP, load_weasyprint  # noqa: PLC0415  # imports WeasyPrint

    try:
        load_weasyprint()
    except MissingDependencyError:
        return Check("Pango", None, True, say(PANGO_HELP))
    return Check("Pango", "loads", True)


def _limits() -> Check:
    """Return what a project's own templates can be kept from here."""
    open_ = [*lacking(), *([] if bounds_memory() else [say("memory")])]
    if open_:
        shown = ", ".join(open_)
        return Check(
            "limited child", None, False, say("a project's own templates are not kept from: {shown}", shown=shown)
        )
    return Check("limited child", say("closes files and network, bounds memory and time"), True)


def _font(family: str) -> Check:
    from generator.themes.fonts import FontBook  # noqa: PLC0415  # reads fonts

    try:
        source = FontBook().sources(family)[0]
    except InputError as error:
        return Check(family, None, True, error.problems[0].mend)
    return Check(family, str(source.path.name), True)
