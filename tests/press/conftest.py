"""The inks of the default profile, which is built once, and the example with its press files."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.press.colours import Inks
from generator.press.profile import Profile, default_profile
from tests.kits import Kits


@pytest.fixture(scope="session")
def profile() -> Profile:
    """The default profile."""
    return default_profile()


@pytest.fixture(scope="session")
def inks(profile: Profile) -> Inks:
    """Its inks; one colour is declared."""
    return Inks(profile, {"#F0A51E": (0, 38, 95, 0)})


@pytest.fixture(scope="session")
def pressed(kits: Kits) -> Path:
    """The example with its press files, screens' included. Do not write there."""
    return kits.of("example", "--press")
