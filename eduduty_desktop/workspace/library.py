"""The frameworks that there are on this machine: those shipped, and the county's own."""

from pathlib import Path

import msgspec

from eduduty_desktop import paths
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.library import Library

OWN_FOLDER = "frameworks"


def library(data: Path | None = None) -> Library:
    """The shipped frameworks together with those that were imported on this machine."""
    return Library.shipped(own=(data or paths.data_folder()) / OWN_FOLDER)


def keep(framework: Framework, data: Path | None = None, *, replace: bool = False) -> Framework:
    """Put a framework among the county's own; another one of the same id stays unless it is to be replaced.

    Returns the framework as kept: with an id that no other has.  Raises UserError if it cannot be written.
    """
    known = library(data)
    taken = set(known.shipped_ids if replace else known.ids())
    own_id = framework.id
    for count in range(2, len(taken) + 3):
        if own_id not in taken:
            break
        own_id = f"{framework.id}-{count}"
    kept = msgspec.structs.replace(framework, id=own_id)
    from eduduty_desktop.workspace.frameworks import write_framework

    folder = (data or paths.data_folder()) / OWN_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    write_framework(kept, folder / f"{own_id}.yaml")
    return kept


def discard(framework_id: str, data: Path | None = None) -> None:
    """Take an own framework away; drafts made from it keep their own copy.  A shipped one stays."""
    file = (data or paths.data_folder()) / OWN_FOLDER / f"{framework_id}.yaml"
    file.unlink(missing_ok=True)
