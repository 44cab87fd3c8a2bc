"""Slides as PDF by LibreOffice, with a deck's own fonts and in a profile of its own; the same bytes every time."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

import pikepdf

from generator.office import office
from generator.renderers.deck.meta import DeckMeta

SECONDS = 180
_SYSTEM = "/etc/fonts/fonts.conf"
# Pictures stay as they are in the deck; else logos and codes would be made coarser, and blurred.
_ASKED = {"UseTaggedPDF": "true", "UseLosslessCompression": "true", "ReduceImageResolution": "false"}
_OPTIONS = json.dumps({name: {"type": "boolean", "value": to} for name, to in _ASKED.items()})


def office_pdf(deck: bytes, fonts: Mapping[str, bytes], meta: DeckMeta) -> bytes | None:
    """Return a deck as LibreOffice draws it; None if it is not installed, or makes nothing of it in time."""
    command = office()
    if command is None:
        return None
    with TemporaryDirectory(prefix="sosialisasi-office-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        (folder / "deck.pptx").write_bytes(deck)
        arguments = [command, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        arguments += [
            "--convert-to",
            f"pdf:impress_pdf_Export:{_OPTIONS}",
            "--outdir",
            str(folder),
            str(folder / "deck.pptx"),
        ]
        environment = {**os.environ, "FONTCONFIG_FILE": str(_configured(folder, fonts))}
        made = folder / "deck.pdf"
        if not _runs(arguments, environment) or not made.is_file():
            return None
        try:
            return _steady(made, meta)
        except pikepdf.PdfError:
            return None


def _runs(arguments: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Run a command and return whether it ended by itself, in time."""
    silent = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            arguments, env=environment, stdin=silent, stdout=silent, stderr=silent, start_new_session=True
        )
    except OSError:
        return False
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:  # also when the build is interrupted
            _end(process)
    return True


def _configured(folder: Path, fonts: Mapping[str, bytes]) -> Path:
    """Write the deck's fonts, and where LibreOffice finds these and the system's."""
    shelf = folder / "fonts"
    shelf.mkdir()
    for name, data in fonts.items():
        if not name.endswith(".txt"):
            (shelf / name).write_bytes(data)
    system = os.environ.get("FONTCONFIG_FILE") or _SYSTEM
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">{escape(system)}</include><dir>{escape(str(shelf))}</dir>'
        f"<cachedir>{escape(str(folder / 'cache'))}</cachedir></fontconfig>"
    )
    return path


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and what it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, 9)
    else:
        process.kill()
    process.wait()


def _steady(path: Path, meta: DeckMeta) -> bytes:
    """Return the PDF with the deck's own properties, and nothing that another run would write otherwise."""
    day = datetime.combine(meta.date, datetime.min.time(), UTC)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            xmp["dc:title"], xmp["dc:creator"], xmp["dc:description"] = meta.title, [meta.agency], meta.subject
            xmp["dc:language"] = [meta.language]
            xmp["xmp:CreateDate"] = xmp["xmp:ModifyDate"] = day.isoformat()
        pdf.docinfo = pdf.make_indirect(
            pikepdf.Dictionary(
                Title=meta.title, Author=meta.agency, Subject=meta.subject, Creator="sosialisasi",
                Producer="LibreOffice", CreationDate=f"D:{day:%Y%m%d%H%M%S}Z", ModDate=f"D:{day:%Y%m%d%H%M%S}Z",
            )
        )  # fmt: skip
        pdf.Root.Lang = meta.language
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        for name in ("/DocChecksum", "/ID"):  # of the time it was made at
            if name in pdf.trailer:
                del pdf.trailer[name]
        pdf.save(path, deterministic_id=True)
    return path.read_bytes()
