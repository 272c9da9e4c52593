"""References to files: what of them may be shown to others."""

from pathlib import PurePosixPath, PureWindowsPath


def file_name_of(reference: str) -> str:
    """The bare name of a referenced file, whatever system wrote the path: folders and user names stay here."""
    kind = PureWindowsPath if "\\" in reference else PurePosixPath
    return kind(reference).name
