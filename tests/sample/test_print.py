"""The sample's report as LibreOffice prints it: GB/T 9704-2012, 5.2 on every page."""

import re
from collections import Counter
from datetime import UTC, datetime

import pytest

from eduduty_desktop.document import build_report
from eduduty_desktop.office import write_report
from tests.office.pages import LEFT, RIGHT, Line, body, convert_to_pdf, printed_pages
from tests.sample.example import sample_draft

FULL_WIDTH = re.compile(r"[\u4e00-\u9fff\u3001-\u3011\uff01-\uff5e“”]+")
pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[list[Line]]:
    folder = tmp_path_factory.mktemp("printed")
    report = folder / "report.docx"
    write_report(build_report(sample_draft()), report, now=datetime(2022, 1, 5, tzinfo=UTC))
    convert_to_pdf([report], folder, tmp_path_factory.mktemp("profile"))
    return [body(page) for page in printed_pages(folder / "report.pdf")]


def test_every_full_page_has_22_lines(pages: list[list[Line]]) -> None:
    """All pages but the first (title) and the last two (特此报告 goes with the signature, 7.3.5.5)."""
    assert len(pages) > 10
    assert [len(page) for page in pages[1:-2]] == [22] * (len(pages) - 3)


def test_lines_without_digits_hold_28_characters(pages: list[list[Line]]) -> None:
    """Full lines of Han characters and their punctuation, not indented; one mark may hang or move down."""
    lines = [line for page in pages for line in page if FULL_WIDTH.fullmatch(line.text)]
    inner = [line for line in lines if abs(line.left - LEFT) < 2 and line.right > RIGHT - 4]
    counts = Counter(len(line.text) for line in inner)
    assert set(counts) <= {27, 28}  # 27 where the 28th would have put a mark at the beginning of a line
    assert counts[28] > 3 * counts[27] > 0


def test_what_is_missing_is_printed_as_missing(pages: list[list[Line]]) -> None:
    text = "".join(line.text for page in pages for line in page)
    assert text.count("〔待填〕") == 2  # the problems' count and the date
    assert "全年指出学校问题〔待填〕" in text
