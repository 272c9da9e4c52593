"""The preview against paper: every page and every line as LibreOffice prints the exported Word file."""

import os
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from eduduty_desktop.document import Block, Layout, Paragraph, Run, build_report
from eduduty_desktop.document.layout import STANDARD
from eduduty_desktop.document.pagination import Page, Paginator
from eduduty_desktop.office import write_report
from eduduty_desktop.workspace.samples import sample_draft
from tests.conftest import office_required
from tests.document.example import HAN
from tests.document.scored_report import scored_draft
from tests.office.pages import BOTTOM, FONTS, body, convert_to_pdf, printed_pages

pytestmark = pytest.mark.office

FRAMED = Layout(
    letterhead=True,
    secrecy="秘密",
    urgency="加急",
    copy_number="12",
    run_in=True,
    sealed=True,
    note="此件公开发布",
    imprint=True,
    copies="市委办公室，市人大常委会办公室，市政协办公室，市财政局，市人力资源和社会保障局，市发展和改革局，市卫生健康局",
)
MOST_POINTS_APART = 1.5


def mixed_blocks() -> tuple[Block, ...]:
    """Paragraphs in which every offset of a line meets a number, a mark, a word."""
    odd = (
        "2021年，",
        "57926.181万元",
        "99.5%，",
        "“双减”",
        "（含民办）",
        "——",
        "1:19。",
        "GB/T 9704",
        "、",
        "《意见》；",
    )
    paragraphs = [
        Paragraph(
            (Run("".join(HAN[at % 50 : at % 50 + 3 + (at * step) % 7] + odd[(at * step) % 10] for at in range(40))),)
        )
        for step in range(1, 13)
    ]
    return (*build_report(sample_draft())[:3], *paragraphs)


def reports() -> dict[str, tuple[tuple[Block, ...], Layout]]:
    sample, scored = sample_draft(), scored_draft()
    return {
        "sample": (build_report(sample, STANDARD), STANDARD),
        "scored": (build_report(scored, STANDARD), STANDARD),
        "framed": (build_report(sample, FRAMED), FRAMED),
        "mixed": (mixed_blocks(), STANDARD),
    }


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports as .pdf by one start of LibreOffice."""
    font = subprocess.run(
        ["fc-match", "Times New Roman", "family"],
        env={**os.environ, "FONTCONFIG_FILE": str(FONTS)},
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    if "Liberation Serif" not in font:
        reason = "no font as wide as Times New Roman: apt-get install fonts-liberation2 (fonts-liberation)"
        (pytest.fail if office_required() else pytest.skip)(reason)
    folder = tmp_path_factory.mktemp("printed")
    for name, (blocks, layout) in reports().items():
        write_report(blocks, folder / f"{name}.docx", layout=layout)
    assert shutil.which("soffice")
    convert_to_pdf(sorted(folder.glob("*.docx")), folder, tmp_path_factory.mktemp("profile"))
    return folder


Printed = tuple[str, float, float]
"""A line's text without blanks, its left and right edge in points."""


def preview_lines(page: Page) -> list[Printed]:
    rows: dict[int, list[tuple[float, float, str]]] = {}
    for placed in page.placed:
        for piece in placed.strip.pieces:
            left = page.sheet.left + piece.x
            rows.setdefault(round((placed.top + piece.y) / 20), []).append((left, left + piece.width, piece.text))
    found = []
    for _, pieces in sorted(rows.items()):
        pieces.sort()
        text = squeezed("".join(text for _, _, text in pieces))
        found.append((text, pieces[0][0] / 20, max(right for _, right, _ in pieces) / 20))
    return found


def pages_of(name: str) -> list[Page]:
    """The preview's pages; LibreOffice leaves the blank page before 版记 out of a PDF file."""
    blocks, layout = reports()[name]
    return [page for page in Paginator().paginate(blocks, layout).pages if page.number]


def squeezed(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(text.split()))


@pytest.mark.parametrize("name", ["sample", "scored", "framed", "mixed"])
def test_every_page_breaks_where_libreoffice_breaks_it(printed: Path, name: str) -> None:
    pages = pages_of(name)
    paper = printed_pages(printed / f"{name}.pdf")
    ours = [[text for text, _, _ in preview_lines(page)] for page in pages]
    theirs = [[squeezed(line.text) for line in body(page)] for page in paper]
    differing = [at for at, (a, b) in enumerate(zip(ours, theirs, strict=False), 1) if a != b]
    assert [(at, set(ours[at - 1]) ^ set(theirs[at - 1])) for at in differing] == []
    assert len(ours) == len(theirs)


@pytest.mark.parametrize("name", ["sample", "scored", "framed"])
def test_lines_stand_where_libreoffice_puts_them(printed: Path, name: str) -> None:
    apart = []
    for page, paper in zip(pages_of(name), printed_pages(printed / f"{name}.pdf"), strict=True):
        for (text, left, right), line in zip(
            preview_lines(page), (x for x in paper if x.top < BOTTOM - 5), strict=True
        ):
            if max(abs(left - line.left), abs(right - line.right)) > MOST_POINTS_APART:
                apart.append((page.number, text, left - line.left, right - line.right))
    assert apart == []
