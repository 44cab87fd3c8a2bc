"""The inks of the default profile, which is built once."""

from __future__ import annotations

import pytest

from generator.press.colours import Inks
from generator.press.profile import Profile, default_profile


@pytest.fixture(scope="session")
def profile() -> Profile:
    """The default profile."""
    return default_profile()


@pytest.fixture(scope="session")
def inks(profile: Profile) -> Inks:
    """Its inks; one colour is declared."""
    return Inks(profile, {"#F0A51E": (0, 38, 95, 0)})
