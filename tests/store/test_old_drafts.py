"""Drafts of every version that was ever published open for ever.

`tests/old_drafts/NNNN.eduduty` was written by the program of version NNNN, with a history, an export and an edit
left open; `NNNN.json` is what it says.  A new migration adds a pair; a pair once added is never changed.
"""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from eduduty_desktop.draft import TABLES, Draft, Key
from eduduty_desktop.framework import Framework
from eduduty_desktop.store import Backups, DraftFile, Reason, read_draft, salvage, schema
from eduduty_desktop.store.fragments import collect
from eduduty_desktop.store.header import read_header
from tests.store.samples import CHECKOUT, KEY, WHO

FOLDER = CHECKOUT / "tests" / "old_drafts"
VERSIONS = sorted(FOLDER.glob("*.eduduty"))
Clock = Callable[[], datetime]


def said(file: Path) -> Draft:
    """What the old program had in it, read with the types of today: a new field has its default."""
    known = msgspec.json.decode(file.with_suffix(".json").read_bytes())
    tables = {
        name: {(row, slot): msgspec.convert(record, TABLES[name]) for row, slot, record in rows}
        for name, rows in known["tables"].items()
    }
    return Draft(known["id"], msgspec.convert(known["framework"], Framework), tables)


def test_every_version_has_its_sample() -> None:
    assert [int(file.stem) for file in VERSIONS] == sorted(schema.scripts())


@pytest.mark.parametrize("sample", VERSIONS, ids=lambda file: file.stem)
def test_an_old_draft_opens(sample: Path, tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "旧.eduduty"
    shutil.copyfile(sample, path)
    assert read_header(path, schema.newest()).version == int(sample.stem)
    assert read_draft(path) == said(sample)
    known = Backups(tmp_path / "backups", clock)
    with DraftFile.open(path, who=WHO, clock=clock, backups=known) as file:
        assert file.draft == said(sample)
        assert [change.key for change in file.recovered] == [Key("notes", "p2")]
        assert len(file.history(KEY)) == 41
        assert [item.export.file_name for item in file.exports()] == ["01 报告.docx"]
    expected = [Reason.MIGRATION] if int(sample.stem) < schema.newest() else []
    assert [backup.reason for backup in known.of_file(path)] == expected


@pytest.mark.parametrize("sample", VERSIONS, ids=lambda file: file.stem)
def test_rows_of_an_old_draft_find_their_tables_without_its_schema(sample: Path, tmp_path: Path, clock: Clock) -> None:
    """Page 1 is gone: rows are told by their columns, and older ones have fewer."""
    path = tmp_path / "旧.eduduty"
    path.write_bytes(bytes(4096) + sample.read_bytes()[4096:])
    report = salvage(path, tmp_path / "新.eduduty", who=WHO, clock=clock)
    assert report.draft.tables == said(sample).tables
    assert not {loss.key.table for loss in report.losses} & {"scores", "deductions"}


@pytest.mark.parametrize("sample", VERSIONS, ids=lambda file: file.stem)
def test_an_old_draft_can_be_salvaged(sample: Path, tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "旧.eduduty"
    content = bytearray(sample.read_bytes())
    content[0:16] = bytes(16)
    path.write_bytes(content)
    report = salvage(path, tmp_path / "新.eduduty", who=WHO, clock=clock)
    assert report.draft == said(sample)
    assert report.losses == ()


@pytest.mark.parametrize("sample", VERSIONS, ids=lambda file: file.stem)
def test_a_row_without_its_tables_name_is_known_by_its_shape_though_the_table_has_grown(sample: Path) -> None:
    content = bytearray(sample.read_bytes())
    content[100:4096] = bytes(4096 - 100)  # the names of all tables
    found = collect(bytes(content))
    rows = found.rows["scores"] or [values for tables, values in found.stray if "scores" in tables]
    assert ("p1", "", "2.0", "", 1) in [row[:5] for row in rows]
    assert {row[0] for row in rows} == {row for row, _ in said(sample).rows("scores")}
