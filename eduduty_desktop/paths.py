"""Where the program keeps its own files on this machine, and where drafts go unless the user says otherwise.

These functions only name folders; whoever writes there creates them. Drafts themselves are the user's
documents and lie wherever the user saved them.
"""

from pathlib import Path

import platformdirs

APPLICATION = "eduduty"  # names the folders of the program's own files
DOCUMENTS = "教育履职自评"  # the folder of drafts inside the user's documents


def data_folder() -> Path:
    """Return the folder of the program's lasting data: frameworks added by the user, backups of drafts."""
    return platformdirs.user_data_path(APPLICATION, appauthor=False)


def config_folder() -> Path:
    """Return the folder of settings: window, recent drafts, the county's name."""
    return platformdirs.user_config_path(APPLICATION, appauthor=False)


def log_folder() -> Path:
    """Return the folder of log files and crash reports."""
    return platformdirs.user_log_path(APPLICATION, appauthor=False)


def documents_folder() -> Path:
    """Return the folder that a new draft is saved in unless the user chooses another."""
    return platformdirs.user_documents_path() / DOCUMENTS
