"""Profiles: the default one and the print shop's, and what cannot be one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import ImageCms

from generator.errors import MissingDependencyError
from generator.press.profile import BUILDING, Profile, ProfileError, default_profile, read_profile
from tests.support import EXAMPLE, sosialisasi


def test_the_default_profile_is_one_for_cmyk_print(profile: Profile, tmp_path: Path) -> None:
    path = tmp_path / "fogra39.icc"
    path.write_bytes(profile.data)
    read = read_profile(path)
    assert (read.name, profile.registered) == ("FOGRA39L coated", "FOGRA39")
    assert len(profile.data) < 200_000


def test_it_is_built_without_a_date_of_its_own(profile: Profile) -> None:
    assert profile.data[24:36] == bytes([7, 214, 0, 12, 0, 1, 0, 0, 0, 0, 0, 0])


Spoil = Callable[[bytes], bytes]
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: b"", "is empty"),
        (lambda data: b"%PDF-1.4", "is no ICC profile"),
        (lambda data: data[:5000], "is damaged or cut off"),
        (lambda data: data[:200] + bytes(len(data) - 200), "is damaged"),
        (lambda data: SRGB, "is a profile for RGB, not for CMYK"),
        (lambda data: data[:12] + b"link" + data[16:], "is the profile of a device link, not of a press"),
    ],
)
def test_what_is_no_profile_of_a_press_is_refused(profile: Profile, tmp_path: Path, spoil: Spoil, said: str) -> None:
    path = tmp_path / "toko.icc"
    path.write_bytes(spoil(profile.data))
    with pytest.raises(ProfileError) as caught:
        read_profile(path)
    assert caught.value.message.startswith(said)
    assert caught.value.mend


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.icc"):
        with pytest.raises(ProfileError):
            read_profile(path)


def test_where_it_cannot_be_built_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(MissingDependencyError, match="apt install argyll icc-profiles-free"):
        default_profile()


@pytest.mark.parametrize(("options", "times"), [((), 1), (("-q",), 0)])
def test_the_first_press_build_says_what_takes_so_long(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, options: tuple[str, ...], times: int
) -> None:
    colprof = tmp_path / "bin" / "colprof"
    colprof.parent.mkdir()
    colprof.write_text("#!/bin/sh\nexit 1\n")
    colprof.chmod(0o755)
    monkeypatch.setenv("PATH", str(colprof.parent), prepend=":")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    outcome = sosialisasi(*options, "build", EXAMPLE, "--press", "-o", tmp_path / "out")
    assert (outcome.code, outcome.err.count(BUILDING), outcome.out) == (7, times, "")


def test_a_profile_that_is_there_is_not_spoken_of(profile: Profile) -> None:
    said: list[str] = []
    assert default_profile(said.append) == profile
    assert said == []
