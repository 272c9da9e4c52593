"""The shipped frameworks: which there are, and one by id or from a file."""

import difflib
from pathlib import Path

from eduduty_desktop import assets
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework.model import Framework, Standard
from eduduty_desktop.framework.reader import read_framework, read_standards


class Library:
    """Frameworks of one folder together with the standards file beside it."""

    def __init__(self, folder: Path, standards_file: Path) -> None:
        self._folder = folder
        self._standards_file = standards_file
        self._standards: dict[str, Standard] | None = None

    @classmethod
    def shipped(cls) -> "Library":
        """The library that comes with the program."""
        resources = assets.folder("resources")
        return cls(resources / "frameworks", resources / "standards.yaml")

    def standards(self) -> dict[str, Standard]:
        """Threshold by id, read once."""
        if self._standards is None:
            self._standards = read_standards(self._standards_file)
        return self._standards

    def ids(self) -> list[str]:
        return sorted(file.stem for file in self._folder.glob("*.yaml"))

    def all(self) -> list[Framework]:
        return [self.load(name) for name in self.ids()]

    def load(self, id_or_file: str) -> Framework:
        """A framework by its id, or from a YAML file's path.  Raises UserError naming the closest id."""
        file = self._folder / f"{id_or_file}.yaml"
        if id_or_file in self.ids():
            return read_framework(file, self.standards())
        path = Path(id_or_file)
        if path.suffix.lower() in {".yaml", ".yml"}:
            return read_framework(path, self.standards())
        close = difflib.get_close_matches(id_or_file, self.ids(), n=1, cutoff=0.4)
        raise UserError(
            f"没有编号为“{id_or_file}”的指标体系",
            what_to_do=f"是不是“{close[0]}”？" if close else f"可用的有：{'、'.join(self.ids())}。",
        )
