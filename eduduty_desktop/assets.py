"""The one door to the program's data folders: `ui/`, `resources/` and `db/`.

An installed program carries them as `_data` beside this file (the wheel and the bundle put them there); a
checkout has them at its root. Nothing else in the program knows which of the two it is.
"""

from pathlib import Path
from typing import Literal, TypeAlias

FolderName: TypeAlias = Literal["ui", "resources", "db"]

_PACKAGE = Path(__file__).resolve().parent


class MissingAssetError(FileNotFoundError):
    """A data file that belongs to the program is not there: a broken installation or a bug, never the user's doing."""


def root() -> Path:
    """Return the folder that holds the data folders: `_data` beside this file, else the checkout's root."""
    installed = _PACKAGE / "_data"
    return installed if installed.is_dir() else _PACKAGE.parent


def folder(name: FolderName) -> Path:
    """Return one data folder. Raises MissingAssetError when the installation lacks it."""
    return _existing(root() / name)


def path(name: FolderName, *parts: str) -> Path:
    """Return a file or folder inside a data folder, as in `path("ui", "main_window.ui")`.

    Raises MissingAssetError when it does not exist, and ValueError when the parts lead out of the data folder.
    """
    base = folder(name)
    wanted = base.joinpath(*parts)
    if not wanted.resolve().is_relative_to(base.resolve()):
        raise ValueError(f"{'/'.join(parts)} leads out of the folder {name}")
    return _existing(wanted)


def _existing(wanted: Path) -> Path:
    if not wanted.exists():
        raise MissingAssetError(f"程序自带的文件缺失：{wanted}。请重新安装本程序。")
    return wanted
