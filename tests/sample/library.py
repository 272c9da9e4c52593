"""The fill files of the shipped frameworks."""

from pathlib import Path

from eduduty_desktop import assets

_FOLDERS = {"hn-2021-hongjiang": "hongjiang-2021"}  # the others bear their framework's id


def fill_file(framework: str) -> Path:
    """The published figures of a shipped framework as a workbook for `fill`."""
    return assets.path("resources", "samples", _FOLDERS.get(framework, framework), "figures.csv")
