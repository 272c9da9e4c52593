"""A draft file in a folder of its own, opened and closed."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from eduduty_desktop.draft import Draft
from eduduty_desktop.store import DraftFile
from tests.store.samples import WHO, small_draft, ticking


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return ticking()


@pytest.fixture
def draft() -> Draft:
    return small_draft()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the draft file goes; a name with everything that a URI must escape."""
    return tmp_path / "某县 100%#2024?.eduduty"


@pytest.fixture
def draft_file(path: Path, draft: Draft, clock: Callable[[], datetime]) -> Iterator[DraftFile]:
    """An open draft file that holds `draft`."""
    with DraftFile.create(path, draft, who=WHO, clock=clock) as file:
        yield file


@pytest.fixture
def closed(draft_file: DraftFile) -> Path:
    """The path of a sound draft file that nobody has open."""
    draft_file.close()
    return draft_file.path
