"""Look into a logo's file before any renderer does: what it really is, whether it is whole, and its size."""

from __future__ import annotations

import io
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.schema.nearest import nearest
from generator.wording import marked, say

Media = Literal["image/png", "image/jpeg", "image/svg+xml"]

MAX_BYTES = 10_000_000
MAX_PIXELS = 40_000_000
_KINDS: dict[Media, tuple[str, tuple[str, ...]]] = {
    "image/png": (marked("a PNG picture"), (".png",)),
    "image/jpeg": (marked("a JPEG picture"), (".jpg", ".jpeg")),
    "image/svg+xml": (marked("an SVG picture"), (".svg",)),
}
_OTHER_KINDS = {
    b"GIF8": marked("a GIF"),
    b"RIFF": marked("a WebP"),
    b"%PDF": marked("a PDF"),
    b"\x1f\x8b": marked("a compressed SVG"),
    b"BM": marked("a BMP"),
    b"II*\0": marked("a TIFF"),
    b"MM\0*": marked("a TIFF"),
}
_ORIENTATION = 0x0112
_SIDEWAYS = {5, 6, 7, 8}


@dataclass(frozen=True)
class LogoFacts:
    """What a logo's file holds; width and height are pixels, or the units of an SVG's viewBox."""

    media: Media
    width: float
    height: float


class LogoError(Exception):
    """The file cannot serve as a logo; `message` goes on from the file's name, `mend` says what to do."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.message, self.mend = message, mend


def inspect_logo(path: Path) -> LogoFacts:
    """Return what the file holds. LogoError: it is missing, broken, too large, or reaches outside."""
    data = _read(path)
    media = media_of(data)
    kind, suffixes = _KINDS[media]
    if path.suffix.lower() not in suffixes:
        message = say("is {kind} under another name", kind=say(kind))
        raise LogoError(
            message,
            say("rename the file to {stem}{suffixes}, and write that name here", stem=path.stem, suffixes=suffixes[0]),
        )
    if media != "image/svg+xml":
        return inspect_raster(data)
    from generator.svg import inspect_svg  # noqa: PLC0415  # svg.py builds on this module

    return LogoFacts(media, *inspect_svg(data))


def inspect_raster(data: bytes) -> LogoFacts:
    """Return what a PNG or JPEG holds, upright as its EXIF orientation says. LogoError: it cannot be used."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  # a plain SVG logo does not pay for Pillow

    media = media_of(data)
    with warnings.catch_warnings(), _whole_pictures_only():
        warnings.simplefilter("ignore")  # Pillow only warns of large pictures; the limit here refuses them
        try:
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                _check_pixels(*image.size)
                image.load()
                width, height = image.size
                if image.getexif().get(_ORIENTATION) in _SIDEWAYS:
                    width, height = height, width
        except Image.DecompressionBombError:
            raise _too_large(say("far too many pixels")) from None
        except LogoError:
            raise
        except Exception as error:  # decoders fail with OSError, SyntaxError, ValueError, struct.error …
            detail = "" if isinstance(error, UnidentifiedImageError) else f" ({error})"
            raise LogoError(say("is damaged or cut off{detail}", detail=detail), say("save or copy it again")) from None
    return LogoFacts(media, float(width), float(height))


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Let Pillow refuse what is cut off: WeasyPrint, once imported, makes it fill the rest with grey."""
    from PIL import ImageFile  # noqa: PLC0415  # as in inspect_raster

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def media_of(data: bytes) -> Media:
    """Return what the bytes are, whatever their file is called. LogoError: none of the three."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "image/svg+xml"
    kind = next((kind for magic, kind in _OTHER_KINDS.items() if data.startswith(magic)), marked("no known picture"))
    raise LogoError(
        say("is {kind}", kind=say(kind)) if data else say("is empty"), say("save the logo as PNG, JPEG or SVG")
    )


def _read(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise LogoError(say("is a folder, not a file"), say("name the logo's own file"))
        if status.st_size > MAX_BYTES:
            limit = say("at most {limit:.0f} MB are read", limit=MAX_BYTES / 1000000.0)
            raise LogoError(
                say("has {size:.1f} MB, {limit}", size=status.st_size / 1000000.0, limit=limit),
                say("save it smaller"),
            )
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        mend = _did_you_mean(path) or say("put the file there, or correct its name")
        raise LogoError(say("does not exist"), mend) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LogoError(
            say("cannot be read ({reason})", reason=reason), say("check its name and permissions")
        ) from None


def _did_you_mean(path: Path) -> str | None:
    try:
        found = nearest(path.name, (each.name for each in path.parent.iterdir()))
    except OSError:
        return None
    return say('did you mean "{found}"?', found=found) if found else None


def _check_pixels(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _too_large(
            say(
                "{width} × {height} pixels, {millions:.0f} megapixels",
                width=width,
                height=height,
                millions=width * height / 1000000.0,
            )
        )


def _too_large(said: str) -> LogoError:
    limit = say("at most {limit:.0f} megapixels are read", limit=MAX_PIXELS / 1000000.0)
    return LogoError(
        say("has {said}; {limit}", said=said, limit=limit), say("save it smaller, 2000 pixels wide is plenty")
    )
