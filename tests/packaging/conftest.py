"""The packaging scripts are no package: their folder goes onto the path while these tests run."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture(autouse=True, scope="package")
def packaging_scripts() -> Iterator[None]:
    """Let `import papers` and the like find the scripts."""
    sys.path.insert(0, str(PACKAGING))
    yield
    sys.path.remove(str(PACKAGING))
