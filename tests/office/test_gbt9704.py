"""Every clause of GB/T 9704-2012 that can be measured, measured on LibreOffice's PDF (docs/gbt9704.md)."""

from pathlib import Path

import pytest

from tests.office.gbt9704 import measure, write_all
from tests.office.pages import PDF_WITH_BLANK_PAGES, convert
from tests.office.schemas import disorders, violations

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gbt9704")
    write_all(folder)
    return folder


def test_the_children_of_every_element_stand_in_the_standards_order(written: Path) -> None:
    for name in ("official", "prose", "imprint-after_blank"):
        assert disorders(written / f"{name}.docx") == []


def test_the_schemas_of_ecma_376_have_no_complaint(written: Path) -> None:
    for name in ("official", "prose", "imprint-after_blank"):
        assert violations(written / f"{name}.docx") == []


@pytest.mark.office
def test_every_clause_is_kept_and_the_table_lists_it(written: Path, tmp_path: Path) -> None:
    folder = convert(sorted(written.glob("*.docx")), tmp_path, tmp_path / "profile", PDF_WITH_BLANK_PAGES)
    rows = measure(folder)
    assert [row for row in rows if not row.agrees] == []
    table = (ROOT / "docs" / "gbt9704.md").read_text(encoding="utf-8")
    assert [row.what for row in rows if f"| {row.clause} | {row.what} | {row.required} |" not in table] == []
