"""HTML and CSS to PDF by WeasyPrint, in a closed world: given fonts, given assets, no network, no silent warning."""

from __future__ import annotations

import ctypes.util
import hashlib
import io
import logging
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.errors import InputError, MissingDependencyError
from generator.fitting.finished import Finished
from generator.renderers.accessible import write_accessible
from generator.renderers.actual_text import actual_text
from generator.renderers.boxes import finished_texts
from generator.schema.problems import Problem
from generator.themes.fonts import FontFace
from generator.wording import marked, say

_GLYPH_IDS = re.compile(r"^hb_codepoint_t\[\d+\]$")
PANGO_HELP = marked(
    "Pango is missing, which draws the text of PDFs. Install it: Debian and Ubuntu “apt install "
    "libpango-1.0-0 libpangoft2-1.0-0”, macOS “brew install pango”, Windows: the GTK runtime or "
    "MSYS2's mingw-w64-x86_64-pango"
)


@dataclass(frozen=True)
class Typeset:
    """A laid out document: its texts can be read, and it can be written."""

    document: Any
    identifier: bytes
    complaints: _Complaints

    def texts(self) -> Iterator[Finished]:
        """Yield the finished texts that carry the number of their setting."""
        return finished_texts(self.document)

    def write(self, zoom: float = 1.0) -> bytes:
        """Return the PDF for readers, the sheet scaled by `zoom`; InputError for what was warned of or refused."""
        with _listening(self.complaints.messages), actual_text():
            pdf = write_accessible(self.document, zoom, self.identifier)
        self.complaints.stop()
        return pdf

    def write_untagged(self, zoom: float = 1.0) -> bytes:
        """Return the PDF for a printer: nothing in it but what is printed; raises as `write` does."""
        with _listening(self.complaints.messages):
            pdf: bytes = self.document.write_pdf(zoom=zoom, pdf_identifier=self.identifier)
        self.complaints.stop()
        return pdf


def render_pdf(
    html: str,
    template: str,
    faces: Iterable[FontFace],
    fonts: FontFolder,
    roots: Sequence[Path],
    assets: Mapping[str, tuple[bytes, str]],
    zoom: float = 1.0,
) -> bytes:
    """Return the finished PDF of a whole HTML page; see `typeset` and `Typeset.write`."""
    return typeset(html, template, faces, fonts, roots, assets).write(zoom)


def typeset(
    html: str,
    template: str,
    faces: Iterable[FontFace],
    fonts: FontFolder,
    roots: Sequence[Path],
    assets: Mapping[str, tuple[bytes, str]],
) -> Typeset:
    """Lay out a whole HTML page.

    `faces` are the fonts it may use, kept as files in `fonts`; `assets` maps the names behind
    `asset:` urls to bytes and media type. Anything the renderer warns about or the fetcher refuses
    stops the writing: what a page asks for is there, or there is no file.
    """
    weasyprint = load_weasyprint()
    from generator.renderers.fetcher import ClosedFetcher  # noqa: PLC0415  # needs WeasyPrint

    fetcher = ClosedFetcher([*roots, fonts.path], assets)
    complaints = _Complaints(template, roots, fetcher.refusals)
    with _listening(complaints.messages):
        page = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url="asset:")
        document = page.render(font_config=fonts.load(faces, fetcher))
    return Typeset(document, hashlib.sha256(html.encode()).hexdigest()[:32].encode(), complaints)


@dataclass(frozen=True)
class _Complaints:
    """What the renderer warned of and the fetcher refused."""

    template: str
    roots: Sequence[Path]
    refusals: Mapping[str, str]
    messages: list[str] = field(default_factory=list)

    def stop(self) -> None:
        problems = [
            *_refused(self.refusals, self.template, self.roots),
            *_complained(self.messages, self.refusals, self.template),
        ]
        if problems:
            raise InputError(problems)


def _refused(refusals: Mapping[str, str], template: str, roots: Sequence[Path]) -> Iterator[Problem]:
    """Yield a problem for each url that was not opened, at the line of the template that names it."""
    path = next((root / template for root in roots if (root / template).is_file()), Path(template))
    lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
    for url, reason in refusals.items():
        line = next((number for number, text in enumerate(lines, start=1) if url in text), 0)
        shown = url if len(url) <= 200 else f"{url[:200]}…"
        yield Problem(
            str(path),
            line,
            0,
            "",
            say("{shown} is not opened: {reason}", shown=shown, reason=reason),
            say("put a file into the project instead"),
        )


def _complained(complaints: Sequence[str], refusals: Mapping[str, str], template: str) -> Iterator[Problem]:
    """Yield a problem for each warning of the renderer's that does not merely repeat a refusal."""
    for message in dict.fromkeys(complaints):
        if not any(url in message for url in refusals):
            yield Problem(template, 0, 0, "", message, say("correct the template, or the file that it asks for"))


class FontFolder:
    """A folder of font files for the pages of one build; those of the same faces share what WeasyPrint read of them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._loaded: dict[str, Any] = {}

    def rules(self, faces: Iterable[FontFace]) -> str:
        """Write the faces as files and return their @font-face rules."""
        self.path.mkdir(parents=True, exist_ok=True)
        rules = []
        for face in sorted(faces, key=lambda face: (face.family, face.weight)):
            path = self.path / face.file_name
            if not path.exists():
                path.write_bytes(face.data)
            url = path.resolve().as_uri()
            rules.append(f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};src:url("{url}")}}')
        return "\n".join(rules)

    def load(self, faces: Iterable[FontFace], fetcher: Any) -> Any:
        """Return WeasyPrint's font configuration for exactly these faces."""
        rules = self.rules(faces)
        if rules not in self._loaded:
            weasyprint = load_weasyprint()
            with _scratch_in(self.path), _no_others(rules):
                fonts = self._loaded[rules] = weasyprint.text.fonts.FontConfiguration()
                weasyprint.CSS(string=rules, font_config=fonts, url_fetcher=fetcher)
        return self._loaded[rules]


@contextmanager
def _scratch_in(folder: Path) -> Iterator[None]:
    """Let temporary folders be made in `folder`: WeasyPrint does not always live to remove its copies of the fonts."""
    before = tempfile.tempdir
    tempfile.tempdir = str(folder.resolve())
    try:
        yield
    finally:
        tempfile.tempdir = before


@contextmanager
def _no_others(rules: str) -> Iterator[None]:
    """Keep the machine's fonts out, if there are any others: of two with one name, WeasyPrint takes the machine's."""
    before = os.environ.get("FONTCONFIG_FILE")
    if rules:
        os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
    try:
        yield
    finally:
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before
        else:
            os.environ.pop("FONTCONFIG_FILE", None)


class _Listener(logging.Handler):
    def __init__(self, complaints: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._complaints = complaints

    def emit(self, record: logging.LogRecord) -> None:
        self._complaints.append(record.getMessage())


@contextmanager
def _listening(complaints: list[str]) -> Iterator[None]:
    """Collect what WeasyPrint and fontTools warn about, and keep it from stderr."""
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(logger.propagate, list(logger.handlers)) for logger in loggers]
    for logger in loggers:
        logger.propagate = False
        logger.handlers = [_Listener(complaints)]
    try:
        yield
    finally:
        for logger, (propagate, handlers) in zip(loggers, before, strict=True):
            logger.propagate = propagate
            logger.handlers = handlers


@contextmanager
def _libraries_by_file_name() -> Iterator[None]:
    """On Linux, let the loader find libraries: ctypes' own search runs ldconfig, gcc and ld for each name tried."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


def load_weasyprint() -> Any:
    """Import WeasyPrint; MissingDependencyError says how to install Pango where it is missing."""
    try:
        # Where Pango is missing, WeasyPrint prints advice of its own before it raises.
        with redirect_stdout(io.StringIO()), _libraries_by_file_name():
            import weasyprint  # noqa: PLC0415  # slow to import, and its Pango may be missing
            import weasyprint.text.fonts  # noqa: PLC0415
    except OSError as error:
        raise MissingDependencyError(f"{say(PANGO_HELP)} ({error})") from error
    _quicken_arrays(weasyprint.text.fonts.ffi)
    return weasyprint


def _quicken_arrays(ffi: Any) -> None:
    """Let cffi know arrays of glyph ids by one name: it parses "hb_codepoint_t[57]" as C for each length, 3 ms each."""
    if "new" in vars(ffi):
        return
    new = ffi.new
    ffi.new = lambda kind, *init: new(_GLYPH_IDS.sub("hb_codepoint_t[]", kind), *init)
