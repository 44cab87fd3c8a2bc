"""Open anyone's files safely: what is broken, locked, empty or made to exhaust memory is refused with its reason."""

from __future__ import annotations

import base64
import logging
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

import pikepdf

from generator.errors import InputError
from generator.preflight.pdf_file import PdfFile
from generator.schema.problems import Problem
from generator.wording import marked, say

MB = 1 << 20
MAX_FILE = 200 * MB
MAX_STREAM = 64 * MB  # unpacked; a page of 100,000 paths has less than ten
MAX_ENTRIES = 20_000  # of a .pptx
MAX_UNPACKED = 500 * MB
MAX_XML = 32 * MB  # of all parts that are read; a tree takes ten times as much memory
MAX_DIRECTORY = 4 * MB
MAX_RATIO = 200  # unpacked to packed, of all that is larger than a MB
_MOST_RATIO = 1032  # that deflate can reach
_FLATE = "/FlateDecode"
_TAIL = 1 << 17  # a zip file's end with the longest comment
_REPAIR = marked("open it with the program that made it, and save it anew")

Media = Literal["pdf", "pptx"]


@contextmanager
def opened(path: Path) -> Iterator[tuple[Media, Any]]:
    """Open a PDF or PPTX, told by its content; yield its kind and the file.

    Raises InputError for a file that cannot be read or passes a limit.
    """
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # it tells stderr what it repairs
    with _refused(path):
        media = _media(path)
        file = _open_pdf(path) if media == "pdf" else _open_pptx(path)
    with file:
        yield media, file


def check_package(path: Path) -> None:
    """Raise InputError for what is no package of slides, is locked or damaged, or passes a limit."""
    with _refused(path):
        if _media(path) != "pptx":
            raise _RefusalError(say("it is no PowerPoint file"), say("give a file that was saved as .pptx or .potx"))
        _check_package(path)


class _RefusalError(Exception):
    """Why a file is not opened, and what to do."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.mend = mend


@contextmanager
def _refused(path: Path) -> Iterator[None]:
    try:
        yield
    except _RefusalError as refusal:
        raise InputError([Problem(str(path), 0, 0, "", str(refusal), refusal.mend)]) from refusal
    except OSError as error:
        message = say("cannot be read ({reason})", reason=error.strerror or error)
        raise InputError([Problem(str(path), 0, 0, "", message, say("check its name and permissions"))]) from error


def _media(path: Path) -> Media:
    size = path.stat().st_size
    if size == 0:
        raise _RefusalError(say("it is empty"), say("copy or export it again"))
    if size > MAX_FILE:
        raise _RefusalError(
            say("it is larger than {limit} MB", limit=MAX_FILE // MB), say("split it, or make its images smaller")
        )
    with path.open("rb") as file:
        start = file.read(1024)
    if b"%PDF-" in start:
        return "pdf"
    if start.startswith(b"PK"):
        return "pptx"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise _RefusalError(
            say("it is an old .ppt or locked with a password"), say("save it as .pptx without a password")
        )
    raise _RefusalError(say("it is neither a PDF nor a PPTX"), say("give a file that was exported as one of them"))


def _open_pdf(path: Path) -> PdfFile:
    try:
        file = PdfFile(path)
    except pikepdf.PasswordError as error:
        raise _RefusalError(say("it is locked with a password"), say("save it without one")) from error
    except pikepdf.PdfError as error:
        raise _RefusalError(say("it is damaged and cannot be read"), say(_REPAIR)) from error
    try:
        _check_pdf(file)
    except BaseException:
        file.close()
        raise
    return file


def _check_pdf(file: PdfFile) -> None:
    try:
        if not len(file.pdf.pages):
            raise _RefusalError(say("it has no pages"), say(_REPAIR))
        for item in file.pdf.objects:
            packed = isinstance(item, pikepdf.Stream) and item.get("/Subtype") != "/Image"
            if packed and _unpacked(item) > MAX_STREAM:
                raise _RefusalError(
                    say("a part of it unpacks to more than {limit} MB", limit=MAX_STREAM // MB), say(_REPAIR)
                )
        file.load()
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as error:
        raise _RefusalError(say("it is damaged and cannot be read"), say(_REPAIR)) from error


def _unpacked(stream: Any) -> int:
    """Return the bytes of a stream, unpacked no further than is needed to tell that it passes the limit."""
    filters = stream.get("/Filter", pikepdf.Array())
    names = [str(name) for name in (filters if isinstance(filters, pikepdf.Array) else [filters])]
    data = stream.read_raw_bytes()
    if names[:1] == ["/ASCII85Decode"]:
        data, names = base64.a85decode(b"<~" + data.strip().removeprefix(b"<~"), adobe=True), names[1:]
    flates = sum(name == _FLATE for name in names)
    if len(data) * int(_MOST_RATIO**flates) <= MAX_STREAM:
        return len(data)
    if names[:1] == [_FLATE]:
        return _inflated(data) if flates == 1 else MAX_STREAM + 1  # packed again and again
    return len(data)  # what other filters pack, they pack little


def _inflated(data: bytes) -> int:
    """Return the bytes of deflated data, counted by the piece until they pass the limit."""
    inflate, count = zlib.decompressobj(), 0
    with suppress(zlib.error):  # a stream cut off is for the rules to stumble over
        while data and count <= MAX_STREAM and not inflate.eof:
            count += len(inflate.decompress(data, MB))
            data = inflate.unconsumed_tail
    return count


def _open_pptx(path: Path) -> Any:
    from generator.preflight.pptx_file import PptxFile  # noqa: PLC0415  # not needed where there is no deck
    from generator.preflight.pptx_package import DeckError  # noqa: PLC0415

    _check_package(path)
    try:
        file = PptxFile(path)
        empty = not file.slides
    except DeckError as error:
        raise _RefusalError(str(error), say(_REPAIR)) from error
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, SyntaxError, EOFError, NotImplementedError) as error:
        raise _RefusalError(say("it is damaged and cannot be read"), say(_REPAIR)) from error
    if empty:
        file.package.close()
        raise _RefusalError(say("it has no slides"), say("add a slide, or give another file"))
    return file


def _check_package(path: Path) -> None:
    """Refuse what is no package of slides, or one that unpacks to more than slides are."""
    try:
        if _directory(path) > MAX_DIRECTORY:
            raise _RefusalError(
                say("it holds more than {limit} files, as no deck does", limit=MAX_ENTRIES), say(_REPAIR)
            )
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
        raise _RefusalError(say("it is damaged and cannot be read"), say(_REPAIR)) from error
    unpacked = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels")))
    if len(entries) > MAX_ENTRIES:
        raise _RefusalError(say("it holds more than {limit} files, as no deck does", limit=MAX_ENTRIES), say(_REPAIR))
    if unpacked > MAX_UNPACKED or xml > MAX_XML or any(_bomb(entry) for entry in entries):
        packed = path.stat().st_size
        message = say(
            "it unpacks from {packed:.1f} to {unpacked:.0f} MB, as no deck does",
            packed=packed / MB,
            unpacked=unpacked / MB,
        )
        raise _RefusalError(message, say(_REPAIR))
    if any(entry.flag_bits & 1 for entry in entries):
        raise _RefusalError(say("it is locked with a password"), say("save it without one"))
    if not any(entry.filename == "[Content_Types].xml" for entry in entries):
        raise _RefusalError(say("it is a zip file but no PPTX"), say("give a file that was saved as .pptx"))


def _directory(path: Path) -> int:
    """Return the bytes of a zip file's directory, all of which zipfile would read into memory."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - _TAIL, 0))
        tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 16:
        raise zipfile.BadZipFile("no directory")
    if b"PK\x06\x07" in tail[:end]:  # a second directory, for files beyond 4 GB
        return MAX_DIRECTORY + 1
    return int.from_bytes(tail[end + 12 : end + 16], "little")


def _bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > MB and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
