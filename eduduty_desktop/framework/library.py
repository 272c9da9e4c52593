"""The shipped frameworks: which there are, and one by id or from a file."""

import difflib
import logging
from collections.abc import Iterator
from pathlib import Path

from eduduty_desktop import assets
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework.model import Framework
from eduduty_desktop.framework.reader import read_framework, read_standards
from eduduty_desktop.framework.standard import Standard

_log = logging.getLogger(__name__)


class Library:
    """The shipped frameworks of one folder, the standards file beside it, and a folder of the county's own."""

    def __init__(self, folder: Path, standards_file: Path, own: Path | None = None) -> None:
        self._folder = folder
        self._own = own
        self._standards_file = standards_file
        self._standards: dict[str, Standard] | None = None

    @classmethod
    def shipped(cls, own: Path | None = None) -> "Library":
        """The library that comes with the program; with `own`, also what was imported on this machine."""
        resources = assets.folder("resources")
        return cls(resources / "frameworks", resources / "standards.yaml", own)

    def standards(self) -> dict[str, Standard]:
        """Threshold by id, read once."""
        if self._standards is None:
            self._standards = read_standards(self._standards_file)
        return self._standards

    @property
    def shipped_ids(self) -> list[str]:
        return sorted(file.stem for file in self._folder.glob("*.yaml"))

    @property
    def own_ids(self) -> list[str]:
        """Ids of the county's own frameworks; one that has a shipped one's id is not reached."""
        found = self._own.glob("*.yaml") if self._own is not None and self._own.is_dir() else ()
        return sorted({file.stem for file in found} - set(self.shipped_ids))

    def ids(self) -> list[str]:
        """The county's own first: what was imported is what it works with."""
        return [*self.own_ids, *self.shipped_ids]

    def all(self) -> list[Framework]:
        """Every framework that can be read; an own file that a person broke is left out, `load` tells why."""
        return [*self._readable(self.own_ids), *(self.load(name) for name in self.shipped_ids)]

    def _readable(self, names: list[str]) -> Iterator[Framework]:
        for name in names:
            try:
                yield self.load(name)
            except UserError:
                _log.warning("own framework %s cannot be read", name, exc_info=True)

    def load(self, id_or_file: str) -> Framework:
        """A framework by its id, or from a YAML file's path.  Raises UserError naming the closest id."""
        if id_or_file in self.shipped_ids:
            return read_framework(self._folder / f"{id_or_file}.yaml", self.standards())
        if id_or_file in self.own_ids and self._own is not None:
            return read_framework(self._own / f"{id_or_file}.yaml", self.standards())
        path = Path(id_or_file)
        if path.suffix.lower() in {".yaml", ".yml"}:
            return read_framework(path, self.standards())
        close = difflib.get_close_matches(id_or_file, self.ids(), n=1, cutoff=0.4)
        raise UserError(
            f"没有编号为“{id_or_file}”的指标体系",
            what_to_do=f"是不是“{close[0]}”？" if close else f"可用的有：{'、'.join(self.ids())}。",
        )
