"""A PDF as printed pages: lines with their places, measured in points."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, (210 - 26) * MM, 37 * MM, (297 - 35) * MM
HAN = re.compile(r"[\u4e00-\u9fff]+")
FONTS = Path(__file__).with_name("fonts.conf")
CONVERSION_SECONDS = 180


@dataclass
class Line:
    """A printed line: its text, where it begins and its top, in points from the page's top left corner."""

    text: str
    left: float
    right: float
    top: float


def printed_pages(pdf: Path, *, beyond: float = 0.0) -> list[list[Line]]:
    """Every page's lines from top to bottom, without words that begin left of `beyond`."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True, timeout=60)
    root = ElementTree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", done.stdout))
    space = "{http://www.w3.org/1999/xhtml}"
    pages = []
    for page in root.iter(f"{space}page"):
        short, long = sorted((float(page.get("width", 0)), float(page.get("height", 0))))
        assert abs(short - 210 * MM) < 1
        assert abs(long - 297 * MM) < 1
        words = [word for word in page.iter(f"{space}word") if float(word.get("xMin", 0)) >= beyond]
        pages.append(_lines(words))
    return pages


def _lines(words: list[ElementTree.Element]) -> list[Line]:
    lines: list[Line] = []
    for word in sorted(words, key=lambda w: (round(float(w.get("yMin", 0)) / 8), float(w.get("xMin", 0)))):
        left, right, top = (float(word.get(edge, 0)) for edge in ("xMin", "xMax", "yMin"))
        if lines and abs(lines[-1].top - top) < 8:
            lines[-1].text += word.text or ""
            lines[-1].right = right
        else:
            lines.append(Line(word.text or "", left, right, top))
    return lines


def body(page: list[Line]) -> list[Line]:
    return [line for line in page if line.top < BOTTOM - 5]


def convert_to_pdf(files: list[Path], folder: Path, profile: Path) -> None:
    """One start of LibreOffice with a profile and fonts of its own for all files."""
    convert(files, folder, profile, "pdf")


# A PDF with the blank pages that a printer would have; LibreOffice leaves them out otherwise.
PDF_WITH_BLANK_PAGES = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'


def convert(files: list[Path], folder: Path, profile: Path, kind: str) -> Path:
    """The same into any format; the folder."""
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, files)],
        env={**os.environ, "FONTCONFIG_FILE": str(FONTS)},
        capture_output=True,
        timeout=CONVERSION_SECONDS,
        check=True,
    )
    return folder
