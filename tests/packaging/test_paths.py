"""A portable copy keeps its data beside itself; every other one uses the user's own folders."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from eduduty_desktop import paths

FOLDERS = [paths.data_folder, paths.config_folder, paths.log_folder, paths.documents_folder]


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose name has Chinese and a space, with the bundled program in it."""
    folder = tmp_path / "U 盘" / "教育履职自评"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "eduduty.exe"))
    return folder


@pytest.mark.parametrize("named", FOLDERS)
def test_a_portable_copy_keeps_everything_beside_itself(bundled: Path, named: Callable[[], Path]) -> None:
    (bundled / paths.PORTABLE_MARK).write_text("绿色版", encoding="utf-8")
    assert named().is_relative_to(bundled)


@pytest.mark.parametrize("named", FOLDERS)
def test_an_installed_program_uses_the_users_folders(bundled: Path, named: Callable[[], Path]) -> None:
    assert not named().is_relative_to(bundled)


def test_a_checkout_is_never_portable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / paths.PORTABLE_MARK).touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert paths.portable_folder() is None
