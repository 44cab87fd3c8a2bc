"""A run of units that nothing disturbs, for those to be compared with that something does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.personalise.runs import units


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All units of the example's roster, one small product each. Do not write here."""
    out = tmp_path_factory.mktemp("units") / "out"
    outcome = units(out)
    assert outcome.code == 0, outcome.err
    return out
