"""Frameworks from outside and out again: a notice, a workbook that the program wrote, a YAML file."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.library import Library
from eduduty_desktop.framework.notice import Choices, Understood, understand, upright
from eduduty_desktop.framework.table_reader import framework_of, is_framework
from eduduty_desktop.framework.writer import write_yaml
from eduduty_desktop.grid import Grid, Paragraph

FILE_SUFFIXES = (".yaml", ".yml")
Parts = Sequence[Grid | Paragraph]


class Brought(msgspec.Struct, frozen=True):
    """What a file from outside holds: a framework, and for a notice how it was understood."""

    framework: Framework
    understood: Understood | None = None
    parts: tuple[Grid | Paragraph, ...] = ()


def bring(path: Path, *, title: str = "", year: int | None = None, region: str = "", level: str = "county") -> Brought:
    """A framework from a notice (.xlsx .xls .docx …), from a workbook that the program wrote, or from a YAML file.

    Raises UserError that says what was found instead.
    """
    from eduduty_desktop.office import read_notice

    if path.suffix.lower() in FILE_SUFFIXES:
        return Brought(Library.shipped().load(str(path)))
    parts = upright(read_notice(path))
    grids = [part for part in parts if isinstance(part, Grid)]
    if is_framework(grids):
        return Brought(framework_of(grids))
    understood = understand(parts, title=title, year=year, region=region, level=level)
    return Brought(understood.framework, understood, parts)


def understand_again(brought: Brought, choices: Choices) -> Brought:
    """The same notice with what a person corrected; raises UserError if no table is left."""
    understood = understand(brought.parts, choices=choices)
    return Brought(understood.framework, understood, brought.parts)


def write_framework(framework: Framework, path: Path) -> None:
    """Write a framework as a YAML file or, to .xlsx, as a workbook.  Raises UserError; nothing is left half done."""
    from eduduty_desktop.office import write_text, write_workbook

    if path.suffix.lower() in FILE_SUFFIXES:
        write_text(write_yaml(framework), path)
    elif path.suffix.lower() == ".xlsx":
        from eduduty_desktop.document.framework_sheets import framework_sheets

        write_workbook(framework_sheets(framework), path)
    else:
        raise UserError(f"不能写成“{path.suffix or path.name}”文件", what_to_do="请用 .yaml 或 .xlsx 作后缀。")
