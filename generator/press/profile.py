"""The printing condition: an ICC profile of the print shop, or the free FOGRA39 one, built once and kept."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.cache import kept
from generator.errors import MissingDependencyError
from generator.wording import marked, say

Tell = Callable[[str], None]  # is given a line to say

MAX_BYTES = 20_000_000
FOGRA39 = Path("/usr/share/color/icc/FOGRA39L.ti3")
HELP = marked(
    "the default printing profile is not there and cannot be built. Install what builds it: Debian "
    "and Ubuntu “apt install argyll icc-profiles-free”; or name your print shop's profile as "
    "defaults.sosialisasi.press.icc in _brand.yml"
)
BUILDING = marked("building the printing profile for FOGRA39, this once; it takes about 15 seconds")
# No black in light tones, where its dots show; much of it in dark ones, which saves ink; at most 300 % of ink.
_RECIPE = (
    "-qm", "-nc", "-bl", "-kp", "0", ".2", ".95", "1", "1", "-l300", "-D", "FOGRA39L coated",
    "-C", "Built by sosialisasi with ArgyllCMS from FOGRA39L.ti3 (K.-U. Behrmann, zlib licence)",
)  # fmt: skip
_SPACES = {
    b"RGB ": marked("a profile for RGB"),
    b"GRAY": marked("a profile for grey"),
    b"Lab ": marked("a profile for Lab"),
}
_CLASSES = {
    b"mntr": marked("the profile of a screen"),
    b"scnr": marked("the profile of a scanner"),
    b"link": marked("the profile of a device link"),
    b"spac": marked("the profile of a colour space"),
}
_OTHER = marked("a profile for something else")


def untold(said: str) -> None:
    """Say nothing."""


class ProfileError(Exception):
    """The file cannot serve as a printing profile; `message` goes on from its name, `mend` says what to do."""

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(message)
        self.message, self.mend = message, mend or say("ask the print shop for its CMYK profile (.icc)")


@dataclass(frozen=True)
class Profile:
    """A CMYK output profile: its bytes, what it calls itself, and the condition's name in the ICC registry, if any."""

    data: bytes
    name: str
    registered: str | None = None

    @cached_property
    def opened(self) -> Any:
        """The profile as ImageCms has it."""
        from PIL import ImageCms  # noqa: PLC0415  # not for --help

        return ImageCms.ImageCmsProfile(io.BytesIO(self.data))


def read_profile(path: Path) -> Profile:
    """Return a print shop's profile. ProfileError: it is missing, damaged, or not one for CMYK print."""
    data = read_header(path)
    from PIL import Image, ImageCms  # noqa: PLC0415

    try:
        profile = Profile(data, _name(ImageCms.ImageCmsProfile(io.BytesIO(data))))
        srgb = ImageCms.createProfile("sRGB")
        transform = ImageCms.buildTransform(srgb, profile.opened, "RGB", "CMYK", ImageCms.Intent.RELATIVE_COLORIMETRIC)
        ImageCms.applyTransform(Image.new("RGB", (1, 1)), transform)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
        raise ProfileError(
            say("is damaged ({error})", error=str(error).strip() or say("it cannot be read")), say("copy it again")
        ) from None
    return profile


def read_header(path: Path) -> bytes:
    """Return a profile's bytes if its header says that it is a whole CMYK output profile. ProfileError: it does not."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ProfileError(say("is larger than {limit} MB, as no profile is", limit=MAX_BYTES // 1000000))
        data = path.read_bytes()
    except FileNotFoundError:
        raise ProfileError(say("does not exist"), say("put the file there, or correct its name")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ProfileError(
            say("cannot be read ({reason})", reason=reason), say("check its name and permissions")
        ) from None
    if data[36:40] != b"acsp":
        raise ProfileError(say("is no ICC profile") if data else say("is empty"))
    if int.from_bytes(data[:4], "big") > len(data) or len(data) < 132:
        raise ProfileError(say("is damaged or cut off"), say("copy it again"))
    space, kind = data[16:20], data[12:16]
    if space != b"CMYK":
        raise ProfileError(say("is {kind}, not for CMYK", kind=say(_SPACES.get(space, _OTHER))))
    if kind != b"prtr":
        raise ProfileError(say("is {kind}, not of a press", kind=say(_CLASSES.get(kind, _OTHER))))
    return data


def default_profile(tell: Tell = untold) -> Profile:
    """Return the FOGRA39 profile, built on first use; `tell` is then told so, for it takes a quarter of a minute.

    Raises MissingDependencyError where it was never built and cannot be.
    """
    data = kept("icc", "\0".join(_RECIPE).encode(), lambda: _build(tell))
    return Profile(data, "FOGRA39L coated", "FOGRA39")


def _build(tell: Tell) -> bytes:
    colprof = shutil.which("colprof")
    if colprof is None or not FOGRA39.is_file():
        raise MissingDependencyError(say(HELP))
    tell(say(BUILDING))
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(FOGRA39, folder)
        command = [colprof, *_RECIPE, "-O", "made.icc", FOGRA39.stem]
        made = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        path = Path(folder, "made.icc")
        if made.returncode or not path.is_file():
            raise MissingDependencyError(
                say("{help} (colprof: {stderr})", help=say(HELP), stderr=made.stderr.strip()[-200:])
            )
        return _undated(path.read_bytes())


def _undated(data: bytes) -> bytes:
    """Return a profile with a fixed date of creation, so that the same data give the same bytes."""
    date = b"".join(number.to_bytes(2, "big") for number in (2006, 12, 1, 0, 0, 0))
    return data[:24] + date + data[36:]


def _name(opened: Any) -> str:
    return str(opened.profile.profile_description or "CMYK").strip().splitlines()[0]
