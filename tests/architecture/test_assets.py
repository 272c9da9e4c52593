"""The door to the data folders, and the names of the program's own folders."""

from pathlib import Path

import pytest

from eduduty_desktop import assets, paths


def test_a_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "eduduty_desktop")
    (tmp_path / "ui").mkdir()
    assert assets.folder("ui") == tmp_path / "ui"
    with pytest.raises(assets.MissingAssetError, match=r"main\.ui") as caught:
        assets.path("ui", "main.ui")
    assert isinstance(caught.value, FileNotFoundError)


def test_data_beside_the_package_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "eduduty_desktop")
    (tmp_path / "db").mkdir()
    (tmp_path / "eduduty_desktop" / "_data" / "db").mkdir(parents=True)
    assert assets.folder("db") == tmp_path / "eduduty_desktop" / "_data" / "db"


def test_no_way_leads_out_of_a_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "eduduty_desktop")
    (tmp_path / "ui").mkdir()
    (tmp_path / "secret").mkdir()
    with pytest.raises(ValueError, match="leads out of"):
        assets.path("ui", "..", "secret")


def test_naming_the_own_folders_creates_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR"]:
        monkeypatch.setenv(variable, str(tmp_path / variable))
    folders = [paths.data_folder(), paths.config_folder(), paths.log_folder(), paths.documents_folder()]
    assert len(set(folders)) == 4
    assert list(tmp_path.iterdir()) == []
