"""A project of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import copy_example


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the example."""
    return copy_example(tmp_path / "project")
