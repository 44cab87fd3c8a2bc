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

Media = Literal["image/png", "image/jpeg", "image/svg+xml"]

MAX_BYTES = 10_000_000
MAX_PIXELS = 40_000_000
_KINDS: dict[Media, tuple[str, tuple[str, ...]]] = {
    "image/png": ("a PNG", (".png",)),
    "image/jpeg": ("a JPEG", (".jpg", ".jpeg")),
    "image/svg+xml": ("an SVG", (".svg",)),
}
_OTHER_KINDS = {
    b"GIF8": "a GIF",
    b"RIFF": "a WebP",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a compressed SVG",
    b"BM": "a BMP",
    b"II*\0": "a TIFF",
    b"MM\0*": "a TIFF",
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
        message = f"is {kind} picture under another name"
        raise LogoError(message, f"rename the file to {path.stem}{suffixes[0]}, and write that name here")
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
            raise _too_large("far too many pixels") from None
        except LogoError:
            raise
        except Exception as error:  # decoders fail with OSError, SyntaxError, ValueError, struct.error …
            detail = "" if isinstance(error, UnidentifiedImageError) else f" ({error})"
            raise LogoError(f"is damaged or cut off{detail}", "save or copy it again") from None
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
    kind = next((kind for magic, kind in _OTHER_KINDS.items() if data.startswith(magic)), "no known picture")
    raise LogoError(f"is {kind}" if data else "is empty", "save the logo as PNG, JPEG or SVG")


def _read(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise LogoError("is a folder, not a file", "name the logo's own file")
        if status.st_size > MAX_BYTES:
            limit = f"at most {MAX_BYTES / 1e6:.0f} MB are read"
            raise LogoError(f"has {status.st_size / 1e6:.1f} MB, {limit}", "save it smaller")
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        mend = _did_you_mean(path) or "put the file there, or correct its name"
        raise LogoError("does not exist", mend) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LogoError(f"cannot be read ({reason})", "check its name and permissions") from None


def _did_you_mean(path: Path) -> str | None:
    try:
        found = nearest(path.name, (each.name for each in path.parent.iterdir()))
    except OSError:
        return None
    return f'did you mean "{found}"?' if found else None


def _check_pixels(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _too_large(f"{width} × {height} pixels, {width * height / 1e6:.0f} megapixels")


def _too_large(said: str) -> LogoError:
    limit = f"at most {MAX_PIXELS / 1e6:.0f} megapixels are read"
    return LogoError(f"has {said}; {limit}", "save it smaller, 2000 pixels wide is plenty")
