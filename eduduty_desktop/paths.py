"""Where the program keeps its own files on this machine, and where drafts go unless the user says otherwise.

These functions only name folders; whoever writes there creates them. Drafts themselves are the user's
documents and lie wherever the user saved them. A portable copy (绿色版) keeps everything beside itself.
"""

import sys
from pathlib import Path

import platformdirs

APPLICATION = "eduduty"  # names the folders of the program's own files
DOCUMENTS = "教育履职自评"  # the folder of drafts inside the user's documents
PORTABLE_MARK = "portable.txt"  # beside the bundled program it makes a portable copy
PORTABLE_DATA = "数据"
PORTABLE_DOCUMENTS = "自评稿"


def portable_folder() -> Path | None:
    """Return the folder of the bundled program where a file `portable.txt` lies beside it, else None."""
    if not getattr(sys, "frozen", False):
        return None
    folder = Path(sys.executable).resolve().parent
    return folder if (folder / PORTABLE_MARK).is_file() else None


def data_folder() -> Path:
    """Return the folder of the program's lasting data: frameworks added by the user, backups of drafts."""
    portable = portable_folder()
    return portable / PORTABLE_DATA if portable else platformdirs.user_data_path(APPLICATION, appauthor=False)


def config_folder() -> Path:
    """Return the folder of settings: window, recent drafts, the county's name."""
    portable = portable_folder()
    if portable:
        return portable / PORTABLE_DATA / "设置"
    return platformdirs.user_config_path(APPLICATION, appauthor=False)


def log_folder() -> Path:
    """Return the folder of log files and crash reports."""
    portable = portable_folder()
    return portable / PORTABLE_DATA / "日志" if portable else platformdirs.user_log_path(APPLICATION, appauthor=False)


def documents_folder() -> Path:
    """Return the folder that a new draft is saved in unless the user chooses another."""
    portable = portable_folder()
    return portable / PORTABLE_DOCUMENTS if portable else platformdirs.user_documents_path() / DOCUMENTS


def licences_folder() -> Path | None:
    """Return the folder with the licences of everything in the bundle; None in a checkout, which bundles nothing."""
    places = [Path(sys.executable).resolve().parent / "licences", Path("/usr/share/doc") / APPLICATION / "licences"]
    return next((place for place in places if getattr(sys, "frozen", False) and place.is_dir()), None)
