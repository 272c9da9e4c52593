"""Files of the example draft, and what LibreOffice makes of them in one conversion."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from eduduty_desktop.document import Block, Paragraph, Run, build_appendix, build_report, build_review
from eduduty_desktop.framework import ScoreStyle
from eduduty_desktop.office import write_report, write_workbook
from tests.document.example import LONG, draft, findings
from tests.office.pages import convert_to_pdf

NOW = datetime(2022, 1, 5, 8, 30, tzinfo=UTC)


def prose_blocks() -> tuple[Block, ...]:
    """A report of nothing but long paragraphs of Han characters between its opening and its closing."""
    blocks = build_report(draft())
    body = tuple(Paragraph((Run(LONG),)) for _ in range(12))
    return (*blocks[:3], *body, *blocks[-4:])


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with report.docx, prose.docx, appendix.xlsx and review.xlsx."""
    folder = tmp_path_factory.mktemp("exported")
    write_report(build_report(draft()), folder / "report.docx", now=NOW)
    write_report(prose_blocks(), folder / "prose.docx", now=NOW)
    write_workbook(build_appendix(draft()), folder / "appendix.xlsx", now=NOW)
    scored = draft(ScoreStyle.APPENDIX)
    write_workbook((*build_appendix(scored)[:1], *build_review(scored, findings())), folder / "review.xlsx", now=NOW)
    return folder


@pytest.fixture(scope="session")
def converted(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as .pdf, by one start of LibreOffice with a profile and fonts of its own."""
    folder = tmp_path_factory.mktemp("converted")
    convert_to_pdf(sorted(exported.iterdir()), folder, tmp_path_factory.mktemp("profile"))
    return folder
